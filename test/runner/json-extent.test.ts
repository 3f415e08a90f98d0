import { expect, test } from "vitest";
import { findExcess } from "../../src/runner/engines/json-extent.ts";

const nested = (levels: number) => "[".repeat(levels) + "]".repeat(levels);

test.each([
  ["200 levels", nested(200), undefined],
  ["201 levels", nested(201), "nested deeper than 200 levels"],
  ["201 levels of objects", `${'{"a":'.repeat(201)}1${"}".repeat(201)}`, "nested deeper than 200 levels"],
  ["many lists next to each other", `[${"[],".repeat(1000)}1]`, undefined],
  ["brackets in a string", `"${"[".repeat(500)}"`, undefined],
  ["brackets behind an escaped quote", String.raw`"\"${"[".repeat(500)}"`, undefined],
  [
    "brackets behind an escaped backslash",
    String.raw`["\\",${nested(200)}]`,
    "nested deeper than 200 levels",
  ],
  ["brackets behind an escaped backslash and quote", String.raw`["\\\"${"[".repeat(500)}"]`, undefined],
  ["a string without an end", `["${"[".repeat(500)}`, undefined],
  ["no JSON", "<html>".repeat(100), undefined],
  ["5 million values", `[${"1,".repeat(4_999_998)}1]`, undefined],
  ["more", `[${"1,".repeat(5_000_000)}1]`, "of more than 5 million values"],
  ["many keys", `{${'"a":1,'.repeat(2_600_000)}"a":1}`, "of more than 5 million values"],
  ["long texts", `["${"x".repeat(50_000_000)}"]`, undefined],
])("%s", (_, json, excess) => {
  expect(findExcess(json)).toBe(excess);
});
