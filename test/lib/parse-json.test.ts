/** Broken JSON is reported with its location and the reason. */
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { parseJson } from "../../src/lib/parse-json.ts";

test.each([
  ["", 1, 1, "it is empty"],
  ["{\n", 2, 1, "} is missing at the end"],
  ['{ "a": 1,\n  "b" 2 }', 2, 7, "a colon is missing"],
  ['{ "a": 1\n  "b": 2 }', 2, 3, "a comma or } is missing"],
  ['{\r\n  "a": [1, 2\r\n}', 3, 1, "a comma or ] is missing"],
  ['{ "a": 1, }', 1, 11, "there is a comma before }"],
  ["[1, ]", 1, 5, "there is a comma before ]"],
  ["{ a: 1 }", 1, 3, "the key a needs double quotes"],
  ["{ 'a': 1 }", 1, 3, "strings need double quotes"],
  ['{ // no\n "a": 1 }', 1, 3, "JSON has no comments"],
  ['{ "a": undefined }', 1, 8, '"undefined" is not a JSON value'],
  ['{ "a": 01 }', 1, 8, '"01" is not a JSON value'],
  ['{ "a": "x\n" }', 1, 8, "this string does not end on its line, or has an invalid escape"],
  ["{} {}", 1, 4, "there is more text after the value"],
  ["<html>", 1, 1, '"<" is not a JSON value'],
  ["\ufeff[1 2]", 1, 4, "a comma or ] is missing"],
])("%j", (text, line, column, problem) => {
  expect(parseJson(text)).toMatchObject({ line, column, problem });
});

test("parses deeply nested JSON", () => {
  expect(parseJson("[".repeat(100_000))).toMatchObject({ line: 1, column: 100_001 });
});

test("agrees with JSON.parse, and gives a position for every error", () => {
  fc.assert(
    fc.property(
      fc.jsonValue(),
      fc.nat(),
      fc.constantFrom("", ",", '"', "}", "1", "x", "\\"),
      (value, at, put) => {
        const whole = JSON.stringify(value, null, 1);
        const index = at % (whole.length + 1);
        const text = whole.slice(0, index) + put + whole.slice(index + 1);
        const parsed = parseJson(text);
        if ("value" in parsed) {
          expect(parsed.value).toEqual(JSON.parse(text));
          return;
        }
        expect(() => JSON.parse(text)).toThrow();
        const lines = text.split("\n");
        expect(parsed.line).toBeLessThanOrEqual(lines.length);
        expect(parsed.column).toBeLessThanOrEqual((lines[parsed.line - 1] ?? "").length + 1);
      },
    ),
    { numRuns: 500 },
  );
});
