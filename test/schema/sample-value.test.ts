/** Every sample value of a field is one that the field accepts. */
import { expect, test } from "vitest";
import { openCatalog } from "../../src/endpoints/lookup.ts";
import { sampleInput, sampleValue } from "../../src/schema/sample-value.ts";
import type { Schema } from "../../src/schema/schema.ts";
import { validateInput } from "../../src/schema/validate.ts";

const catalog = openCatalog();

test("every endpoint accepts its sample", () => {
  for (const id of catalog.ids()) {
    const { input } = catalog.find(id) ?? expect.fail(id);
    expect([id, validateInput(input, sampleInput(input))]).toEqual([id, []]);
  }
});

test.each<[string, Schema, unknown]>([
  ["strength", { type: "number", maximum: 0.5 }, 0.5],
  ["steps", { type: "integer", exclusiveMinimum: 3 }, 4],
  ["steps", { type: "integer", minimum: 10, multipleOf: 8 }, 16],
  ["duration", { type: "number", description: "In milliseconds", maximum: 3000 }, 3000],
  ["duration", { type: "number", description: "In milliseconds" }, 5000],
  ["points", { type: "array", items: { type: "number" }, minItems: 2 }, [1, 1]],
  ["image_urls", { type: "array", items: { type: "string" } }, ["https://example.com/photo.png"]],
  ["prompt", { type: "string", minLength: 20 }, "a red chair and more"],
  ["prompt", { type: "string", maxLength: 5 }, "a red"],
  ["voice", { anyOf: [{ type: "null" }, { type: "string" }] }, "voice"],
  ["size", { anyOf: [{ type: "object" }, { enum: ["square"] }] }, "square"],
  ["seed", { type: "integer", examples: [42], default: 7 }, 42],
])("%s: %j accepts %j", (name, schema, value) => {
  expect(sampleValue(name, schema)).toEqual(value);
  expect(validateInput(schema, value)).toEqual([]);
});
