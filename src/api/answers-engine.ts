import type { Catalog } from "../endpoints/catalog.ts";
import type { Answer } from "../execution/answer.ts";
import { scheduledEngine } from "../execution/scheduled-engine.ts";
import { parseAnswers, readAnswer } from "../runner/answers/answer-lines.ts";
import { answerCalls } from "../runner/engines/answers.ts";
import type { RunEngine } from "./run-engine.ts";

/** An answer to a call, see the README. All of it is JSON. */
export interface GivenAnswer {
  readonly endpoint: string;
  /** For one call with exactly this input. Equal calls need an answer each. */
  readonly input?: object;
  /** Beside `input`: which of several equal calls it is for. */
  readonly node?: string;
  /** For all calls whose input contains this; `*` in a text stands for any characters. */
  readonly like?: object;
  readonly output?: unknown;
  /** In place of the output, as fal answers: `{ status: 422, detail: "…" }`. */
  readonly error?: { readonly status: number; readonly detail?: unknown };
}

/**
 * Answers every call from a record: no model, no network, no cost. `answers`: a list, or the content of a file that
 * `falc run --record` has written. Each run starts from all of them. A call without an answer fails its node, and the
 * message has the line to add. Throws a `TypeError` for invalid answers.
 */
export function answersEngine(answers: string | readonly GivenAnswer[]): RunEngine {
  const read = typeof answers === "string" ? readText(answers) : readList(answers);
  return {
    run: async (graph, input, options) =>
      scheduledEngine(answerCalls({ answers: read, source: "the record", catalog })).run(
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

function readList(answers: readonly GivenAnswer[]): readonly Answer[] {
  if (!Array.isArray(answers)) throw new TypeError("answersEngine needs a list of answers, or their text");
  return (answers as readonly unknown[]).map((answer, index) => {
    // A copy: what the caller changes later is no answer of this engine.
    const read = readAnswer(answer);
    if (typeof read === "string") throw new TypeError(`answers[${index}]: ${read}`);
    return read;
  });
}

async function catalog(): Promise<Catalog> {
  const { openCatalog } = await import("../endpoints/lookup.ts");
  return openCatalog();
}
