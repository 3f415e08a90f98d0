import { expect, test } from "vitest";
import { type Fit, fitOf } from "../../src/schema/can-fit.ts";
import type { Schema } from "../../src/schema/schema.ts";

const text: Schema = { type: "string" };
const list: Schema = { type: "array" };
const record = (values: Schema): Schema => ({ type: "object", additionalProperties: values });
const file: Schema = { type: "object", properties: { url: text, note: text }, required: ["url"] };
const weights: Schema = { type: "object", properties: { path: text, scale: {} }, required: ["path"] };

test.each<[string, Schema, Schema, Fit]>([
  ["a file for another object: its type has no path", file, weights, "never"],
  ["a list of them", { type: "array", items: file }, { type: "array", items: weights }, "never"],
  ["a file or weights", { anyOf: [file, weights] }, weights, "sometimes"],
  [
    "a file that may have more than its type says",
    { ...file, additionalProperties: true },
    weights,
    "always",
  ],
  ["an object of which nothing is said", { type: "object" }, weights, "always"],
  ["an optional field where it is needed", { ...file, required: [] }, file, "always"],
  ["a needed field with a default", file, { ...weights, properties: { path: { default: "x" } } }, "always"],
  [
    "a field that it always has, of another type",
    file,
    { type: "object", properties: { url: list } },
    "never",
  ],
  ["the same of one that may be missing", file, { type: "object", properties: { note: list } }, "always"],
  ["a record by its values", record(text), record(list), "never"],
  ["a record of what may do", record(text), record({ type: "number" }), "sometimes"],
])("%s", (_, source, target, fit) => {
  expect(fitOf(source, target)).toBe(fit);
});
