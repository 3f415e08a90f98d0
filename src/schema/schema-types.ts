import type { Schema, SchemaType } from "./schema.ts";

/**
 * The types that a schema's own keywords allow, ignoring `anyOf`, `oneOf` and `allOf`: from `type`, the values of
 * `const` and `enum`, or keywords for lists and objects. Empty if it says nothing.
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

/** The JSON type of a value; integers are `"number"`. Values that JSON cannot hold are `"null"`. */
export function typeOfValue(value: unknown): SchemaType {
  if (typeof value === "string") return "string";
  if (typeof value === "number") return "number";
  if (typeof value === "boolean") return "boolean";
  if (typeof value !== "object" || value === null) return "null";
  return Array.isArray(value) ? "array" : "object";
}
