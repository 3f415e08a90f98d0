import type { Schema } from "./schema.ts";
import { typesOf } from "./schema-types.ts";

/**
 * How a value is limited besides its type, in words: `1 to 50`, `greater than 0`, `at most 2500 characters`; several where
 * there are several. Of a value that may be null or something else, the limits of what else it is.
 */
export function describeLimits(schema: Schema): readonly string[] {
  const { minLength, maxLength, minItems, maxItems, multipleOf, pattern } = besideNull(schema);
  return [
    ...range(besideNull(schema)),
    ...(multipleOf === undefined ? [] : [`a multiple of ${multipleOf}`]),
    ...bounds(minLength, maxLength, "character"),
    ...bounds(minItems, maxItems, "item"),
    ...(pattern === undefined ? [] : [`matches ${pattern}`]),
  ];
}

/** The schema without null, where that is one of two alternatives; the schema itself where there are several others. */
export function besideNull(schema: Schema): Schema {
  if (Array.isArray(schema.type)) return { ...schema, type: schema.type.filter((type) => type !== "null") };
  const [only, ...others] = schema.anyOf?.filter((branch) => typesOf(branch).join() !== "null") ?? [];
  return only === undefined || others.length > 0 ? schema : only;
}

function range({ minimum, maximum, exclusiveMinimum, exclusiveMaximum }: Schema): readonly string[] {
  if (minimum !== undefined && maximum !== undefined) return [`${minimum} to ${maximum}`];
  return [
    ...(minimum === undefined ? [] : [`at least ${minimum}`]),
    ...(exclusiveMinimum === undefined ? [] : [`greater than ${exclusiveMinimum}`]),
    ...(maximum === undefined ? [] : [`at most ${maximum}`]),
    ...(exclusiveMaximum === undefined ? [] : [`less than ${exclusiveMaximum}`]),
  ];
}

function bounds(least: number | undefined, most: number | undefined, unit: string): readonly string[] {
  const units = (count: number) => `${count} ${unit}${count === 1 ? "" : "s"}`;
  if (least !== undefined && least === most) return [units(least)];
  if (least !== undefined && most !== undefined) return [`${least} to ${units(most)}`];
  return [
    ...(least === undefined ? [] : [`at least ${units(least)}`]),
    ...(most === undefined ? [] : [`at most ${units(most)}`]),
  ];
}
