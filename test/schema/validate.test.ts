import { describe, expect, test } from "vitest";
import { openCatalog } from "../../src/endpoints/lookup.ts";
import type { Schema } from "../../src/schema/schema.ts";
import { validateInput } from "../../src/schema/validate.ts";

const string: Schema = { type: "string" };
const number: Schema = { type: "number" };
const size: Schema = { type: "object", properties: { width: number, height: number }, required: ["width"] };
const preset: Schema = { type: "string", enum: ["square", "wide"] };

/** `[schema, value, type, msg, ctx]`; the messages were compared with Pydantic 2.13.4. */
test.each<[Schema, unknown, string, string, unknown?]>([
  [string, 1, "string_type", "Input should be a valid string"],
  [string, null, "string_type", "Input should be a valid string"],
  [number, [], "float_type", "Input should be a valid number"],
  [number, "x", "float_parsing", "Input should be a valid number, unable to parse string as a number"],
  [number, "0x10", "float_parsing", "Input should be a valid number, unable to parse string as a number"],
  [number, Number.NaN, "finite_number", "Input should be a finite number"],
  [{ type: "integer" }, {}, "int_type", "Input should be a valid integer"],
  [
    { type: "integer" },
    "x",
    "int_parsing",
    "Input should be a valid integer, unable to parse string as an integer",
  ],
  [
    { type: "integer" },
    1.5,
    "int_from_float",
    "Input should be a valid integer, got a number with a fractional part",
  ],
  [{ type: "boolean" }, [], "bool_type", "Input should be a valid boolean"],
  [{ type: "boolean" }, 0.5, "bool_type", "Input should be a valid boolean"],
  [{ type: "boolean" }, 2, "bool_parsing", "Input should be a valid boolean, unable to interpret input"],
  [
    { type: "boolean" },
    "maybe",
    "bool_parsing",
    "Input should be a valid boolean, unable to interpret input",
  ],
  [{ type: "array" }, "x", "list_type", "Input should be a valid list"],
  [{ type: "object", additionalProperties: number }, [], "dict_type", "Input should be a valid dictionary"],
  [size, "x", "model_attributes_type", "Input should be a valid dictionary or object to extract fields from"],
  [{ type: "null" }, 1, "none_required", "Input should be None"],
  [
    { enum: ["a", "b", "c"] },
    "d",
    "literal_error",
    "Input should be 'a', 'b' or 'c'",
    { expected: "'a', 'b' or 'c'" },
  ],
  [{ const: "a" }, "d", "literal_error", "Input should be 'a'", { expected: "'a'" }],
  [
    { ...number, minimum: 1 },
    0,
    "greater_than_equal",
    "Input should be greater than or equal to 1",
    { ge: 1 },
  ],
  [{ ...number, maximum: 20 }, 21, "less_than_equal", "Input should be less than or equal to 20", { le: 20 }],
  [{ ...number, exclusiveMinimum: 0 }, 0, "greater_than", "Input should be greater than 0", { gt: 0 }],
  [{ ...number, exclusiveMaximum: 2.5 }, 3, "less_than", "Input should be less than 2.5", { lt: 2.5 }],
  [{ ...number, multipleOf: 8 }, 9, "multiple_of", "Input should be a multiple of 8", { multiple_of: 8 }],
  [
    { ...number, maximum: 20 },
    "21",
    "less_than_equal",
    "Input should be less than or equal to 20",
    { le: 20 },
  ],
  [
    { ...string, minLength: 1 },
    "",
    "string_too_short",
    "String should have at least 1 character",
    { min_length: 1 },
  ],
  [
    { ...string, maxLength: 3 },
    "abcd",
    "string_too_long",
    "String should have at most 3 characters",
    { max_length: 3 },
  ],
  [
    { ...string, pattern: "^a" },
    "b",
    "string_pattern_mismatch",
    "String should match pattern '^a'",
    { pattern: "^a" },
  ],
  [
    { type: "array", maxItems: 4 },
    [1, 2, 3, 4, 5],
    "sequence_too_long",
    "Sequence should have at most 4 items",
    { max_length: 4 },
  ],
  [
    { type: "array", minItems: 1 },
    [],
    "sequence_too_short",
    "Sequence should have at least 1 item",
    { min_length: 1 },
  ],
])("%j refuses %j: %s", (schema, value, type, msg, ctx) => {
  expect(validateInput(schema, value)).toEqual([
    { loc: ["body"], type, msg, input: value, ...(ctx === undefined ? {} : { ctx }) },
  ]);
});

test.each<[Schema, unknown]>([
  [{}, { any: ["thing"] }],
  [number, "5"],
  [number, " 1e3 "],
  [number, true],
  [{ type: "integer" }, 5.0],
  [{ type: "integer" }, "5"],
  [{ type: "boolean" }, "Yes"],
  [{ type: "boolean" }, 1],
  [{ ...number, multipleOf: 0.1 }, 0.3],
  [{ ...string, maxLength: 1 }, "🙂"],
  [{ ...string, pattern: "(?P<python>a)" }, "b"],
  [{ enum: ["a", null] }, null],
  [size, { width: 1, depth: "unknown field" }],
  [size, { width: 1, height: null }],
  [size, { width: 1, height: undefined }],
  [
    { ...size, additionalProperties: false },
    { width: 1, depth: 2 },
  ],
  [{ anyOf: [size, preset] }, "wide"],
  [{ anyOf: [size, preset] }, { width: 3 }],
  [{ type: ["string", "null"] }, null],
])("%j accepts %j", (schema, value) => {
  expect(validateInput(schema, value)).toEqual([]);
});

describe("the location of a problem", () => {
  test("a missing field, with the object that lacks it", () => {
    expect(validateInput(size, { height: 1 })).toEqual([
      { loc: ["body", "width"], type: "missing", msg: "Field required", input: { height: 1 } },
    ]);
    expect(validateInput(size, undefined)).toMatchObject([{ loc: ["body"], type: "missing" }]);
  });

  test("all problems, in the order of the schema", () => {
    const schema: Schema = {
      properties: { sizes: { type: "array", items: size }, note: string, n: number },
      required: ["n"],
    };
    expect(places(schema, { note: 1, sizes: [{ width: 1 }, {}, { width: [] }] })).toEqual([
      "body.sizes.1.width missing",
      "body.sizes.2.width float_type",
      "body.note string_type",
      "body.n missing",
    ]);
  });

  test("the values of a record, and the items of a tuple", () => {
    expect(places({ type: "object", additionalProperties: string }, { a: "x", b: 1 })).toEqual([
      "body.b string_type",
    ]);
    expect(places({ prefixItems: [string, number] }, ["x", []])).toEqual(["body.1 float_type"]);
  });

  test("a required field may not be null", () => {
    expect(places(size, { width: null })).toEqual(["body.width float_type"]);
  });

  test("inherited names are not fields", () => {
    const schema: Schema = {
      type: "object",
      properties: { toString: string },
      required: ["toString", "constructor"],
    };
    expect(places(schema, {})).toEqual(["body.toString missing", "body.constructor missing"]);
    expect(validateInput(size, JSON.parse('{"__proto__":{"width":1},"width":1}'))).toEqual([]);
  });
});

describe("the problems of a union are those of the closest branch", () => {
  const union: Schema = { anyOf: [{ type: "null" }, size, preset] };

  test.each([
    ["squar", ["body literal_error"]],
    [5, ["body literal_error"]],
    [{ height: 1 }, ["body.width missing"]],
    [{ width: 1, height: "x" }, ["body.height float_parsing"]],
  ])("%j", (value, problems) => {
    expect(places(union, value)).toEqual(problems);
  });

  test("the problems of T or null are those of T", () => {
    expect(places({ anyOf: [{ type: "null" }, string] }, 1)).toEqual(["body string_type"]);
  });
});

describe("hostile input", () => {
  test("may be arbitrarily deep", () => {
    const deep: unknown = JSON.parse("[".repeat(200_000) + "]".repeat(200_000));
    const input = openCatalog().find("fal-ai/flux/dev")?.input ?? expect.fail();
    expect(validateInput(input, deep)).toHaveLength(1);
    expect(validateInput(input, { prompt: deep, image_size: deep })).toHaveLength(2);
    expect(validateInput({ enum: ["a"] }, deep)).toHaveLength(1);
    expect(validateInput({}, deep)).toEqual([]);
  });

  test("may have an arbitrarily deep schema", () => {
    let schema: Schema = string;
    for (let depth = 0; depth < 100_000; depth += 1) schema = { anyOf: [schema] };
    expect(validateInput(schema, 1)).toEqual([]);
  });

  test("lists a hundred of a million wrong items", () => {
    const items = Array.from({ length: 1_000_000 }, () => 1);
    expect(validateInput({ type: "array", items: string }, items)).toHaveLength(100);
    expect(validateInput({ anyOf: [string, { type: "array", items: string }] }, items)).toHaveLength(100);
  });
});

test("every default in the catalogue is valid", () => {
  const catalog = openCatalog();
  for (const id of catalog.ids())
    for (const [name, { default: value, ...schema }] of Object.entries(
      catalog.find(id)?.input.properties ?? {},
    ))
      if (value !== undefined) expect(validateInput(schema, value), `${id} ${name}`).toEqual([]);
});

function places(schema: Schema, value: unknown): string[] {
  return validateInput(schema, value).map(({ loc, type }) => `${loc.join(".")} ${type}`);
}

test("null is accepted for an optional field, unless the schema names null wherever it is accepted", () => {
  const schema: Schema = {
    properties: { n: { type: "integer" }, s: { anyOf: [{ type: "string" }, { type: "null" }] }, any: {} },
  };
  const nothing = { n: null, s: null, any: null };
  expect(validateInput(schema, nothing)).toEqual([]);
  expect(validateInput(schema, nothing, true).map(({ loc }) => loc)).toEqual([["body", "n"]]);
});
