import type { Json } from "../lib/json.ts";
import type { Schema, SchemaType } from "./schema.ts";
import { typesOf } from "./schema-types.ts";

/**
 * A placeholder for a value that is not known yet: the schema's default, or else the empty value of its type: `""`
 * (also for an enum of strings), `0`, `false`, `[]`, `{}`. For a union, that of the first branch other than null;
 * `null` if the schema says nothing.
 */
export function placeholderOf(schema: Schema, depth = 0): Json {
  if (schema.default !== undefined) return schema.default;
  const type = typesOf(schema).find((candidate) => candidate !== "null");
  if (type !== undefined) return emptyOf(type);
  if (depth > 50) return null; // schemas in a workflow file are untrusted
  for (const branch of [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])]) {
    const placeholder = placeholderOf(branch, depth + 1);
    if (placeholder !== null) return placeholder;
  }
  return null;
}

function emptyOf(type: SchemaType): Json {
  switch (type) {
    case "string":
      return "";
    case "number":
    case "integer":
      return 0;
    case "boolean":
      return false;
    case "array":
      return [];
    case "object":
      return {};
    case "null":
      return null;
  }
}
