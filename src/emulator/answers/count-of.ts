import { countFields, isPerResult } from "../../endpoints/result-count.ts";
import type { Schema } from "../../schema/schema.ts";
import { numberField, type AnswerContext } from "./answer-context.ts";

/** For an endpoint without its own limit. */
const MAX_COUNT = 16;

/** How many entries an output list has: one, unless the input asks for more. */
export function countOf(name: string, schema: Schema, { field }: AnswerContext): number {
  const minimum = schema.minItems ?? 0;
  const maximum = schema.maxItems ?? MAX_COUNT;
  const asked = isPerResult(name) ? countFields.map((count) => numberField(field, count)) : [];
  const count = Math.floor(asked.find((number) => number !== undefined) ?? 1);
  return Math.max(minimum, Math.min(maximum, MAX_COUNT, Math.max(1, count)));
}
