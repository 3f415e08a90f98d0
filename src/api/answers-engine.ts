import type { Answer } from "../execution/answer.ts";
import { scheduledEngine } from "../execution/scheduled-engine.ts";
import { printPath } from "../graph/print-path.ts";
import type { Json } from "../lib/json.ts";
import { findProblem, parseAnswers } from "../runner/answers/answer-lines.ts";
import { copyJson } from "../runner/copy-json.ts";
import { answerCalls } from "../runner/engines/answers.ts";
import type { RunEngine } from "./run-engine.ts";

/**
 * Answers every call from a record: no model, no network, no cost. `answers`: a list, or the content of a file that
 * `falc run --record` has written. Each run starts from all of them. A call without an answer fails its node, and the
 * message has the line to add. Throws a `TypeError` for invalid answers.
 */
export function answersEngine(answers: string | readonly Answer[]): RunEngine {
  const read = typeof answers === "string" ? readText(answers) : readList(answers);
  return {
    run: async (graph, input, options) =>
      scheduledEngine(answerCalls({ answers: read, source: "the record", sampleOutput })).run(
        graph,
        input,
        options,
      ),
    close: () => Promise.resolve(),
  };
}

function readText(text: string): readonly Answer[] {
  const read = parseAnswers(text);
  if ("answers" in read) return read.answers;
  throw new TypeError(`line ${read.line} of the answers: ${read.problem}`);
}

function readList(answers: readonly Answer[]): readonly Answer[] {
  if (!Array.isArray(answers)) throw new TypeError("answersEngine needs a list of answers, or their text");
  return (answers as readonly unknown[]).map((answer, index) => {
    // What the caller changes later is no answer of this engine.
    const copy = copyJson(answer, (path, message) => refuse(index, `${printPath(path)} ${message}`));
    const problem = findProblem(copy);
    if (problem !== undefined) refuse(index, problem);
    // Checked above.
    return copy as unknown as Answer;
  });
}

function refuse(index: number, problem: string): never {
  throw new TypeError(`answers[${index}]: ${problem}`);
}

/** Loaded only if an answer is missing. */
async function sampleOutput(endpoint: string): Promise<Json> {
  const { openCatalog } = await import("../endpoints/lookup.ts");
  const { sampleValue } = await import("../schema/sample-value.ts");
  return sampleValue("output", openCatalog().find(endpoint)?.output ?? { type: "object" });
}
