import { describe, expect, test } from "vitest";
import { openCatalog } from "../../src/endpoints/lookup.ts";
import { describeType, isStringSchema, placeholderOf, stepInto } from "../../src/schema/path.ts";
import type { Schema } from "../../src/schema/schema.ts";

const string: Schema = { type: "string" };
const number: Schema = { type: "number" };
const size: Schema = { type: "object", properties: { width: number, height: number }, required: ["width"] };
const list: Schema = { type: "array", items: size };

describe("stepInto", () => {
  test("walks an endpoint's output", () => {
    const output = openCatalog().find("fal-ai/flux/dev")?.output;
    const images = stepInto(output, "images");
    const image = stepInto(images.kind === "found" ? images.schema : undefined, 0);
    const url = stepInto(image.kind === "found" ? image.schema : undefined, "url");
    expect(url).toMatchObject({ kind: "found", schema: { type: "string" }, optional: false });
    expect(stepInto(output, "image")).toMatchObject({
      kind: "missing",
      valid: ["has_nsfw_concepts", "images", "prompt", "seed", "timings"],
    });
  });

  test.each<[string, Schema | undefined, string | number, ReturnType<typeof stepInto>]>([
    ["a required property", size, "width", { kind: "found", schema: number, optional: false }],
    ["an optional property", size, "height", { kind: "found", schema: number, optional: true }],
    ["no such property", size, "depth", { kind: "missing", valid: ["width", "height"] }],
    ["an index of an object", size, 0, { kind: "missing", valid: ["width", "height"] }],
    ["an inherited name", size, "constructor", { kind: "missing", valid: ["width", "height"] }],
    ["__proto__", size, "__proto__", { kind: "missing", valid: ["width", "height"] }],
    ["an item", list, 3, { kind: "found", schema: size, optional: false }],
    ["an item by digits", list, "3", { kind: "found", schema: size, optional: false }],
    ["a name of a list", list, "width", { kind: "missing", valid: ["0"] }],
    ["length of a list", list, "length", { kind: "missing", valid: ["0"] }],
    ["a negative index", list, -1, { kind: "missing", valid: ["0"] }],
    ["an item of any list", { type: "array" }, 0, { kind: "unknown" }],
    ["into a string", string, "length", { kind: "missing", valid: [] }],
    ["into an enum without a type", { enum: ["a"] }, 0, { kind: "missing", valid: [] }],
    ["into null", { type: "null" }, "a", { kind: "missing", valid: [] }],
    ["{}", {}, "a", { kind: "unknown" }],
    ["undefined", undefined, "a", { kind: "unknown" }],
    ["an open object", { type: "object" }, "a", { kind: "unknown" }],
    ["additionalProperties: true", { properties: {}, additionalProperties: true }, "a", { kind: "unknown" }],
    ["additionalProperties: false", { additionalProperties: false }, "a", { kind: "missing", valid: [] }],
    [
      "a record",
      { additionalProperties: number },
      "a",
      { kind: "found", schema: number, optional: true, ofAnyName: true },
    ],
    [
      "a number naming a property",
      { properties: { 0: number } },
      0,
      { kind: "found", schema: number, optional: true },
    ],
    [
      "past a tuple",
      { prefixItems: [string, number], maxItems: 2 },
      2,
      { kind: "missing", valid: ["0", "1"] },
    ],
    [
      "a tuple",
      { prefixItems: [string, number], maxItems: 2 },
      1,
      { kind: "found", schema: number, optional: false },
    ],
  ])("%s", (_, schema, key, step) => {
    expect(stepInto(schema, key)).toEqual(step);
  });

  test.each<[string, Schema, string, ReturnType<typeof stepInto>]>([
    ["passes null over", { anyOf: [size, { type: "null" }] }, "width", found(number, false)],
    ["is optional where another branch lacks it", { anyOf: [size, string] }, "width", found(number, true)],
    ["is optional where another branch does not say", { anyOf: [size, {}] }, "width", found(number, true)],
    ["does not know where one branch may have it", { anyOf: [size, {}] }, "depth", { kind: "unknown" }],
    ["lists the keys of all branches", { anyOf: [size, list] }, "a", missing("width", "height", "0")],
    [
      "joins what differs",
      { oneOf: [{ properties: { a: string } }, { properties: { a: number } }] },
      "a",
      found({ anyOf: [string, number] }, true),
    ],
    [
      "does not repeat equal types",
      { anyOf: [size, { ...size, title: "b" }] },
      "width",
      found(number, false),
    ],
    ["looks beside the union", { ...size, anyOf: [{ required: ["width"] }] }, "width", found(number, false)],
    [
      "reads a list of types",
      { type: ["object", "null"], properties: { a: string }, required: ["a"] },
      "a",
      found(string, false),
    ],
    ["looks into all parts", { allOf: [size, { properties: { a: string } }] }, "a", found(string, true)],
    [
      "needs one part that requires it",
      { allOf: [size, { properties: { width: number } }] },
      "width",
      found(number, false),
    ],
    ["knows when no part has it", { allOf: [size, {}] }, "a", missing("width", "height")],
  ])("of a union or an intersection: %s", (_, schema, key, step) => {
    expect(stepInto(schema, key)).toEqual(step);
  });
});

test.each<[Schema, string]>([
  [{}, "unknown"],
  [string, "string"],
  [{ type: "integer" }, "integer"],
  [{ type: ["string", "null"] }, "string | null"],
  [{ enum: ["a", "b"] }, '"a" | "b"'],
  [{ enum: [1, 2, 3, 4, 5, 6, 7] }, "1 | 2 | 3 | 4 | 5 | …"],
  [{ const: true }, "true"],
  [{ type: "object" }, "object"],
  [{ type: "object", additionalProperties: number }, "object of number"],
  [size, "{ width, height }"],
  [{ properties: { a: {}, b: {}, c: {}, d: {}, e: {}, z: {} }, required: ["z"] }, "{ z, a, b, c, d, … }"],
  [{ type: "array" }, "array"],
  [{ type: "array", items: {} }, "array"],
  [list, "array of { width, height }"],
  [{ type: "array", items: { anyOf: [string, number] } }, "array of (string | number)"],
  [{ type: "array", items: { anyOf: [size, string] } }, "array of ({ width, height } | string)"],
  [{ type: "array", items: list }, "array of array of { width, height }"],
  [{ prefixItems: [number, string] }, "[number, string]"],
  [{ anyOf: [size, { type: "string", enum: ["auto"] }] }, '{ width, height } | "auto"'],
  [{ allOf: [size, string] }, "{ width, height } & string"],
])("describeType(%j) is %s", (schema, text) => {
  expect(describeType(schema)).toBe(text);
});

test.each<[boolean, Schema]>([
  [true, string],
  [true, { type: "string", enum: ["a"] }],
  [true, { enum: ["a", "b"] }],
  [true, { const: "a" }],
  [true, { anyOf: [string, { enum: ["a"] }] }],
  [true, { allOf: [{}, string] }],
  [false, {}],
  [false, number],
  [false, { type: ["string", "null"] }],
  [false, { enum: ["a", null] }],
  [false, { enum: [] }],
  [false, { anyOf: [] }],
  [false, { anyOf: [string, { type: "null" }] }],
  [false, { anyOf: [string, {}] }],
])("isStringSchema is %s of %j", (is, schema) => {
  expect(isStringSchema(schema)).toBe(is);
});

test.each<[Schema, unknown]>([
  [{ type: "number", default: 7 }, 7],
  [{ type: "string", default: "" }, ""],
  [string, ""],
  [{ type: "string", enum: ["a"] }, ""],
  [{ type: "integer" }, 0],
  [{ type: "boolean" }, false],
  [list, []],
  [size, {}],
  [{ type: "null" }, null],
  [{}, null],
  [{ type: ["null", "number"] }, 0],
  [{ anyOf: [{ type: "null" }, string] }, ""],
])("placeholderOf(%j) is %j", (schema, placeholder) => {
  expect(placeholderOf(schema)).toEqual(placeholder);
});

test("an endlessly nested schema does no harm", () => {
  let deep: Schema = string;
  for (let depth = 0; depth < 100_000; depth += 1) deep = { anyOf: [deep] };
  expect(stepInto(deep, "a")).toEqual({ kind: "unknown" });
  expect(isStringSchema(deep)).toBe(false);
  expect(placeholderOf(deep)).toBe(null);
  expect(describeType(deep)).toBe("…");
});

function found(schema: Schema, optional: boolean): ReturnType<typeof stepInto> {
  return { kind: "found", schema, optional };
}

function missing(...valid: string[]): ReturnType<typeof stepInto> {
  return { kind: "missing", valid };
}
