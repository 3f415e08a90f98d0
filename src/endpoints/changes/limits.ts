/** The limits of a schema: numbers, lengths, counts. */
import type { Schema } from "../../schema/schema.ts";

/** The defaults of the lower limits. */
const lower = { minLength: 0, minItems: 0 } as const;
const upper = ["maxLength", "maxItems"] as const;
const others = [
  "minimum",
  "exclusiveMinimum",
  "maximum",
  "exclusiveMaximum",
  "multipleOf",
  "pattern",
] as const;
const counts = Object.keys(lower) as (keyof typeof lower)[];

/** Whether a value that was accepted before may be rejected now. */
export function areNarrower(was: Schema, now: Schema): boolean {
  return (
    counts.some((key) => (now[key] ?? lower[key]) > (was[key] ?? lower[key])) ||
    upper.some((key) => (now[key] ?? Infinity) < (was[key] ?? Infinity)) ||
    isTighter(lowest(was), lowest(now)) ||
    isTighter(highest(was), highest(now)) ||
    (now.pattern !== undefined && now.pattern !== was.pattern) ||
    (now.multipleOf !== undefined && !isMultiple(was.multipleOf, now.multipleOf))
  );
}

export function areEqual(was: Schema, now: Schema): boolean {
  return (
    counts.every((key) => (was[key] ?? lower[key]) === (now[key] ?? lower[key])) &&
    [...upper, ...others].every((key) => was[key] === now[key])
  );
}

/** A limit, negated for upper ones, so that a larger number is tighter; `isOpen`: the number itself is excluded. */
interface Bound {
  readonly at: number;
  readonly isOpen: boolean;
}

function lowest({ minimum = -Infinity, exclusiveMinimum = -Infinity }: Schema): Bound {
  return { at: Math.max(minimum, exclusiveMinimum), isOpen: exclusiveMinimum >= minimum };
}

function highest({ maximum = Infinity, exclusiveMaximum = Infinity }: Schema): Bound {
  return { at: -Math.min(maximum, exclusiveMaximum), isOpen: exclusiveMaximum <= maximum };
}

function isTighter(was: Bound, now: Bound): boolean {
  return now.at > was.at || (now.at === was.at && now.isOpen && !was.isOpen);
}

function isMultiple(value: number | undefined, of: number): boolean {
  return value !== undefined && Number.isInteger(value / of);
}
