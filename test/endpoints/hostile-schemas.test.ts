/** Anybody may have edited `workflows/models/`: a schema there is refused or used, and neither takes long. */
import { Script } from "node:vm";
import { expect, test, vi } from "vitest";
import { fitOf } from "../../src/schema/can-fit.ts";
import { parseDeclaration } from "../../src/endpoints/declaration.ts";
import { nearestPath } from "../../src/guess/nearest-path.ts";
import { stepInto } from "../../src/schema/path.ts";
import { sampleValue } from "../../src/schema/sample-value.ts";
import type { Schema } from "../../src/schema/schema.ts";
import { validateInput } from "../../src/schema/validate.ts";
import { countCalls } from "../support/count-calls.ts";

const text: Schema = { type: "string" };
const list: Schema = { type: "array" };
const object = (properties: Record<string, Schema>, required: readonly string[] = []): Schema => ({
  type: "object",
  properties,
  required,
});

test.each<[object, string]>([
  [{ required: [5, null] }, '"required" in it is not an array of names'],
  [{ pattern: 5 }, '"pattern" in it is not a string'],
  [{ minimum: "5" }, '"minimum" in it is not a number'],
  [{ exclusiveMinimum: true }, '"exclusiveMinimum" in it is not a number'],
  [{ minItems: null }, '"minItems" in it is not a number'],
  [{ multipleOf: 0 }, '"multipleOf" in it is not above 0'],
])("a declaration with %j is refused", (field, problem) => {
  const declaration = { id: "me/app", input: object({ field }), output: {} };
  expect(parseDeclaration("me/app", JSON.stringify(declaration))).toEqual({ problem: `"input": ${problem}` });
});

test("a pattern that would run for hours counts as matching, and is tried only once", () => {
  const schema: Schema = { type: "array", items: { type: "string", pattern: "^(a+)+$" } };
  const texts = Array.from({ length: 50 }, (_, index) => `${"a".repeat(40 + index)}!`);
  const tried = vi.spyOn(Script.prototype, "runInContext");
  expect(validateInput(schema, texts)).toEqual([]);
  expect(tried).toHaveBeenCalledTimes(1);
  tried.mockRestore();
});

test("a structure in an enum is compared as a whole", () => {
  const schema: Schema = { const: { a: [1] } };
  expect(validateInput(schema, { a: [1] })).toEqual([]);
  expect(validateInput(schema, { a: [2] })).toMatchObject([{ type: "literal_error" }]);
  expect(validateInput(schema, "x")).toMatchObject([{ type: "literal_error" }]);
});

test("huge and nested unions are compared in few steps", async () => {
  const wide = (letter: string): Schema => ({
    anyOf: Array.from({ length: 1_000 }, (_, at) => object({ [letter + at]: text }, [letter + at])),
  });
  const branching = (depth: number): Schema =>
    depth === 0 ? object({ a: text }, ["a"]) : { anyOf: [branching(depth - 1), branching(depth - 1)] };
  const calls = await countCalls(() => {
    expect(fitOf(wide("a"), wide("b"))).toBe("always"); // too large to be sure
    expect(fitOf(branching(12), branching(12))).toBe("always");
    expect(nearestPath(wide("a"), "b", ["url"])).toBeUndefined();
    expect(stepInto(wide("a"), "a7")).toEqual({ kind: "found", schema: text, optional: true });
  });
  expect(calls).toBeLessThan(100_000_000);
});

test("an example is short, whatever the minimum length", () => {
  const long = { type: "string", minLength: 1e9 } as const;
  const sample = sampleValue("lyrics", { type: "array", minItems: 1e9, items: long });
  expect(JSON.stringify(sample).length).toBeLessThan(20_000);
});

test("inherited property names are ordinary names", () => {
  const given = object({ constructor: text }, ["constructor"]);
  expect(fitOf(given, object({ toString: text }, ["toString"]))).toBe("never");
  expect(fitOf(given, object({ constructor: list }, ["constructor"]))).toBe("never");
  expect(fitOf(given, object({ constructor: text }, ["constructor"]))).toBe("always");
});
