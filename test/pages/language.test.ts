/**
 * The table of the language: every row names a fixture, and every fixture is in a row, here or in the table of
 * mistakes.
 */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { fixtureNames, isFixture } from "../support/fixtures.ts";

const fileOf = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const rows = tableRows(readFileSync(fileOf("../../src/LANGUAGE.md"), "utf8"));
const mistakes = tableRows(readFileSync(fileOf("../../src/MISTAKES.md"), "utf8"))
  .flat()
  .join(" ");

/** The cells of every table's rows, without headers and rules. */
function tableRows(text: string): readonly (readonly string[])[] {
  return text
    .split("\n")
    .filter((line) => line.startsWith("|") && !/^\|[ -]*-/.test(line))
    .map((line) =>
      line
        .split(/(?<!\\)\|/)
        .slice(1, -1)
        .map((cell) => cell.trim()),
    )
    .filter((cells) => cells.at(-1) !== "fixtures");
}

describe("the table of the language", () => {
  test.each(rows)("%s", (...cells) => {
    const named = (cells.at(-1) ?? "").split(", ");
    expect(named.filter((name) => !isFixture(name))).toEqual([]);
  });

  test("has every fixture", () => {
    const named = new Set(rows.flatMap((cells) => (cells.at(-1) ?? "").split(", ")));
    expect(fixtureNames.filter((name) => !named.has(name) && !mistakes.includes(name))).toEqual([]);
  });
});
