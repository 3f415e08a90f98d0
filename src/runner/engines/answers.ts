/** Calls that are answered from a record, without cost or network. */
import type { Catalog } from "../../endpoints/catalog.ts";
import type { Answer, AnsweredError } from "../../execution/answer.ts";
import type { NodeCalls } from "../../execution/node-calls.ts";
import { isTextNode, runTextNode } from "../../execution/text-node.ts";
import type { Json, JsonObject } from "../../lib/json.ts";
import { escapedJson } from "../../lib/printable.ts";
import { replaceTexts } from "../../lib/replace-texts.ts";
import { AnswerBook, type FoundAnswer } from "../answers/answer-book.ts";
import { printAnswer } from "../answers/answer-lines.ts";
import { patternOf } from "../answers/is-like.ts";
import { describeFailure } from "../describe-failure.ts";

export interface AnswerCallsOptions {
  readonly answers: readonly Answer[];
  /** Where they are from, for messages: `answers.jsonl`. */
  readonly source: string;
  /** What is known of endpoints; loaded only for a line that is missing. */
  readonly catalog: () => Promise<Catalog>;
}

/** For one run: equal calls get an answer each. */
export function answerCalls({ answers, source, catalog }: AnswerCallsOptions): NodeCalls {
  const book = new AnswerBook(answers);
  return {
    async call({ id, app }, input, { signal }) {
      signal.throwIfAborted();
      if (isTextNode(app)) return runTextNode(app, input);
      const found = book.take(app, input, id);
      if (found.kind === "missing")
        throw new Error(
          describeMissing(found, app, source, lineFor(app, input, await sampleOutput(app, await catalog()))),
        );
      // A copy: whoever gets it may change it, and a `like` answers several calls.
      const { output, error } = structuredClone(found.answer);
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
function errorOf({ status, detail, body = detail === undefined ? {} : { detail } }: AnsweredError): Error {
  return Object.assign(new Error(`status ${status}`), { status, body });
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
  return `${source} has ${known}. ${line}`;
}

/** What the endpoint might answer. */
async function sampleOutput(endpoint: string, catalog: Catalog): Promise<Json> {
  const { sampleValue } = await import("../../schema/sample-value.ts");
  return sampleValue("output", catalog.find(endpoint)?.output ?? { type: "object" });
}

/** Characters of an input that is shown whole, and of a text in one that is not. */
const [maxInput, maxText] = [2000, 100];

/** Long texts are cut: the line then answers all calls whose texts begin like these. */
function lineFor(endpoint: string, input: JsonObject, output: Json): string {
  const sent =
    JSON.stringify(input).length <= maxInput
      ? { input }
      : { like: replaceTexts(input, (text) => patternOf(text, maxText)) as JsonObject };
  const line = escapedJson(printAnswer({ endpoint, ...sent, output }));
  return line.length > 4 * maxInput
    ? "The call is too long to be shown; falc run --record writes it"
    : `The line to add: ${line}`;
}
