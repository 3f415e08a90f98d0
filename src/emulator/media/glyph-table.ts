/**
 * The glyphs of a font as text, as the build writes them and the emulator reads them: a line for each character,
 * sorted by code point, `<code point> <advance> <SVG path data>`. Lengths are in font units; x goes right, y down, and
 * every pair of numbers in the path is a point. The first line is the glyph for characters that the font lacks.
 */

export type Weight = "regular" | "bold";

export const UNITS_PER_EM = 2048;

export interface Glyph {
  /** The distance to the next character. */
  readonly advance: number;
  /** Starts at the origin, on the baseline. Empty for a space. */
  readonly outline: string;
}

/** Of the line that stands for every character that has none. */
const MISSING = -1;

export function printGlyphTable(missing: Glyph, glyphs: ReadonlyMap<number, Glyph>): string {
  const sorted = [...glyphs].sort(([a], [b]) => a - b);
  const line = ([code, { advance, outline }]: readonly [number, Glyph]) => `${code} ${advance} ${outline}\n`;
  return [[MISSING, missing] as const, ...sorted].map(line).join("");
}

/** A binary search, so that a table of thousands of glyphs is ready as soon as it is read. */
export function findGlyph(table: string, code: number): Glyph {
  let from = 0;
  let to = table.length;
  while (from < to) {
    const start = table.lastIndexOf("\n", ((from + to) >> 1) - 1) + 1;
    const end = table.indexOf("\n", start);
    const lineCode = Number.parseInt(table.slice(start, start + 8), 10);
    if (lineCode === code) return parseLine(table.slice(start, end));
    if (lineCode < code) from = end + 1;
    else to = start;
  }
  if (code === MISSING) throw new Error("the glyph table has no glyph for missing characters");
  return findGlyph(table, MISSING);
}

function parseLine(line: string): Glyph {
  const [, advance, outline] = /^-?\d+ (\d+) (.*)$/.exec(line) ?? [];
  if (advance === undefined || outline === undefined)
    throw new Error(`not a line of a glyph table: ${line.slice(0, 40)}`);
  return { advance: Number(advance), outline };
}
