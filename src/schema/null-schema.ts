/** Null in schemas: in fal's documents, half of the fields may also be null. */
import type { Schema } from "./schema.ts";
import { typesOf } from "./schema-types.ts";

/** Whether it allows only null. */
export function isNull(schema: Schema): boolean {
  const types = typesOf(schema);
  return types.length > 0 && types.every((type) => type === "null");
}

/** Whether it allows null; an intersection does if any of its parts does. */
export function takesNull(schema: Schema): boolean {
  const branches = schema.anyOf ?? schema.oneOf;
  if (branches !== undefined) return branches.some(takesNull);
  if (schema.const !== undefined || schema.enum !== undefined)
    return schema.const === null || schema.enum?.includes(null) === true;
  const types = typesOf(schema);
  return types.length === 0 || types.includes("null");
}

/** The schema without null, if null is one of two alternatives; the schema itself if there are several others. */
export function besideNull(schema: Schema): Schema {
  if (Array.isArray(schema.type)) return { ...schema, type: schema.type.filter((type) => type !== "null") };
  const [only, ...others] = schema.anyOf?.filter((branch) => !isNull(branch)) ?? [];
  return only === undefined || others.length > 0 ? schema : only;
}
