/** Checks a value against a string, number or boolean schema: the first problem, or `undefined`. */
import { PatternTimeout, withinPatternTime } from "../lib/pattern-time.ts";
import { problem, type Problem } from "./problem.ts";
import type { Schema } from "./schema.ts";

export function stringProblem(
  { minLength, maxLength, pattern }: Schema,
  value: unknown,
): Problem | undefined {
  if (typeof value !== "string") return problem.notString;
  if (minLength !== undefined && lengthOf(value) < minLength) return problem.textTooShort(minLength);
  if (maxLength !== undefined && lengthOf(value) > maxLength) return problem.textTooLong(maxLength);
  if (pattern !== undefined && !matches(pattern, value)) return problem.noMatch(pattern);
  return undefined;
}

export function numberProblem(
  type: "number" | "integer",
  schema: Schema,
  value: unknown,
): Problem | undefined {
  const whole = type === "integer";
  const number =
    typeof value === "string" ? parseNumber(value) : typeof value === "boolean" ? Number(value) : value;
  if (number === undefined) return whole ? problem.notIntegerText : problem.notNumberText;
  if (typeof number !== "number") return whole ? problem.notInteger : problem.notNumber;
  if (!Number.isFinite(number)) return problem.notFinite;
  if (whole && !Number.isInteger(number))
    return typeof value === "string" ? problem.notIntegerText : problem.fraction;
  return rangeProblem(schema, number);
}

export function booleanProblem(value: unknown): Problem | undefined {
  if (typeof value === "boolean" || value === 0 || value === 1) return undefined;
  if (typeof value === "string")
    return /^(true|false|t|f|yes|no|y|n|on|off|1|0)$/i.test(value) ? undefined : problem.notBooleanText;
  return Number.isInteger(value) ? problem.notBooleanText : problem.notBoolean;
}

function rangeProblem(schema: Schema, number: number): Problem | undefined {
  const { minimum, exclusiveMinimum, maximum, exclusiveMaximum, multipleOf } = schema;
  if (multipleOf !== undefined && !isMultiple(number, multipleOf)) return problem.notMultiple(multipleOf);
  if (maximum !== undefined && number > maximum) return problem.above(maximum);
  if (exclusiveMaximum !== undefined && number >= exclusiveMaximum) return problem.notBelow(exclusiveMaximum);
  if (minimum !== undefined && number < minimum) return problem.below(minimum);
  if (exclusiveMinimum !== undefined && number <= exclusiveMinimum) return problem.notAbove(exclusiveMinimum);
  return undefined;
}

/** With Pydantic's tolerance: 0.3 is a multiple of 0.1. */
function isMultiple(number: number, of: number): boolean {
  const rest = Math.abs(number % of);
  const tolerance = Math.abs(number) / 1e9;
  return rest <= tolerance || Math.abs(rest - of) <= tolerance;
}

function parseNumber(text: string): number | undefined {
  return /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i.test(text) ? Number(text) : undefined;
}

/** In characters, not UTF-16 units. */
function lengthOf(text: string): number {
  let length = 0;
  for (const _ of text) length += 1;
  return length;
}

/** Patterns that took too long before, so that a thousand texts do not wait a thousand times. */
const slow = new Set<string>();

/** A pattern that JavaScript cannot parse (they are Python's), or that takes too long, counts as matching. */
function matches(pattern: string, text: string): boolean {
  if (slow.has(pattern)) return true;
  try {
    const expression = new RegExp(pattern, "u");
    return withinPatternTime(pattern, text.length, () => expression.test(text));
  } catch (error) {
    if (error instanceof PatternTimeout) slow.add(pattern);
    return true;
  }
}
