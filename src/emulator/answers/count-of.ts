import type { Schema } from "../../catalog/schema.ts";
import { numberField, type AnswerContext } from "./answer-context.ts";

/** Where models are told how many results to make. */
const COUNTS = ["num_images", "num_outputs", "num_samples", "num_videos", "number_of_images"];
/** Lists with one entry per result. */
const PER_RESULT = /^(images?|videos?|audios?|outputs?|seeds?|has_nsfw_concepts|nsfw_content_detected)$/;
/** Of an endpoint that sets no limit of its own. */
const MOST = 16;

/** How many entries a list of the output has: one, unless the input asks for more of what it lists. */
export function countOf(name: string, schema: Schema, { field }: AnswerContext): number {
  const least = schema.minItems ?? 0;
  const most = schema.maxItems ?? MOST;
  const asked = PER_RESULT.test(name) ? COUNTS.map((count) => numberField(field, count)) : [];
  const count = Math.floor(asked.find((number) => number !== undefined) ?? 1);
  return Math.max(least, Math.min(most, MOST, Math.max(1, count)));
}
