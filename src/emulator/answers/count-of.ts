import { countFields, isPerResult } from "../../catalog/result-count.ts";
import type { Schema } from "../../catalog/schema.ts";
import { numberField, type AnswerContext } from "./answer-context.ts";

/** Of an endpoint that sets no limit of its own. */
const MOST = 16;

/** How many entries a list of the output has: one, unless the input asks for more of what it lists. */
export function countOf(name: string, schema: Schema, { field }: AnswerContext): number {
  const least = schema.minItems ?? 0;
  const most = schema.maxItems ?? MOST;
  const asked = isPerResult(name) ? countFields.map((count) => numberField(field, count)) : [];
  const count = Math.floor(asked.find((number) => number !== undefined) ?? 1);
  return Math.max(least, Math.min(most, MOST, Math.max(1, count)));
}
