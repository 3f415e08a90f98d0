import { expect, test } from "vitest";
import { presentable, presentableText } from "../../src/runner/presentable.ts";

test("a value that is short and without keys is the same", () => {
  const value = { a: "text", b: [1, null, true, { c: "https://x/1.png" }], d: "data:,short" };
  expect(presentable(value, 1000)).toEqual(value);
});

test("data URLs are named by their bytes: equal ones stay equal, others do not", () => {
  const url = (letter: string) => `data:image/png;base64,${letter.repeat(1000)}`;
  expect(presentableText(url("A"))).toMatch(/^data:image\/png \(1022 characters, sha256 [0-9a-f]{12}\)$/);
  expect(presentableText(url("A"))).toBe(presentableText(url("A")));
  expect(presentableText(url("A"))).not.toBe(presentableText(url("B")));
});

test("what is too long is cut, and marked", () => {
  expect(presentable({ a: "x".repeat(50), b: "y" }, 20)).toEqual({
    a: `${"x".repeat(19)}… (50 characters)`,
    "…": "…",
  });
  expect(presentable(["\u{1f600}\u{1f600}"], 3)).toEqual(["\u{1f600}… (4 characters)"]);
  let deep: object = {};
  for (let level = 0; level < 5000; level += 1) deep = { deep };
  expect(JSON.stringify(presentable(deep as never, 1_000_000))).toContain('"…"');
});

test("a key named __proto__ is one like any other", () => {
  const value = JSON.parse('{"__proto__":{"a":1}}') as never;
  expect(JSON.stringify(presentable(value, 100))).toBe('{"__proto__":{"a":1}}');
});
