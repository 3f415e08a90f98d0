import type { JsonObject } from "../../lib/json.ts";
import { limitKeywords, type Schema } from "../../schema/schema.ts";
import { BrokenDocument } from "./broken-document.ts";

/**
 * Numeric limits as JSON Schema 2020-12 writes them. fal's documents declare 3.0 and use either form; `"4"` counts as
 * 4. `{ minimum: 0, exclusiveMinimum: true }` gives `{ exclusiveMinimum: 0 }`.
 */
export function readLimits(schema: JsonObject, at: string): Schema {
  const limits = new Map<string, number>();
  for (const key of limitKeywords) {
    const number = numberIn(schema, key, at);
    if (key === "multipleOf" && number !== undefined && number <= 0)
      throw new BrokenDocument(`${at}: "multipleOf" is not above 0`);
    if (number !== undefined) limits.set(key, number);
  }
  for (const [own, exclusive] of [
    ["minimum", "exclusiveMinimum"],
    ["maximum", "exclusiveMaximum"],
  ] as const) {
    const limit = limits.get(own);
    if (schema[exclusive] !== true || limit === undefined) continue;
    limits.delete(own);
    limits.set(exclusive, limit);
  }
  return Object.fromEntries(limits);
}

function numberIn(schema: JsonObject, key: (typeof limitKeywords)[number], at: string): number | undefined {
  const value = schema[key];
  if (value === undefined || value === null || typeof value === "boolean") return undefined;
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  if (typeof number === "number" && Number.isFinite(number)) return number;
  throw new BrokenDocument(`${at}: "${key}" is not a number`);
}
