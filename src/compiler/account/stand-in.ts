/** What a graph contains for an input field until a run fills it in: its default, else the empty value of its type. */
import type { Schema } from "../../schema/schema.ts";
import type { Json } from "../../lib/json.ts";

const emptyValues = new Map<string, Json>([
  ["string", ""],
  ["number", 0],
  ["integer", 0],
  ["boolean", false],
  ["array", []],
  ["object", {}],
]);

/** For a union, the first branch other than null decides; null if the schema does not say. */
export function standInFor(schema: Schema): Json {
  const waiting = [schema];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { default: value, anyOf = [], oneOf = [], allOf = [] } = next;
    if (value !== undefined && (value !== null || next === schema)) return value;
    const type = typeNames(next).find((name) => name !== "null");
    if (type !== undefined) return emptyValues.get(type) ?? null;
    waiting.push(...[...anyOf, ...oneOf, ...allOf].reverse());
  }
  return null;
}

function typeNames({ type, const: only, enum: choices, ...others }: Schema): readonly string[] {
  if (type !== undefined) return typeof type === "string" ? [type] : type;
  if (only !== undefined) return [nameOf(only)];
  if (choices !== undefined) return choices.map(nameOf);
  if ("properties" in others || "additionalProperties" in others) return ["object"];
  return "items" in others || "prefixItems" in others ? ["array"] : [];
}

function nameOf(value: Json): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}
