/** The outlines that the build takes from the font, compared with those that opentype.js makes of it. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import opentype from "opentype.js";
import { describe, expect, test } from "vitest";
import { glyphTable } from "../../src/assets.ts";
import { findGlyph, printGlyphTable, UNITS_PER_EM } from "../../src/emulator/media/glyph-table.ts";
import { typeface } from "../../src/emulator/media/typeface.ts";

function fontOf(file: string): opentype.Font {
  const bytes = readFileSync(createRequire(import.meta.url).resolve(`@fontsource/dejavu-sans/files/${file}`));
  return opentype.parse(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
}

const fonts = {
  regular: fontOf("dejavu-sans-latin-400-normal.woff"),
  bold: fontOf("dejavu-sans-latin-700-normal.woff"),
};

/** The numbers of path data, and its letters. */
function parsed(data: string): { letters: string; numbers: number[] } {
  return {
    letters: data.replace(/[^A-Z]/g, ""),
    numbers: (data.match(/-?\d+(\.\d+)?/g) ?? []).map(Number),
  };
}

function withOpentype(font: opentype.Font, text: string, x: number, y: number, size: number) {
  const numbers: number[] = [];
  let letters = "";
  let at = x;
  for (const character of text) {
    const glyph = font.charToGlyph(character);
    for (const command of character === " " ? [] : glyph.getPath(at, y, size).commands) {
      letters += command.type;
      if (command.type === "Q" || command.type === "C") numbers.push(command.x1, command.y1);
      if (command.type === "C") numbers.push(command.x2, command.y2);
      if (command.type !== "Z") numbers.push(command.x, command.y);
    }
    at += ((glyph.advanceWidth ?? 0) * size) / font.unitsPerEm;
  }
  return { letters, numbers, width: at - x };
}

describe.each([
  ["regular", 'A red chair, 3/4 view: "über-fein" & café (20 %)'],
  ["regular", "Żółw, Ελληνικά, Кириллица, ﷺ, ∑ ≠ ∞, ☂"],
  ["regular", "missing: 漢字 😀"],
  ["bold", "fal-ai/flux-pro/v1.1_ultra EMULATED"],
  ["bold", "missing in bold: é"],
] as const)("%s: %s", (weight, text) => {
  // Outside its table, a bold character is drawn as the one that stands for all that are missing.
  const font = fonts[weight];
  const expected = withOpentype(
    font,
    weight === "bold" ? text.replace(/[^ -~]/g, "\u{10ffff}") : text,
    12.5,
    40,
    23,
  );

  test("has the outlines of the font", () => {
    const { letters, numbers } = parsed(typeface(weight).outline(text, 12.5, 40, 23));
    expect(letters).toBe(expected.letters);
    expect(numbers.length).toBe(expected.numbers.length);
    // One decimal, after rounding to font units.
    numbers.forEach((number, index) =>
      expect(Math.abs(number - (expected.numbers[index] ?? NaN))).toBeLessThan(0.07),
    );
  });

  test("is as wide as in the font", () => {
    expect(typeface(weight).measure(text, 23)).toBeCloseTo(expected.width, 6);
  });
});

test("every line of a glyph table is found, and what it lacks is its first line", () => {
  for (const weight of ["regular", "bold"] as const) {
    const table = readFileSync(glyphTable(weight), "latin1");
    const lines = table.trimEnd().split("\n");
    for (const line of lines) {
      const [code, advance] = line.split(" ", 2).map(Number);
      expect(findGlyph(table, code as number).advance).toBe(advance);
    }
    for (const code of [0, 0xd800, 0x10ffff]) expect(findGlyph(table, code)).toEqual(findGlyph(table, -1));
    expect(lines.length).toBeGreaterThan(90);
  }
  expect(UNITS_PER_EM).toBe(fonts.regular.unitsPerEm);
});

test("tables of one and of two lines", () => {
  const missing = { advance: 5, outline: "M0 0Z" };
  expect(findGlyph(printGlyphTable(missing, new Map()), 65)).toEqual(missing);
  const table = printGlyphTable(missing, new Map([[65, { advance: 7, outline: "" }]]));
  expect([64, 65, 66].map((code) => findGlyph(table, code).advance)).toEqual([5, 7, 5]);
});
