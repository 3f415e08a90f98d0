/** A file of recorded answers: a line of JSON for each, see `execution/answer.ts`. */
import type { Answer } from "../../execution/answer.ts";
import { printPath } from "../../graph/print-path.ts";
import { isPlainObject, type Json } from "../../lib/json.ts";
import { parseJson } from "../../lib/parse-json.ts";
import { copyJson } from "../copy-json.ts";

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
    if ("problem" in parsed) return { line: index + 1, problem: `it is not valid JSON: ${parsed.problem}` };
    const read = readAnswer(parsed.value);
    if (typeof read === "string") return { line: index + 1, problem: read };
    answers.push(read);
  }
  return { answers };
}

/** A copy, or what is wrong with it, as a clause. */
export function readAnswer(answer: unknown): Answer | string {
  let problem: string | undefined;
  const copy = copyJson(answer, (path, message) => (problem ??= `${printPath(path)} ${message}`.trim()));
  // Checked.
  return problem ?? findProblem(copy) ?? (copy as unknown as Answer);
}

const keys: ReadonlySet<string> = new Set(["endpoint", "node", "input", "like", "output", "error"]);

function findProblem(answer: Json): string | undefined {
  if (!isPlainObject(answer)) return "it is not an object";
  const unknown = Object.keys(answer).find((key) => !keys.has(key));
  if (unknown !== undefined)
    return `there is no field ${JSON.stringify(unknown)}; an answer has ${[...keys].join(", ")}`;
  const { endpoint, node, input, like, output, error } = answer;
  if (typeof endpoint !== "string" || endpoint === "") return `"endpoint" is missing`;
  if (input !== undefined && like !== undefined) return `it has both "input" and "like"`;
  if (input !== undefined && !isPlainObject(input)) return `"input" is not an object`;
  if (like !== undefined && !isPlainObject(like)) return `"like" is not an object`;
  if (node !== undefined && (typeof node !== "string" || input === undefined))
    return `"node" is not a text, or there is no "input" beside it`;
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
