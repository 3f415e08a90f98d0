import { expect, test } from "vitest";
import { parseReference } from "../../src/graph/reference.ts";
import type { GraphValue } from "../../src/graph/types.ts";
import type { Json } from "../../src/lib/json.ts";
import { resolveValue } from "../../src/execution/resolve.ts";
import { UnresolvedReference } from "../../src/execution/unresolved-reference.ts";

const RESULTS = {
  input: { prompt: "a chair", steps: 28, none: null },
  outputs: new Map<string, Json>([
    ["photo", { images: [{ url: "https://x/1.png" }], seed: 7 }],
    ["list", [1, 2, 3]],
    ["text", "plain"],
    ["empty", {}],
    ["odd", JSON.parse('{"__proto__": {"a": 1}, "constructor": "own"}')],
  ]),
};

function resolve(value: GraphValue): Json {
  return resolveValue(value, RESULTS);
}

function ref(text: string): GraphValue {
  return parseReference(text) ?? text;
}

test.each<[string, Json]>([
  ["$input", RESULTS.input],
  ["$input.prompt", "a chair"],
  ["$input.none", null],
  ["$photo.images.0.url", "https://x/1.png"],
  ["$list.2", 3],
  ["$text", "plain"],
  ["$odd.__proto__.a", 1],
  ["$odd.constructor", "own"],
])("%s", (text, value) => {
  expect(resolve(ref(text))).toEqual(value);
});

test("literals and the order of keys are kept, references are resolved anywhere", () => {
  const value: GraphValue = {
    kind: "record",
    fields: new Map<string, GraphValue>([
      [
        "b",
        [1, ref("$input.steps"), { kind: "record", fields: new Map([["x", ref("$list")]]) }, "a $input.x"],
      ],
      ["a", null],
      ["__proto__", "own"],
    ]),
  };
  expect(JSON.stringify(resolve(value))).toBe(
    '{"b":[1,28,{"x":[1,2,3]},"a $input.x"],"a":null,"__proto__":"own"}',
  );
});

test.each<[string, number, string, string[]]>([
  ["$nobody.x", -1, '"nobody" has no output', []],
  ["$input.promt", 0, '$input has only "prompt", "steps", "none"', ["prompt", "steps", "none"]],
  ["$photo.images.3.url", 1, "$photo.images is an array of 1 element", []],
  ["$photo.images.url", 1, "$photo.images is an array, not an object", []],
  ["$photo.0", 0, "$photo is an object, not an array", []],
  ["$photo.constructor", 0, "$photo has only", ["images", "seed"]],
  ["$photo.__proto__", 0, "$photo has only", ["images", "seed"]],
  ["$list.length", 0, "$list is an array, not an object", []],
  ["$text.length", 0, "$text is a string, not an object", []],
  ["$text.0", 0, "$text is a string, not an array", []],
  ["$input.none.x", 1, "$input.none is null, not an object", []],
  ["$empty.x", 0, "$empty has no keys", []],
])("%s has no value", (text, segment, reason, keys) => {
  let error: unknown;
  try {
    resolve(ref(text));
  } catch (thrown) {
    error = thrown;
  }
  expect(error).toBeInstanceOf(UnresolvedReference);
  expect(error).toMatchObject({
    segment,
    keys,
    message: expect.stringContaining(`${text} has no value: ${reason}`),
  });
});

test("handles a value of 100,000 levels and one with 300,000 elements", () => {
  let deep: GraphValue = ref("$input.steps");
  for (let level = 0; level < 100_000; level += 1) deep = [deep];
  let inner = resolve(deep);
  while (Array.isArray(inner)) inner = inner[0];
  expect(inner).toBe(28);
  expect(resolve(Array.from({ length: 300_000 }, () => 1))).toHaveLength(300_000);
});
