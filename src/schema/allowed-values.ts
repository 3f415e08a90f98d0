import type { Json } from "../lib/json.ts";
import type { Schema } from "./schema.ts";

/** The values that a schema lists, including those of its unions' branches; empty if it lists none. */
export function allowedValues(schema: Schema, depth = 0): readonly Json[] {
  if (depth > 50) return []; // schemas in a workflow file are untrusted
  if (schema.const !== undefined) return [schema.const];
  if (schema.enum !== undefined) return schema.enum;
  return [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])].flatMap((part) =>
    allowedValues(part, depth + 1),
  );
}
