/**
 * Text as outlines. The fonts come with falc, and the outlines go into the SVG as paths, because a machine without
 * fonts or fontconfig (a container, a CI runner) would otherwise draw empty boxes.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import opentype from "opentype.js";

export type Weight = "regular" | "bold";

export interface Typeface {
  /** The width in px. */
  measure(text: string, size: number): number;
  /** SVG path data with one decimal, starting at `x` with the baseline at `y`. Spaces advance and draw nothing. */
  outline(text: string, x: number, y: number, size: number): string;
}

const FILES = { regular: "400", bold: "700" } as const;
const loaded = new Map<Weight, Typeface>();

export function typeface(weight: Weight): Typeface {
  const known = loaded.get(weight);
  if (known !== undefined) return known;
  const created = readTypeface(weight);
  loaded.set(weight, created);
  return created;
}

function readTypeface(weight: Weight): Typeface {
  const path = `@fontsource/dejavu-sans/files/dejavu-sans-latin-${FILES[weight]}-normal.woff`;
  const { buffer, byteOffset, byteLength } = readFileSync(createRequire(import.meta.url).resolve(path));
  const font = opentype.parse(buffer.slice(byteOffset, byteOffset + byteLength));
  const glyphs = new Map<string, opentype.Glyph>();
  // Glyph by glyph: font.getPath() throws on this font's GSUB table in opentype.js 2.0.0.
  const glyphOf = (character: string) => {
    const glyph = glyphs.get(character) ?? font.charToGlyph(character);
    glyphs.set(character, glyph);
    return glyph;
  };
  const advance = (character: string, size: number) =>
    ((glyphOf(character).advanceWidth ?? 0) * size) / font.unitsPerEm;

  return {
    measure(text, size) {
      let width = 0;
      for (const character of text) width += advance(character, size);
      return width;
    },
    outline(text, x, y, size) {
      let data = "";
      let at = x;
      for (const character of text) {
        if (character !== " ") data += pathData(glyphOf(character).getPath(at, y, size));
        at += advance(character, size);
      }
      return data;
    },
  };
}

/** Not `path.toPathData()`: in opentype.js 2.0.0 it writes NaN for numbers such as 250.00000000000003. */
function pathData({ commands }: opentype.Path): string {
  return commands
    .map((command) => {
      switch (command.type) {
        case "M":
        case "L":
          return `${command.type}${point(command.x, command.y)}`;
        case "Q":
          return `Q${point(command.x1, command.y1)} ${point(command.x, command.y)}`;
        case "C":
          return `C${point(command.x1, command.y1)} ${point(command.x2, command.y2)} ${point(command.x, command.y)}`;
        case "Z":
          return "Z";
      }
    })
    .join("");
}

function point(x: number, y: number): string {
  return `${Math.round(x * 10) / 10} ${Math.round(y * 10) / 10}`;
}
