/** A file of recorded answers: a line of JSON for each, see `execution/answer.ts`. */
import type { Answer } from "../../execution/answer.ts";
import { isPlainObject, type Json } from "../../lib/json.ts";
import { parseJson } from "../../lib/parse-json.ts";

export interface AnswerProblem {
  /** From 1. */
  readonly line: number;
  /** A clause: `"endpoint" is missing`. */
  readonly problem: string;
}

/** The lines of a file; empty ones are left out. */
export function parseAnswers(text: string): { readonly answers: readonly Answer[] } | AnswerProblem {
  const answers: Answer[] = [];
  for (const [index, line] of text
    .replace(/^\ufeff/, "")
    .split(/\r\n|\r|\n/)
    .entries()) {
    if (line.trim() === "") continue;
    const parsed = parseJson(line);
    const problem =
      "problem" in parsed ? `it is not valid JSON: ${parsed.problem}` : findProblem(parsed.value);
    if (problem !== undefined) return { line: index + 1, problem };
    // Checked above.
    if ("value" in parsed) answers.push(parsed.value as unknown as Answer);
  }
  return { answers };
}

const keys: ReadonlySet<string> = new Set(["endpoint", "input", "like", "output", "error"]);

/** What is wrong with an answer, as a clause; `undefined` if nothing is. */
export function findProblem(answer: unknown): string | undefined {
  if (!isPlainObject(answer)) return "it is not an object";
  const unknown = Object.keys(answer).find((key) => !keys.has(key));
  if (unknown !== undefined)
    return `there is no field ${JSON.stringify(unknown)}; an answer has ${[...keys].join(", ")}`;
  const { endpoint, input, like, output, error } = answer;
  if (typeof endpoint !== "string" || endpoint === "") return `"endpoint" is missing`;
  if (input !== undefined && like !== undefined) return `it has both "input" and "like"`;
  if (input !== undefined && !isPlainObject(input)) return `"input" is not an object`;
  if (like !== undefined && !isPlainObject(like)) return `"like" is not an object`;
  if ((output === undefined) === (error === undefined)) return `it needs either "output" or "error"`;
  return error === undefined ? undefined : findErrorProblem(error);
}

function findErrorProblem(error: Json): string | undefined {
  const status = isPlainObject(error) ? error["status"] : undefined;
  const isStatus = typeof status === "number" && Number.isInteger(status) && status >= 400 && status <= 599;
  return isStatus ? undefined : `"error" has no HTTP status: { "status": 422, "detail": "…" }`;
}

/** A line of the file, without its end. */
export function printAnswer(answer: Answer): string {
  return JSON.stringify(answer);
}
