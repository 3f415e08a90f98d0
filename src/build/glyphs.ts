/** Takes the outlines of DejaVu Sans out of the font's files. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import opentype from "opentype.js";
import { type Glyph, printGlyphTable, UNITS_PER_EM, type Weight } from "../emulator/media/glyph-table.ts";

const files = { regular: "400", bold: "700" } as const;

export const weights = ["regular", "bold"] as const satisfies readonly Weight[];

/** What is written in bold: endpoint ids, which are ASCII. A prompt can be anything. */
const isInBold = (code: number) => code >= 0x20 && code < 0x7f;

/** A glyph table of the characters that are written in this weight, as far as the font has them. */
export function buildGlyphTable(weight: Weight): string {
  const file = `@fontsource/dejavu-sans/files/dejavu-sans-latin-${files[weight]}-normal.woff`;
  const { buffer, byteOffset, byteLength } = readFileSync(createRequire(import.meta.url).resolve(file));
  const font = opentype.parse(buffer.slice(byteOffset, byteOffset + byteLength));
  if (font.unitsPerEm !== UNITS_PER_EM) throw new Error(`${file} has ${font.unitsPerEm} units per em`);
  const glyphs = new Map<number, Glyph>();
  for (const code of charactersOf(font))
    if (weight === "regular" || isInBold(code))
      glyphs.set(code, toGlyph(font.charToGlyph(String.fromCodePoint(code))));
  return printGlyphTable(toGlyph(font.glyphs.get(0)), glyphs);
}

function charactersOf(font: opentype.Font): number[] {
  const { glyphIndexMap } = font.tables["cmap"] as unknown as { readonly glyphIndexMap: object };
  return Object.keys(glyphIndexMap).map(Number);
}

function toGlyph(glyph: opentype.Glyph): Glyph {
  const { commands } = glyph.getPath(0, 0, UNITS_PER_EM);
  return { advance: glyph.advanceWidth ?? 0, outline: commands.map(printCommand).join("") };
}

function printCommand(command: opentype.PathCommand): string {
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
}

const point = (x: number, y: number) => `${Math.round(x)} ${Math.round(y)}`;
