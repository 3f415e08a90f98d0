/** The limits of a schema: numbers, lengths, counts. */
import type { Schema } from "../schema.ts";

const lower = ["minimum", "exclusiveMinimum", "minLength", "minItems"] as const;
const upper = ["maximum", "exclusiveMaximum", "maxLength", "maxItems"] as const;
const exact = ["multipleOf", "pattern"] as const;

/** Whether a value that passed before may not pass now. */
export function areNarrower(was: Schema, now: Schema): boolean {
  return (
    lower.some((key) => (now[key] ?? -Infinity) > (was[key] ?? -Infinity)) ||
    upper.some((key) => (now[key] ?? Infinity) < (was[key] ?? Infinity)) ||
    exact.some((key) => now[key] !== undefined && now[key] !== was[key])
  );
}

export function areEqual(was: Schema, now: Schema): boolean {
  return [...lower, ...upper, ...exact].every((key) => was[key] === now[key]);
}
