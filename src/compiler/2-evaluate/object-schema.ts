/** Object schemas put together and cut, as TypeScript's `&`, `extends`, `Omit` and their kind do with object types. */
import { isDeepStrictEqual } from "node:util";
import type { Schema } from "../../catalog/schema.ts";

/** The fields of all; `undefined` when one is no object with named fields, or two disagree about a field. */
export function mergeObjects(schemas: readonly Schema[]): Schema | undefined {
  const properties: Record<string, Schema> = {};
  const required = new Set<string>();
  for (const schema of schemas) {
    if (schema.properties === undefined) return undefined;
    for (const [key, field] of Object.entries(schema.properties)) {
      const known = properties[key];
      if (known !== undefined && !isDeepStrictEqual(known, field)) return undefined;
      properties[key] = field;
    }
    for (const key of schema.required ?? []) required.add(key);
  }
  return objectOf(properties, required);
}

/** Some of the fields; `undefined` for what is no object with named fields. */
export function keepFields(schema: Schema, keep: (key: string) => boolean): Schema | undefined {
  if (schema.properties === undefined) return undefined;
  const fields = Object.entries(schema.properties).filter(([key]) => keep(key));
  return objectOf(Object.fromEntries(fields), new Set((schema.required ?? []).filter(keep)));
}

/** All fields optional, or all required but those with a default. */
export function requireFields(schema: Schema, all: boolean): Schema | undefined {
  if (schema.properties === undefined) return undefined;
  const needed = Object.entries(schema.properties).filter(([, field]) => all && field.default === undefined);
  return objectOf(schema.properties, new Set(needed.map(([key]) => key)));
}

/** In the order of the fields, so that one interface has one schema. */
export function objectOf(
  properties: Readonly<Record<string, Schema>>,
  required: ReadonlySet<string>,
): Schema {
  const needed = Object.keys(properties).filter((key) => required.has(key));
  return {
    type: "object",
    properties,
    ...(needed.length > 0 && { required: needed }),
    additionalProperties: false,
  };
}
