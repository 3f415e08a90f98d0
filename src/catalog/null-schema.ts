/** Null in schemas: fal's documents say of half of their fields that they may also be null. */
import type { Schema } from "./schema.ts";
import { typesOf } from "./schema-types.ts";

/** Whether it allows nothing else. */
export function isNull(schema: Schema): boolean {
  const types = typesOf(schema);
  return types.length > 0 && types.every((type) => type === "null");
}

/** Whether null is among what it allows; of an intersection, whatever its parts say. */
export function takesNull(schema: Schema): boolean {
  const branches = schema.anyOf ?? schema.oneOf;
  if (branches !== undefined) return branches.some(takesNull);
  if (schema.const !== undefined || schema.enum !== undefined)
    return schema.const === null || schema.enum?.includes(null) === true;
  const types = typesOf(schema);
  return types.length === 0 || types.includes("null");
}

/** The schema without null, where that is one of two alternatives; the schema itself where there are several others. */
export function besideNull(schema: Schema): Schema {
  if (Array.isArray(schema.type)) return { ...schema, type: schema.type.filter((type) => type !== "null") };
  const [only, ...others] = schema.anyOf?.filter((branch) => !isNull(branch)) ?? [];
  return only === undefined || others.length > 0 ? schema : only;
}
