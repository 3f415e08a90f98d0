import { besideNull } from "./null-schema.ts";
import type { Schema } from "./schema.ts";

/**
 * A value's limits besides its type, in words: `1 to 50`, `greater than 0`, `at most 2500 characters`; one text per
 * limit. For a value that may be null or something else, the limits of the latter.
 */
export function describeLimits(schema: Schema): readonly string[] {
  const value = besideNull(schema);
  const { minLength, maxLength, minItems, maxItems, multipleOf, pattern } = value;
  return [
    ...range(value),
    ...(multipleOf === undefined ? [] : [`a multiple of ${multipleOf}`]),
    ...bounds(minLength, maxLength, "character"),
    ...bounds(minItems, maxItems, "item"),
    ...(pattern === undefined ? [] : [`matches ${pattern}`]),
  ];
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
