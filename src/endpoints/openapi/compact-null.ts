import type { Schema, SchemaType } from "../../schema/schema.ts";
import { mergeSchemas } from "./merge-schemas.ts";

/**
 * A nullable text, number or boolean on one line: `{ anyOf: [{ type: "integer", minimum: 1 }, { type: "null" }] }`
 * becomes `{ type: ["integer", "null"], minimum: 1 }`. Half of the fields in fal's documents are nullable, and people
 * read declarations. Other schemas are unchanged.
 */
export function compactNull(schema: Schema): Schema {
  const { anyOf, ...about } = schema;
  const [first, second, ...others] = anyOf ?? [];
  if (first === undefined || second === undefined || others.length > 0) return schema;
  const isNullLast = isBareNull(second);
  if (!isNullLast && !isBareNull(first)) return schema;
  const value = isNullLast ? first : second;
  const { type } = value;
  if (typeof type !== "string" || !scalars.has(type) || value.enum !== undefined || value.const !== undefined)
    return schema;
  return mergeSchemas([{ ...value, type: [type, "null"] }, about]);
}

const scalars: ReadonlySet<SchemaType> = new Set(["string", "number", "integer", "boolean"]);

function isBareNull(schema: Schema): boolean {
  return schema.type === "null" && Object.keys(schema).length === 1;
}
