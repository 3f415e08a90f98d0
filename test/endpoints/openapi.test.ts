/** fal's OpenAPI documents → endpoints: what real documents contain, and what an attacker may insert. */
import fc from "fast-check";
import { countCalls } from "../support/count-calls.ts";
import { describe, expect, test } from "vitest";
import { parseDeclaration, printDeclaration } from "../../src/endpoints/declaration.ts";
import { readOpenApi } from "../../src/endpoints/openapi/read-openapi.ts";
import type { Endpoint } from "../../src/endpoints/catalog.ts";
import type { Schema } from "../../src/schema/schema.ts";
import type { Json, JsonObject } from "../../src/lib/json.ts";
import { documentOf, object, type Parts, portrait, ref, text } from "./openapi/documents.ts";

function read(document: unknown): { readonly endpoint: Endpoint; readonly notes: readonly string[] } {
  const notes: string[] = [];
  const endpoint = readOpenApi(document, (note) => notes.push(note));
  if ("problem" in endpoint) throw new Error(endpoint.problem);
  return { endpoint, notes };
}

/** The result for one field's schema. */
function field(schema: Json, parts: Parts = {}, name = "x"): Schema | undefined {
  return read(documentOf({ input: object({ [name]: schema }), ...parts })).endpoint.input.properties?.[name];
}

test("a document as fal writes it", () => {
  const { endpoint, notes } = read(portrait);
  expect(notes).toEqual([]);
  expect(endpoint).toEqual({
    id: "me/portrait",
    category: "image-to-image",
    description: "Paints a portrait.",
    input: {
      title: "PortraitInput",
      type: "object",
      properties: {
        image_url: { type: "string", examples: ["https://example.com/face.jpg"] },
        style: { type: "string", enum: ["oil", "ink"], default: "oil" },
        size: {
          anyOf: [
            {
              title: "Size",
              type: "object",
              properties: { width: { type: "integer", exclusiveMinimum: 0 }, height: { type: "integer" } },
              required: ["width", "height"],
            },
            { type: "string", enum: ["small", "large"] },
          ],
        },
        steps: {
          type: "integer",
          minimum: 1,
          maximum: 50,
          default: 28,
          description: "How often the picture is gone over, from the first sketch to the very last stroke.",
        },
        seed: { type: ["integer", "null"] },
        strength: { type: ["number", "null"], exclusiveMinimum: 0, maximum: 1 },
      },
      required: ["image_url"],
    },
    output: {
      title: "PortraitOutput",
      type: "object",
      properties: {
        images: {
          type: "array",
          items: {
            title: "Image",
            type: "object",
            properties: {
              url: { type: "string" },
              width: { type: ["integer", "null"] },
            },
            required: ["url"],
          },
          description: "The portraits",
        },
        seed: { type: "integer" },
      },
      required: ["images", "seed"],
    },
  });
  expect(Object.keys(endpoint.input.properties ?? {})).toEqual([
    "image_url",
    "style",
    "size",
    "steps",
    "seed",
    "strength",
  ]);
});

test("survives writing and reading its file", () => {
  const { endpoint } = read(portrait);
  expect(parseDeclaration(endpoint.id, printDeclaration(endpoint))).toEqual(endpoint);
});

describe("a field", () => {
  test.each<[string, Json, Schema]>([
    ["nullable, of OpenAPI 3.0", { type: "string", nullable: true }, { type: ["string", "null"] }],
    [
      "exclusive limits as booleans",
      { type: "number", maximum: 1, exclusiveMaximum: true },
      { type: "number", exclusiveMaximum: 1 },
    ],
    [
      "exclusive limits that are not",
      { type: "number", minimum: 1, exclusiveMinimum: false },
      { type: "number", minimum: 1 },
    ],
    ["limits as text", { type: "number", minimum: "0.5" }, { type: "number", minimum: 0.5 }],
    ["a default as text", { type: "boolean", default: "True" }, { type: "boolean", default: true }],
    ["a default that is text", { type: "string", default: "28" }, { type: "string", default: "28" }],
    [
      "no default to speak of",
      { anyOf: [text, { type: "null" }], default: null },
      { type: ["string", "null"] },
    ],
    [
      "a choice that may be null",
      { anyOf: [{ enum: ["a"] }, { type: "null" }] },
      { anyOf: [{ enum: ["a"] }, { type: "null" }] },
    ],
    ["a constant", { const: "a", enum: ["a"] }, { const: "a" }],
    [
      "a choice of one",
      { anyOf: [{ type: "integer" }], description: "Steps" },
      { type: "integer", description: "Steps" },
    ],
    ["types in a list", { type: ["string", "null"] }, { type: ["string", "null"] }],
    [
      "a tuple of old",
      { type: "array", items: [text, text] },
      { type: "array", prefixItems: [{ type: "string" }, { type: "string" }] },
    ],
    [
      "what only fal's pages use",
      { type: "string", ui: { field: "image" }, "x-fal": { timeout: 1 }, title: "X" },
      { type: "string" },
    ],
    [
      "a title that says more than the name",
      { type: "number", title: "Scale (CFG)" },
      { type: "number", description: "Scale (CFG)" },
    ],
    ["anything", true, {}],
    ["an example that is long", { type: "string", examples: ["x".repeat(400)] }, { type: "string" }],
  ])("%s", (_, schema, expected) => {
    expect(field(schema)).toEqual(expected);
  });

  test("a reference with keywords beside it", () => {
    const schemas = { Size: { type: "string", enum: ["a", "b"], description: "A size", default: "a" } };
    expect(field({ ...ref("Size"), default: "b", description: "Its size" }, { schemas })).toEqual({
      type: "string",
      enum: ["a", "b"],
      default: "b",
      description: "Its size",
    });
  });

  test("allOf that extends an object is one object", () => {
    const schemas = { Base: object({ a: text }, { required: ["a"] }) };
    const extended = { allOf: [ref("Base"), object({ b: text }, { required: ["b"] })], description: "Both" };
    expect(field(extended, { schemas })).toEqual({
      type: "object",
      properties: { a: { type: "string" }, b: { type: "string" } },
      required: ["a", "b"],
      description: "Both",
    });
  });

  test("is optional if it has a default, wherever that is written", () => {
    const Base = object({
      a: { type: "string", default: "x" },
      b: { type: "string", default: null },
      c: text,
    });
    const extended = { allOf: [ref("Base")], required: ["a", "c"] };
    expect(read(documentOf({ input: extended, schemas: { Base } })).endpoint.input.required).toEqual(["c"]);
    const plain = { ...Base, required: ["a", "b", "c"] };
    expect(read(documentOf({ input: plain })).endpoint.input.required).toEqual(["c"]);
  });

  test("allOf with conflicting or closed parts stays", () => {
    const two = {
      allOf: [
        { type: "string", maxLength: 9 },
        { type: "string", maxLength: 5 },
      ],
    };
    expect(field(two)).toEqual(two);
    const closed = { allOf: [object({ a: text }, { additionalProperties: false }), object({ b: text })] };
    expect(field(closed)?.allOf).toHaveLength(2);
  });

  test("a recursive schema ends", () => {
    const schemas = { Tree: object({ name: text, children: { type: "array", items: ref("Tree") } }) };
    expect(field(ref("Tree"), { schemas })).toMatchObject({
      properties: { children: { type: "array", items: {} } },
    });
    const circle = { A: ref("B"), B: ref("A") };
    expect(field(ref("A"), { schemas: circle })).toEqual({});
  });

  test("with inherited property names", () => {
    for (const name of ["constructor", "toString", "hasOwnProperty"])
      expect(field(text, {}, name), name).toEqual({ type: "string" });
  });

  test("that is required but not described is unknown", () => {
    const { input } = read(documentOf({ input: { type: "object", required: ["x"] } })).endpoint;
    expect(input).toEqual({ type: "object", properties: { x: {} }, required: ["x"] });
  });

  test("of an output with a default is still required", () => {
    const output = object({ text: { type: "string", default: "" } }, { required: ["text"] });
    expect(read(documentOf({ output })).endpoint.output.required).toEqual(["text"]);
  });
});

describe("dropped parts are reported", () => {
  test("a dangling reference", () => {
    const { endpoint, notes } = read(
      documentOf({
        input: object({
          tracks: { type: "array", items: ref("TrackPoint") },
          far: { $ref: "other.json#/X" },
        }),
      }),
    );
    expect(endpoint.input.properties).toEqual({ tracks: { type: "array", items: {} }, far: {} });
    expect(notes).toEqual([
      'input.tracks[]: "#/components/schemas/TrackPoint" is not in the document, so falc knows nothing about it',
      'input.far: "other.json#/X" is not in the document, so falc knows nothing about it',
    ]);
  });

  test("a default of another type", () => {
    const { endpoint, notes } = read(
      documentOf({ input: object({ x: { type: "integer", default: "auto" } }, { required: ["x"] }) }),
    );
    expect(endpoint.input).toEqual({ type: "object", properties: { x: { type: "integer" } } });
    expect(notes).toEqual(['input.x: its default, "auto", is not a value that it accepts, and was left out']);
  });
});

describe("a description", () => {
  test.each([
    [
      "\n    One sentence that is broken at about eighty columns\n    in the middle.\n",
      "One sentence that is broken at about eighty columns in the middle.",
    ],
    ["Choices:\n  - one\n  - two", "Choices:\n- one\n- two"],
    [
      "A list follows, which is told of in a sentence of some length:\n- one\n1. two",
      "A list follows, which is told of in a sentence of some length:\n- one\n1. two",
    ],
    ["a\u202eb\u0007c\r\nd\n\n\n\ne", "abc\nd\n\ne"],
  ])("%j", (written, tidy) => {
    expect(field({ type: "string", description: written })?.description).toBe(tidy);
  });

  test("by fal's generator is ignored", () => {
    expect(read(documentOf()).endpoint).not.toHaveProperty("description");
    expect(read(documentOf()).endpoint).not.toHaveProperty("category");
  });
});

describe("a broken document has one problem", () => {
  const without = (key: string): JsonObject => {
    const { [key]: _, ...rest } = documentOf();
    return rest;
  };
  const deep = (levels: number): Json => {
    let schema: Json = text;
    for (let level = 0; level < levels; level += 1) schema = { type: "array", items: schema };
    return schema;
  };
  const cases: readonly (readonly [string, unknown, string])[] = [
    ["null, as of an unknown endpoint", null, "it is not an object"],
    ["a list", [], "it is not an object"],
    ["no paths", without("paths"), 'it has no "paths"'],
    [
      "another endpoint's paths",
      documentOf({ info: { "x-fal-metadata": { endpointId: "me/other" } } }),
      "it is about me/other, and does not describe POST /me/other",
    ],
    [
      "without an id",
      { ...documentOf({ info: {} }), paths: {} },
      "it does not say which endpoint it is about",
    ],
    [
      "no body",
      { ...documentOf(), paths: { "/me/app": { post: {} } } },
      "it does not describe the body of POST /me/app",
    ],
    [
      "no answer",
      { ...documentOf(), paths: { "/me/app": (documentOf()["paths"] as JsonObject)["/me/app"] } },
      "it does not describe the response of GET /me/app/requests/{request_id}",
    ],
    [
      "an input that is not there",
      documentOf({ input: ref("Gone") }),
      'its input is "#/components/schemas/Gone", which is not in the document',
    ],
    [
      "an output that is not there",
      documentOf({ output: ref("Gone") }),
      'its output is "#/components/schemas/Gone", which is not in the document',
    ],
    ["an input that is not an object", documentOf({ input: text }), "its input is not an object"],
    [
      "a type that there is not",
      documentOf({ input: object({ x: { type: "strng" } }) }),
      'input.x: there is no type "strng"',
    ],
    [
      "properties in a list",
      documentOf({ input: { type: "object", properties: [] } }),
      'input: "properties" is not an object',
    ],
    [
      "a field that is not a schema",
      documentOf({ input: object({ x: "string" }) }),
      "input.x is not described by an object",
    ],
    [
      "required that is not a list",
      documentOf({ input: object({ x: text }, { required: true }) }),
      'input: "required" is not an array of names',
    ],
    [
      "an enum that is not a list",
      documentOf({ input: object({ x: { enum: "a" } }) }),
      'input.x: "enum" is not an array',
    ],
    [
      "a limit that is not a number",
      documentOf({ input: object({ x: { maximum: "many" } }) }),
      'input.x: "maximum" is not a number',
    ],
    [
      "a union of nothing",
      documentOf({ input: object({ x: { anyOf: [] } }) }),
      'input.x: "anyOf" is not an array of schemas',
    ],
    [
      "a field named __proto__",
      documentOf({ input: JSON.parse('{"type":"object","properties":{"__proto__":{}}}') as Json }),
      'input has a field named "__proto__"',
    ],
    ["60 levels", documentOf({ input: object({ x: deep(60) }) }), "it is nested deeper than 50 levels"],
    [
      "100,000 levels",
      documentOf({ input: object({ x: deep(100_000) }) }),
      "it is nested deeper than 50 levels",
    ],
    [
      "a default of 100,000 levels",
      documentOf({ input: object({ x: { default: deep(100_000) } }) }),
      "input.x has a value nested deeper than 50 levels",
    ],
  ];
  test.each(cases)("%s", (_, document, problem) => {
    expect(readOpenApi(document)).toEqual({ problem });
  });
});

describe("a document that expands without end is refused quickly", () => {
  const laughs = (leaf: Json, width: number): JsonObject => {
    const schemas: Record<string, Json> = { L0: leaf };
    for (let level = 1; level <= 20; level += 1)
      schemas[`L${level}`] = object(
        Object.fromEntries(Array.from({ length: width }, (_, at) => [`f${at}`, ref(`L${level - 1}`)])),
      );
    return documentOf({ input: ref("L20"), schemas });
  };
  const cases: readonly (readonly [string, Json, RegExp])[] = [
    ["references to references", laughs(text, 10), /more than 2,000 parts/],
    [
      "a large text in many places",
      laughs({ type: "string", description: "ha ".repeat(2_000) }, 2),
      /more than 300,000 characters/,
    ],
    [
      "allOf of allOf",
      documentOf({
        input: ref("A0"),
        schemas: Object.fromEntries(
          Array.from({ length: 40 }, (_, at) => [
            `A${at}`,
            { allOf: [ref(`A${at + 1}`), ref(`A${at + 1}`), object({ [`f${at}`]: text })] },
          ]),
        ),
      }),
      /deeper than 50 levels/,
    ],
    [
      "50 MB of fields",
      documentOf({
        input: object(
          Object.fromEntries(
            Array.from({ length: 500_000 }, (_, at) => [
              `field_${at}`,
              { type: "string", description: "x".repeat(60) },
            ]),
          ),
        ),
      }),
      /more than 2,000 parts/,
    ],
    [
      "a list of 2 million choices",
      documentOf({ input: object({ x: { enum: Array.from({ length: 2_000_000 }, (_, at) => at) } }) }),
      /more than 300,000 characters/,
    ],
    [
      "a thousand parts of one object",
      documentOf({
        input: {
          type: "object",
          allOf: Array.from({ length: 2_100 }, (_, at) => object({ [`f${at}`]: text })),
        },
      }),
      /more than 2,000 parts/,
    ],
  ];
  test.each(cases)("%s", async (_, document, problem) => {
    const calls = await countCalls(() => {
      expect(readOpenApi(document)).toEqual({ problem: expect.stringMatching(problem) as string });
    });
    expect(calls).toBeLessThan(1_000_000);
  });
});

test("any schemas give an endpoint that its file preserves, or a problem", () => {
  const key = fc.constantFrom("a", "constructor", "__proto__", "", "x y", "$ref");
  const { schema } = fc.letrec<{ schema: Json }>((tie) => ({
    schema: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      fc.constant(ref("Self")),
      fc.jsonValue() as fc.Arbitrary<Json>,
      fc.record(
        {
          type: fc.constantFrom("string", "integer", "object", "array", "null", ["string", "null"], 5, null),
          properties: fc.dictionary(key, tie("schema")) as fc.Arbitrary<Json>,
          required: fc.oneof(fc.array(key), fc.boolean()) as fc.Arbitrary<Json>,
          items: tie("schema"),
          anyOf: fc.array(tie("schema"), { maxLength: 3 }) as fc.Arbitrary<Json>,
          allOf: fc.array(tie("schema"), { maxLength: 3 }) as fc.Arbitrary<Json>,
          default: fc.jsonValue() as fc.Arbitrary<Json>,
          enum: fc.array(fc.jsonValue(), { maxLength: 3 }) as fc.Arbitrary<Json>,
          minimum: fc.oneof(fc.double(), fc.string(), fc.boolean()) as fc.Arbitrary<Json>,
          exclusiveMinimum: fc.oneof(fc.double(), fc.boolean()) as fc.Arbitrary<Json>,
          nullable: fc.boolean() as fc.Arbitrary<Json>,
          additionalProperties: fc.oneof(fc.boolean(), tie("schema")) as fc.Arbitrary<Json>,
          "x-fal-order-properties": fc.array(fc.oneof(key, fc.integer())) as fc.Arbitrary<Json>,
        },
        { requiredKeys: [] },
      ) as fc.Arbitrary<Json>,
    ),
  }));
  fc.assert(
    fc.property(schema, schema, (input, self) => {
      const document = JSON.parse(
        JSON.stringify(documentOf({ input: object({ input }), schemas: { Self: self } })),
      ) as Json;
      const endpoint = readOpenApi(document);
      if ("problem" in endpoint) return;
      expect(parseDeclaration(endpoint.id, printDeclaration(endpoint))).toEqual(
        JSON.parse(JSON.stringify(endpoint)),
      );
    }),
    { numRuns: 500 },
  );
});
