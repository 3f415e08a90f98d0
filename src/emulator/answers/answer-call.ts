/**
 * Answers a call: validates it as fal does, then uses the endpoint's own handler, or fills its output schema. Never
 * rejects, whatever the input.
 */
import { validateInput } from "../../schema/validate.ts";
import type { Call, Outcome } from "../call.ts";
import { inputRefused, modelFailed } from "../failures.ts";
import type { FileStore } from "../files/file-store.ts";
import { handlers } from "../handlers/table.ts";
import { ModelError } from "../model-error.ts";
import { createAnswerContext } from "./answer-context.ts";
import { answerFromSchema } from "./answer-from-schema.ts";

export async function answerCall(call: Call, files: FileStore): Promise<Outcome> {
  const details = validateInput(call.endpoint.input, call.input, call.endpoint.saysNull);
  if (details.length > 0) return inputRefused(details);
  const notes: string[] = [];
  const context = createAnswerContext(call, files, (line) => notes.push(line));
  const handler = handlers.find(({ matches }) => matches(call.endpoint));
  try {
    const output = await (handler?.answer ?? answerFromSchema)(context);
    return { kind: "success", output, notes };
  } catch (error) {
    if (error instanceof ModelError) return modelFailed(error);
    throw error;
  }
}
