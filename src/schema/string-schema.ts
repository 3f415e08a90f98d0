import type { Schema } from "./schema.ts";
import { typesOf } from "./schema-types.ts";

/**
 * Whether every value that the schema allows is a string: `{ type: "string" }`, string enums, unions of these.
 * Neither a nullable string nor `{}` is.
 */
export function isStringSchema(schema: Schema, depth = 0): boolean {
  if (depth > 50) return false; // schemas in a workflow file are untrusted
  const types = typesOf(schema);
  if (types.length > 0) return types.every((type) => type === "string");
  const every = (branches: readonly Schema[]): boolean =>
    branches.length > 0 && branches.every((branch) => isStringSchema(branch, depth + 1));
  return (
    every(schema.anyOf ?? []) ||
    every(schema.oneOf ?? []) ||
    (schema.allOf ?? []).some((part) => isStringSchema(part, depth + 1))
  );
}
