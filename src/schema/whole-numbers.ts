import type { Schema } from "./schema.ts";
import { typesOf } from "./schema-types.ts";

/**
 * Whether fal accepts only integers in a field. The types of fal's client use `number` for all numbers, so if the
 * schema does not say, the name decides: fal's documents call every field with these names an integer, and none of
 * the 1,207 endpoints in @fal-ai/client 1.10.1 has a fraction as its default.
 */
export function takesWholeNumbers(name: string, schema: Schema | undefined): boolean {
  const types = schema === undefined ? [] : leafTypes(schema, 0);
  if (types.includes("integer")) return !types.includes("number");
  return wholeNames.has(name) && (schema === undefined || types.includes("number"));
}

const wholeNames: ReadonlySet<string> = new Set([
  "batch_size",
  "max_images",
  "max_tokens",
  "num_frames",
  "num_images",
  "num_inference_steps",
  "num_outputs",
  "number_of_frames",
  "seed",
  "top_k",
]);

function leafTypes(schema: Schema, depth: number): readonly string[] {
  if (depth > 50) return []; // schemas in a workflow file are untrusted
  const parts = [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])];
  return [...typesOf(schema), ...parts.flatMap((part) => leafTypes(part, depth + 1))];
}
