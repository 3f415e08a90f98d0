/** Calls that are answered from a record, without cost or network. */
import type { Answer, AnsweredError } from "../../execution/answer.ts";
import type { NodeCalls } from "../../execution/node-calls.ts";
import { isTextNode, runTextNode } from "../../execution/text-node.ts";
import type { Json, JsonObject } from "../../lib/json.ts";
import { printAnswer } from "../answers/answer-lines.ts";
import { AnswerBook, type FoundAnswer } from "../answers/answer-book.ts";
import { describeFailure } from "../describe-failure.ts";

export interface AnswerCallsOptions {
  readonly answers: readonly Answer[];
  /** Where they are from, for messages: `answers.jsonl`. */
  readonly source: string;
  /** What an endpoint might answer, for the line that is missing. */
  readonly sampleOutput: (endpoint: string) => Promise<Json>;
}

/** For one run: equal calls get one answer after the other. */
export function answerCalls({ answers, source, sampleOutput }: AnswerCallsOptions): NodeCalls {
  const book = new AnswerBook(answers);
  return {
    async call({ app }, input, { signal }) {
      signal.throwIfAborted();
      if (isTextNode(app)) return runTextNode(app, input);
      const found = book.take(app, input);
      if (found.kind === "missing")
        throw new Error(describeMissing(found, app, source, lineFor(app, input, await sampleOutput(app))));
      const { output, error } = found.answer;
      if (error !== undefined) throw errorOf(error);
      return output;
    },
    describeError: (error) => {
      // Its line may be longer than what is shown of fal's words.
      return error instanceof Error && !("status" in error)
        ? { message: error.message }
        : describeFailure(error);
    },
  };
}

/** As fal's client throws it. */
function errorOf({ status, detail }: AnsweredError): Error {
  return Object.assign(new Error(`status ${status}`), {
    status,
    body: detail === undefined ? {} : { detail },
  });
}

function describeMissing(
  { used, others }: FoundAnswer & { kind: "missing" },
  app: string,
  source: string,
  line: string,
): string {
  const known =
    used > 0
      ? `${used === 1 ? "1 answer" : `${used} answers`} for this input, and this is call ${used + 1} with it`
      : others === 0
        ? `no answer for ${app}`
        : `no answer for this input of ${app}, only for others`;
  return `${source} has ${known}. The line to add: ${line}`;
}

/** A field with a longer text is left out of the line. */
const maxText = 1000;

function lineFor(endpoint: string, input: JsonObject, output: Json): string {
  const line = printAnswer({ endpoint, input, output });
  if (line.length <= 2 * maxText) return line;
  const short = Object.entries(input).filter(([, value]) => JSON.stringify(value).length <= maxText);
  return printAnswer({ endpoint, like: Object.fromEntries(short), output });
}
