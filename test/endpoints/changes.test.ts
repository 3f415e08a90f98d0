import { describe, expect, test } from "vitest";
import { printPlace } from "../../src/endpoints/changes/change.ts";
import { coarsen } from "../../src/endpoints/changes/coarsen.ts";
import { listChanges } from "../../src/endpoints/changes/list-changes.ts";
import { openCatalog } from "../../src/endpoints/lookup.ts";
import type { Schema } from "../../src/schema/schema.ts";

const text: Schema = { type: "string" };
const number: Schema = { type: "number" };
const whole: Schema = { type: "integer" };
const size: Schema = { type: "object", properties: { width: whole } };

/** For one field `a`: `[was, now, changes as input, changes as output]`; `undefined`: the field does not exist. */
test.each<[string, Schema | undefined, Schema | undefined, string[], string[]]>([
  ["nothing", text, text, [], []],
  ["words only", { ...text, description: "a" }, { ...text, description: "b", title: "A" }, [], []],
  ["a field goes", text, undefined, ["a removed breaking"], ["a removed breaking"]],
  ["a field comes", undefined, text, ["a added compatible"], ["a added compatible"]],
  ["another type", text, number, ["a type breaking"], ["a type breaking"]],
  ["a wider type", text, { anyOf: [text, number] }, ["a type compatible"], ["a type behaviour"]],
  ["a narrower type", { anyOf: [text, number] }, text, ["a type breaking"], ["a type compatible"]],
  ["a type list for a union", { type: ["string", "number"] }, { anyOf: [text, number] }, [], []],
  [
    "a value goes",
    { ...text, enum: ["x", "y"] },
    { ...text, enum: ["x"] },
    ["a values breaking"],
    ["a values compatible"],
  ],
  [
    "a value comes",
    { ...text, enum: ["x"] },
    { ...text, enum: ["x", "y"] },
    ["a values compatible"],
    ["a values behaviour"],
  ],
  ["other order of values", { ...text, enum: ["x", "y"] }, { ...text, enum: ["y", "x"] }, [], []],
  ["a choice for any text", text, { ...text, enum: ["x"] }, ["a values breaking"], ["a values compatible"]],
  ["any text for a choice", { ...text, enum: ["x"] }, text, ["a values compatible"], ["a values behaviour"]],
  [
    "a lower maximum",
    { ...number, maximum: 9 },
    { ...number, maximum: 8 },
    ["a limits breaking"],
    ["a limits compatible"],
  ],
  [
    "a higher maximum",
    { ...number, maximum: 8 },
    { ...number, maximum: 9 },
    ["a limits compatible"],
    ["a limits compatible"],
  ],
  ["a new minimum", number, { ...number, minimum: 1 }, ["a limits breaking"], ["a limits compatible"]],
  [
    "no minimum any more",
    { ...number, minimum: 1 },
    number,
    ["a limits compatible"],
    ["a limits compatible"],
  ],
  ["whole numbers only", number, whole, ["a limits breaking"], ["a limits compatible"]],
  ["a pattern", text, { ...text, pattern: "^a" }, ["a limits breaking"], ["a limits compatible"]],
  ["another default", { ...number, default: 1 }, { ...number, default: 2 }, ["a default behaviour"], []],
  [
    "items of another type",
    { type: "array", items: text },
    { type: "array", items: number },
    ["a[] type breaking"],
    ["a[] type breaking"],
  ],
  [
    "a field of an item goes",
    { type: "array", items: size },
    { type: "array", items: { ...size, properties: { height: whole } } },
    ["a[].width removed breaking", "a[].height added compatible"],
    ["a[].width removed breaking", "a[].height added compatible"],
  ],
  [
    "one branch of a preset or a size",
    { anyOf: [size, { ...text, enum: ["square", "wide"] }] },
    { anyOf: [{ ...text, enum: ["square"] }, size] },
    ["a values breaking"],
    ["a values compatible"],
  ],
  ["null beside it", text, { anyOf: [text, { type: "null" }] }, [], ["a type behaviour"]],
  ["null no more, where nothing will do", { type: ["string", "null"] }, text, [], []],
  [
    "null no more among items",
    { type: "array", items: { type: ["string", "null"] } },
    { type: "array", items: text },
    ["a[] type breaking"],
    [],
  ],
  [
    "other names are free no more",
    { ...size, additionalProperties: true },
    size,
    ["a.* removed breaking"],
    ["a.* removed breaking"],
  ],
  [
    "other names are of another type",
    { type: "object", additionalProperties: text },
    { type: "object", additionalProperties: number },
    ["a.* type breaking"],
    ["a.* type breaking"],
  ],
  [
    "one place of several",
    { type: "array", prefixItems: [text, text] },
    { type: "array", prefixItems: [text, number] },
    ["a[1] type breaking"],
    ["a[1] type breaking"],
  ],
  [
    "fewer items",
    { type: "array", items: text, maxItems: 4 },
    { type: "array", items: text, maxItems: 3 },
    ["a limits breaking"],
    ["a limits breaking"],
  ],
  ["an object that was one of two", { anyOf: [text, size] }, text, ["a type breaking"], ["a type breaking"]],
  [
    "a part of one of two objects",
    { anyOf: [size, { type: "object", properties: { b: text } }] },
    { anyOf: [size, { type: "object", properties: { b: number } }] },
    ["a type breaking"],
    ["a type breaking"],
  ],
  [
    "words of one of two objects",
    { anyOf: [size, { type: "object", properties: { b: text } }] },
    { anyOf: [size, { type: "object", properties: { b: { ...text, description: "b" } } }] },
    [],
    [],
  ],
  ["a limit that was one anyway", text, { ...text, minLength: 0 }, [], []],
  [
    "a limit that includes itself",
    { ...number, exclusiveMinimum: 0 },
    { ...number, minimum: 0 },
    ["a limits compatible"],
    ["a limits compatible"],
  ],
  [
    "a limit that includes itself no more",
    { ...number, maximum: 9 },
    { ...number, exclusiveMaximum: 9 },
    ["a limits breaking"],
    ["a limits compatible"],
  ],
  [
    "finer steps",
    { ...number, multipleOf: 8 },
    { ...number, multipleOf: 4 },
    ["a limits compatible"],
    ["a limits compatible"],
  ],
  ["a type that is now unknown", text, {}, ["a type behaviour"], ["a type behaviour"]],
  [
    "two branches of one type",
    { anyOf: [size, { type: "object", properties: { b: text } }] },
    size,
    ["a type breaking"],
    ["a type breaking"],
  ],
])("%s", (_, was, now, asInput, asOutput) => {
  const owner = (a: Schema | undefined): Schema => ({
    type: "object",
    properties: a === undefined ? {} : { a },
  });
  expect(changes({ input: owner(was) }, { input: owner(now) })).toEqual(asInput);
  expect(changes({ output: owner(was) }, { output: owner(now) })).toEqual(asOutput);
});

describe("required fields", () => {
  const optional: Schema = { type: "object", properties: { a: text } };
  const required: Schema = { ...optional, required: ["a"] };
  const preset: Schema = { ...required, properties: { a: { ...text, default: "x" } } };

  test("an optional input field may become required, and the other way round", () => {
    expect(changes({ input: optional }, { input: required })).toEqual(["a required breaking"]);
    expect(changes({ input: required }, { input: optional })).toEqual(["a optional compatible"]);
  });

  test("a required field with a default is optional", () => {
    expect(changes({ input: preset }, { input: required })).toEqual([
      "a required breaking",
      "a default behaviour",
    ]);
  });

  test("a new field is breaking if it is required", () => {
    const empty: Schema = { type: "object", properties: {} };
    expect(changes({ input: empty }, { input: required })).toEqual(["a added breaking"]);
    expect(changes({ input: empty }, { input: preset })).toEqual(["a added compatible"]);
    expect(changes({ output: empty }, { output: required })).toEqual(["a added compatible"]);
  });

  test("a guaranteed output field may become optional", () => {
    expect(changes({ output: required }, { output: optional })).toEqual(["a optional breaking"]);
    expect(changes({ output: optional }, { output: required })).toEqual(["a required compatible"]);
  });
});

test("an object that accepts any field loses none", () => {
  const was: Schema = { type: "object", properties: { a: text } };
  expect(changes({ input: was }, { input: { ...was, properties: {}, additionalProperties: true } })).toEqual(
    [],
  );
  expect(changes({ input: was }, { input: { type: "object" } })).toEqual([]);
});

test("hostile names are ordinary names, and deep schemas are compared", () => {
  const hostile = JSON.parse('{"type":"object","properties":{"__proto__":{"type":"string"}}}') as Schema;
  expect(changes({ input: hostile }, { input: { type: "object", properties: {} } })).toEqual([
    "__proto__ removed breaking",
  ]);
  let [deep, other]: Schema[] = [text, number];
  for (let depth = 0; depth < 190; depth++)
    [deep, other] = [
      { type: "array", items: deep ?? {} },
      { type: "array", items: other ?? {} },
    ];
  expect(changes({ input: deep }, { input: other })).toEqual([`${"[]".repeat(190)} type breaking`]);
});

test("no endpoint of fal's client differs from itself, nor from its coarse form", () => {
  const catalog = openCatalog();
  for (const id of catalog.ids()) {
    const endpoint = catalog.find(id);
    if (endpoint === undefined) throw new Error(id);
    const { input, output } = structuredClone({ input: endpoint.input, output: endpoint.output });
    expect(listChanges(endpoint, { id, input, output })).toEqual([]);
    const coarse = { id, input: coarsen(input), output: coarsen(output) };
    const effects = listChanges(endpoint, coarse).filter(({ effect }) => effect === "breaking");
    expect(effects, id).toEqual([]);
  }
});

test("types do not express limits, integers and null", () => {
  const document: Schema = {
    type: "object",
    properties: { seed: { anyOf: [{ ...whole, minimum: 0 }, { type: "null" }], description: "A seed." } },
  };
  const types: Schema = { type: "object", properties: { seed: { ...number, description: "A seed." } } };
  expect(changes({ input: coarsen(document) }, { input: coarsen(types) })).toEqual([]);
});

function changes(
  was: { readonly input?: Schema | undefined; readonly output?: Schema | undefined },
  now: { readonly input?: Schema | undefined; readonly output?: Schema | undefined },
): readonly string[] {
  const endpoint = ({ input = {}, output = {} }: typeof was) => ({ id: "me/app", input, output });
  return listChanges(endpoint(was), endpoint(now)).map(
    (change) => `${printPlace(change)} ${change.kind} ${change.effect}`,
  );
}
