import type { Schema, SchemaType } from "./schema.ts";

/**
 * The types a schema's own keywords allow, those under `anyOf`, `oneOf` and `allOf` not looked at: `type`, or
 * what `const` and `enum` hold, or what the keywords for lists and objects suggest. Empty when it says nothing.
 */
export function typesOf(schema: Schema): readonly SchemaType[] {
  if (typeof schema.type === "string") return [schema.type];
  if (schema.type !== undefined) return schema.type;
  if (schema.const !== undefined) return [typeOfValue(schema.const)];
  if (schema.enum !== undefined) return [...new Set(schema.enum.map(typeOfValue))];
  if (schema.properties !== undefined || schema.additionalProperties !== undefined) return ["object"];
  if (schema.items !== undefined || schema.prefixItems !== undefined) return ["array"];
  return [];
}

/** The JSON type of a value, `"number"` for whole numbers too. What JSON cannot hold is `"null"`. */
export function typeOfValue(value: unknown): SchemaType {
  if (typeof value === "string") return "string";
  if (typeof value === "number") return "number";
  if (typeof value === "boolean") return "boolean";
  if (typeof value !== "object" || value === null) return "null";
  return Array.isArray(value) ? "array" : "object";
}
