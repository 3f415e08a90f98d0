/** The numbers that a schema accepts. */
import type { Schema } from "./schema.ts";

/** The minimum, or for fractions with an exclusive limit, a number close to it; `undefined` if there is none. */
export function minimumOf(schema: Schema): number | undefined {
  const { minimum, exclusiveMinimum } = schema;
  return minimum ?? (exclusiveMinimum === undefined ? undefined : exclusiveMinimum + stepOf(schema));
}

/** The number, or the closest accepted one: for a `multipleOf`, the next one up. */
export function withinLimits(value: number, schema: Schema): number {
  const { maximum, exclusiveMaximum, multipleOf } = schema;
  const largest = maximum ?? (exclusiveMaximum === undefined ? Infinity : exclusiveMaximum - stepOf(schema));
  const within = Math.min(Math.max(value, minimumOf(schema) ?? value), largest);
  return multipleOf === undefined ? within : Math.ceil(within / multipleOf) * multipleOf;
}

function stepOf({ type, multipleOf }: Schema): number {
  return multipleOf ?? (type === "integer" ? 1 : 0.5);
}
