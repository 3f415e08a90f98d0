/** The answer of an endpoint of which only the schemas are known: every property of the output filled in. */
import type { Json } from "../../lib/json.ts";
import type { AnswerContext } from "./answer-context.ts";
import { fillSchema } from "./fill-schema.ts";
import { makeFile } from "./make-file.ts";
import { readSources } from "./read-sources.ts";

export async function answerFromSchema(context: AnswerContext): Promise<Json> {
  const sources = await readSources(context);
  return fillSchema(context, (slot) => makeFile(slot, context, sources));
}
