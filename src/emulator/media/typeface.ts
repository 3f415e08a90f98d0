/**
 * Text as outlines. They go into the SVG as paths, because a machine without fonts or fontconfig (a container, a CI
 * runner) would otherwise draw empty boxes. The build has taken them from the font (`build/glyphs.ts`), because
 * parsing a font takes longer than drawing.
 */
import { readFileSync } from "node:fs";
import { glyphTable } from "../../assets.ts";
import type { Weight } from "./glyph-table.ts";
import { findGlyph, type Glyph, UNITS_PER_EM } from "./glyph-table.ts";

export interface Typeface {
  /** The width in px. */
  measure(text: string, size: number): number;
  /** SVG path data with one decimal, starting at `x` with the baseline at `y`. Spaces advance and draw nothing. */
  outline(text: string, x: number, y: number, size: number): string;
}

const loaded = new Map<Weight, Typeface>();

export function typeface(weight: Weight): Typeface {
  const known = loaded.get(weight);
  if (known !== undefined) return known;
  const created = readTypeface(weight);
  loaded.set(weight, created);
  return created;
}

function readTypeface(weight: Weight): Typeface {
  // ASCII: Latin-1 is read without decoding.
  const table = readFileSync(glyphTable(weight), "latin1");
  const glyphs = new Map<string, Glyph>();
  const glyphOf = (character: string) => {
    const known = glyphs.get(character);
    if (known !== undefined) return known;
    const found = findGlyph(table, character.codePointAt(0) ?? 0);
    glyphs.set(character, found);
    return found;
  };

  return {
    measure(text, size) {
      let width = 0;
      for (const character of text) width += glyphOf(character).advance;
      return (width * size) / UNITS_PER_EM;
    },
    outline(text, x, y, size) {
      const scale = size / UNITS_PER_EM;
      let data = "";
      let at = x;
      for (const character of text) {
        const { advance, outline } = glyphOf(character);
        data += outline.replace(
          /(-?\d+) (-?\d+)/g,
          (_, across: string, down: string) =>
            `${oneDecimal(at + Number(across) * scale)} ${oneDecimal(y + Number(down) * scale)}`,
        );
        at += advance * scale;
      }
      return data;
    },
  };
}

function oneDecimal(value: number): number {
  return Math.round(value * 10) / 10;
}
