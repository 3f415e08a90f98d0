/** Parsing the output of `tsc --pretty false`. */
import { describe, expect, test } from "vitest";
import { parseErrors } from "../../../src/workspace/types/parse-errors.ts";

test("parses positions, codes and continuation lines", () => {
  const output = `workflows/a.ts(5,26): error TS2561: Object literal may only … 'promt'.
workflows/b.ts(6,24): error TS2345: Argument of type '{}' …
  Property 'prompt' is missing.
    Deeper: error TS1: no error of its own.
error TS5083: Cannot read file '/base.json'.
`;
  expect(parseErrors(output)).toEqual({
    errors: [
      {
        code: "TS2561",
        text: "Object literal may only … 'promt'.",
        place: { file: "workflows/a.ts", line: 5, column: 26 },
      },
      {
        code: "TS2345",
        text: "Argument of type '{}' …\n  Property 'prompt' is missing.\n    Deeper: error TS1: no error of its own.",
        place: { file: "workflows/b.ts", line: 6, column: 24 },
      },
      { code: "TS5083", text: "Cannot read file '/base.json'.", place: undefined },
    ],
    strange: undefined,
  });
});

test.each([
  ["C:\\work\\a.ts", "C:\\work\\a.ts(1,2): error TS1: x\r\n"],
  ["a (copy)(2).ts", "a (copy)(2).ts(1,2): error TS1: x"],
  ["a.ts", "a.ts(1,2): error TS1: x"],
])("the file %s", (file, line) => {
  expect(parseErrors(line)).toEqual({
    errors: [{ code: "TS1", text: "x", place: { file, line: 1, column: 2 } }],
    strange: undefined,
  });
});

test("uses the first position if the message contains another", () => {
  const { errors } = parseErrors("a.ts(1,2): error TS1: b.ts(3,4): error TS2: x");
  expect(errors).toEqual([
    { code: "TS1", text: "b.ts(3,4): error TS2: x", place: { file: "a.ts", line: 1, column: 2 } },
  ]);
});

test.each([
  "hello",
  "  indented, and behind no error",
  "a.ts(1): error TS1: no column",
  "a.ts(1,99999999999): error TS1: a column that is no number of ours",
  "a.ts(1,2): error TSx: no code",
  "a.ts(1,2): warning TS1: no error",
  "error TS: no code",
])("%j is strange", (line) => {
  expect(parseErrors(line)).toEqual({ errors: [], strange: line });
});

describe("takes linear time for", () => {
  test.each([
    ["brackets", "(".repeat(5_000_000)],
    ["places", "(1,2): error ".repeat(500_000)],
    ["heads", "): error TS".repeat(500_000)],
    ["digits", `a(${"1".repeat(5_000_000)},1): error TS1: x`],
    ["lines", "\n".repeat(5_000_000)],
    ["continued lines", `error TS1: x\n${" y\n".repeat(1_000_000)}`],
  ])("%s", (_, output) => {
    // Quadratic time would be hours.
    parseErrors(output);
  });
});
