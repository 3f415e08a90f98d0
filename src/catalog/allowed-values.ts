import type { Json } from "../lib/json.ts";
import type { Schema } from "./schema.ts";

/** The values a schema lists, those of its unions' branches too; empty when it lists none. */
export function allowedValues(schema: Schema, depth = 0): readonly Json[] {
  if (depth > 50) return []; // the schemas of a workflow file are anybody's
  if (schema.const !== undefined) return [schema.const];
  if (schema.enum !== undefined) return schema.enum;
  return [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])].flatMap((part) =>
    allowedValues(part, depth + 1),
  );
}
