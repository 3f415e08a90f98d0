import { expect, test } from "vitest";
import type { Json } from "../../../src/lib/json.ts";
import { isLike, patternOf } from "../../../src/runner/answers/is-like.ts";

test.each<[Json, Json, boolean]>([
  ["a*c", "abc", true],
  ["a*c", "ac", true],
  ["a*c", "abcd", false],
  ["*", "", true],
  ["a*a", "a", false],
  ["*a*b*", "xaxbx", true],
  ["*a*b*", "ba", false],
  ["a", "ab", false],
  ["a*", 1, false],
  [{}, { a: 1 }, true],
  [{ a: { b: "x*" } }, { a: { b: "xy", c: 1 }, d: 2 }, true],
  [{ a: null }, {}, false],
  [{ a: null }, { a: null }, true],
  [{ toString: null }, {}, false],
  [["x*", {}], ["xy", { a: 1 }], true],
  [["x"], ["x", "y"], false],
  [["x"], { 0: "x" }, false],
  [{ 0: "x" }, ["x"], false],
  ["a\\*b", "a*b", true],
  ["a\\*b", "axb", false],
  ["a\\\\*", "a\\b", true],
  ["a\\b", "a\\b", true],
  ["\\", "\\", true],
  [1, 1, true],
  [1, "1", false],
  [true, false, false],
])("%j is like %j: %s", (pattern, value, expected) => {
  expect(isLike(pattern, value)).toBe(expected);
});

test("a pattern of many stars ends", () => {
  expect(isLike("*a".repeat(2_000), `${"a".repeat(100_000)}b`)).toBe(false);
});

test.each(["", "plain", "*", "a*b\\*c\\\\", "\\", "x".repeat(30)])(
  "%j is like its own pattern, which is like nothing else",
  (text) => {
    expect(isLike(patternOf(text, 20), text)).toBe(true);
    expect(isLike(patternOf(text, 20), `other ${text}`)).toBe(false);
    expect(isLike(patternOf(text, 20), `${text} and more`)).toBe(text.length > 20);
  },
);
