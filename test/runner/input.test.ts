import { describe, expect, test } from "vitest";
import { z } from "zod";
import type { Schema } from "../../src/schema/schema.ts";
import type { Json } from "../../src/lib/json.ts";
import { parseFlag } from "../../src/runner/flag.ts";
import { checkInput } from "../../src/runner/input.ts";
import { growthOfCalls } from "../support/count-calls.ts";

const SCHEMA: Schema = {
  type: "object",
  properties: {
    prompt: { type: "string", minLength: 1 },
    steps: { type: "integer", minimum: 1, maximum: 50, default: 28 },
    style: { type: "string", enum: ["photo", "drawing"] },
    negative: { anyOf: [{ type: "string" }, { type: "null" }] },
    image_size: {
      anyOf: [
        { type: "string", enum: ["square", "portrait"] },
        {
          type: "object",
          properties: { width: { type: "integer" }, height: { type: "integer" } },
          required: ["width", "height"],
        },
      ],
    },
    loras: {
      type: "array",
      maxItems: 2,
      items: {
        type: "object",
        properties: { path: { type: "string" }, scale: { type: "number" } },
        required: ["path"],
      },
    },
  },
  required: ["prompt"],
};

function problems(value: unknown, schema = SCHEMA): string[] {
  const result = checkInput(schema, value);
  return "problems" in result ? result.problems.map(({ path, message }) => `${path}: ${message}`) : [];
}

describe("checkInput", () => {
  test("fills in defaults, in a copy", () => {
    const value = { prompt: "a", loras: [{ path: "x" }] };
    expect(checkInput(SCHEMA, value)).toEqual({ input: { ...value, steps: 28 } });
    expect(value).toEqual({ prompt: "a", loras: [{ path: "x" }] });
  });

  test("lists every problem, in the order of the fields", () => {
    expect(problems({ zzz: 1, loras: [{ path: "a", scale: "1" }, {}], style: "foto", steps: "abc" })).toEqual(
      [
        "prompt: is required",
        'steps: must be a whole number, got the string "abc"',
        'style: must be one of "photo", "drawing", got the string "foto"',
        'loras[0].scale: must be a number, got the string "1"',
        "loras[1].path: is required",
        "zzz: is not a known field",
      ],
    );
  });

  test.each<[object, string]>([
    [{ prompt: "" }, "prompt: must not be empty"],
    [{ prompt: "a", steps: 0 }, "steps: must be at least 1, got the number 0"],
    [{ prompt: "a", steps: 51 }, "steps: must be at most 50, got the number 51"],
    [{ prompt: "a", steps: 1.5 }, "steps: must be a whole number, got the number 1.5"],
    [{ prompt: "a", stepz: 3 }, 'stepz: is not a known field; did you mean "steps"?'],
    [{ prompt: "a", style: 3 }, "style: must be a string, got the number 3"],
    [{ prompt: "a", negative: 3 }, "negative: must be a string or null, got the number 3"],
    [
      { prompt: "a", image_size: "round" },
      'image_size: must be one of "square", "portrait" or an object, got the string "round"',
    ],
    [{ prompt: "a", image_size: { width: 1 } }, "image_size.height: is required"],
    [
      { prompt: "a", image_size: { width: 1, height: 1, widthh: 1 } },
      'image_size.widthh: is not a known field; did you mean "width"?',
    ],
    [{ prompt: "a", loras: Array(3).fill({ path: "x" }) }, "loras: must have at most 2 elements"],
    [{ prompt: "a", "my key\u001b": 1 }, '["my key\\u001b"]: is not a known field'],
  ])("%j", (value, problem) => {
    expect(problems(value)).toEqual([problem]);
  });

  test.each([null, [], "text", 3, undefined])("%j is no input", (value) => {
    expect(problems(value)).toHaveLength(1);
  });

  test("null is not a string, unless null is allowed", () => {
    expect(problems({ prompt: null })).toEqual(["prompt: must be a string, got null"]);
    expect(problems({ prompt: "a", negative: null })).toEqual([]);
  });

  test("non-JSON values are problems, except undefined, which means absent", () => {
    expect(problems({ prompt: () => 1, steps: Number.NaN, style: new Date(0) })).toEqual([
      "prompt: is not a JSON value",
      "steps: is not a JSON value",
      "style: is not a JSON value",
    ]);
    expect(problems({ prompt: "a", style: undefined })).toEqual([]);
  });

  test("inherited property names are ordinary names", () => {
    // TypeScript takes the name for that of Object.prototype.
    const properties: Schema["properties"] = Object.fromEntries([["constructor", { type: "string" }]]);
    const schema: Schema = { type: "object", properties, required: ["constructor"] };
    expect(problems({}, schema)).toEqual(["constructor: is required"]);
    expect(problems(JSON.parse('{"__proto__": 1, "prompt": "a"}'))).toEqual([
      "__proto__: is not a known field",
    ]);
  });

  test("fields that the schema leaves open are accepted", () => {
    expect(problems({ a: 1 }, { type: "object", properties: {}, additionalProperties: true })).toEqual([]);
    expect(problems({ a: "x" }, { type: "object", additionalProperties: { type: "number" } })).toHaveLength(
      1,
    );
  });

  test("accepts schemas as zod writes them", () => {
    const schema = z.object({
      image: z.url(),
      shape: z.discriminatedUnion("kind", [
        z.object({ kind: z.literal("circle"), radius: z.number() }),
        z.object({ kind: z.literal("box"), side: z.number() }),
      ]),
      size: z.enum(["s", "m"]).default("m"),
      tags: z.array(z.string()).nullable().optional(),
    });
    const json = z.toJSONSchema(schema, { io: "input" }) as Schema;
    expect(problems({ image: "photo.png", shape: { kind: "box", side: "2" }, tags: [1] }, json)).toEqual([
      'image: must be a uri, got the string "photo.png"',
      'shape.side: must be a number, got the string "2"',
      "tags[0]: must be a string, got the number 1",
    ]);
    expect(
      checkInput(json, { image: "https://x/a.png", shape: { kind: "circle", radius: 1 } }),
    ).toMatchObject({
      input: { size: "m" },
    });
  });

  test("handles an input of 100,000 levels, and one with 100,000 wrong items", async () => {
    const deep: unknown = JSON.parse(`${"[".repeat(100_000)}${"]".repeat(100_000)}`);
    expect(problems({ prompt: deep })).toEqual(["prompt[0][0]: is nested deeper than 200 levels"]);
    const items: Schema = { anyOf: [{ type: "string" }, { type: "null" }] };
    const problemsOf = (count: number) =>
      problems({ a: Array(count).fill(1) }, { properties: { a: { items } } });
    expect(problemsOf(100_000)).toHaveLength(100_000);
    expect(await growthOfCalls(1_000, problemsOf)).toBeLessThan(20);
  });
});

describe("parseFlag", () => {
  test.each<[Schema, string, Json]>([
    [{ type: "string" }, "28", "28"],
    [{ type: "string" }, "", ""],
    [{ type: "string" }, "true", "true"],
    [{ type: "number" }, "28", 28],
    [{ type: "number" }, "-1.5e2", -150],
    [{ type: "integer" }, "28", 28],
    [{ type: "boolean" }, "true", true],
    [{ type: "boolean" }, "false", false],
    [{ type: "array", items: { type: "number" } }, "[1,2]", [1, 2]],
    [{ type: "object" }, '{"a":1}', { a: 1 }],
    [{ enum: ["a", "b"] }, "b", "b"],
    [{ enum: [5, 10] }, "10", 10],
    [{ const: true }, "true", true],
    [{ type: ["number", "null"] }, "null", null],
    [{ anyOf: [{ type: "number" }, { type: "string" }] }, "28", 28],
    [{ anyOf: [{ type: "number" }, { type: "string" }] }, "x", "x"],
    [{ anyOf: [{ type: "string" }, { type: "null" }] }, "null", "null"],
    [SCHEMA.properties?.["image_size"] ?? {}, "square", "square"],
    [SCHEMA.properties?.["image_size"] ?? {}, '{"width":1,"height":2}', { width: 1, height: 2 }],
    [{}, "[1]", [1]],
    [{}, "plain text", "plain text"],
    [{}, "null", null],
  ])("%j reads %j", (schema, text, value) => {
    expect(parseFlag(schema, text)).toEqual({ value });
  });

  test.each<[Schema, string, string]>([
    [{ type: "number" }, "abc", 'must be a number, got "abc"'],
    [{ type: "number" }, "", 'must be a number, got ""'],
    [{ type: "number" }, "0x10", "must be a number"],
    [{ type: "number" }, " 1", "must be a number"],
    [{ type: "number" }, "01", "must be a number"],
    [{ type: "number" }, "1e999", "must be a number"],
    [{ type: "number" }, "NaN", "must be a number"],
    [{ type: "integer" }, "1.5", "must be a whole number"],
    [{ type: "integer" }, "9007199254740993", "would be sent as 9007199254740992"],
    [{ type: "boolean" }, "yes", "must be true or false"],
    [{ type: "array" }, "{}", "must be an array"],
    [{ type: "object" }, "{", "must be an object"],
    [{ enum: ["a", "b"] }, "c", 'must be one of "a", "b", got "c"'],
  ])("%j does not read %j", (schema, text, problem) => {
    expect(parseFlag(schema, text)).toMatchObject({ problem: expect.stringContaining(problem) });
  });
});
