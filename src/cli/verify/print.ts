/** `falc verify` for people: the result on standard output, everything else on standard error. */
import type { JsonObject } from "../../lib/json.ts";
import { printable, printJson } from "../../lib/printable.ts";
import { artifactsFolder } from "../../workspace/project/folders.ts";
import type { Subject } from "../../workspace/verify/subject.ts";
import type { WorkflowResult } from "../../workspace/verify/verify-subject.ts";
import type { Io } from "../io.ts";
import { paintFor } from "../paint.ts";
import { describeVerdict, type Description } from "./describe-verdict.ts";

/** Printed before anything runs. */
export function printWarning(subjects: readonly Subject[], { stderr, env }: Io): void {
  const sources = subjects.map(({ source }) => source).join(", ");
  stderr.write(`${paintFor(stderr, env).strong("verify runs your code")}: ${sources}\n`);
}

/** The generated input. */
export function printSample(input: JsonObject, { stderr, env }: Io): void {
  if (Object.keys(input).length === 0) return;
  const paint = paintFor(stderr, env);
  stderr.write("with a sample input, since none is given:\n");
  for (const line of printJson(input, shorten).split("\n")) stderr.write(`  ${paint.faint(line)}\n`);
}

/** `width`: the width of all workflows' names if there are several; the result then starts with its name. */
export function printResult(result: WorkflowResult, width: number | undefined, io: Io): void {
  const { subject } = result;
  const paint = paintFor(io.stdout, io.env);
  const description = describe(result, io);
  if (description === undefined) return io.stderr.write("Interrupted.\n");
  const { word, summary, details } = description;
  const name = width === undefined ? "" : `${paint.strong(subject.name.padEnd(width))}  `;
  const painted = word === "same" ? paint.good(word) : paint.kind("error", word);
  io.stdout.write(`${name}${painted}: ${summary}\n`);
  for (const line of details) io.stdout.write(`  ${line}\n`);
  if (subject.artifact === "out of date") {
    const warning = paintFor(io.stderr, io.env).kind("warning", "warning");
    const artifact = `${artifactsFolder}/${subject.name}.json`;
    io.stderr.write(`${warning}: ${artifact} is out of date. Run: falc compile\n`);
  }
}

/** `undefined` if it was interrupted. */
function describe({ subject, input, verification }: WorkflowResult, io: Io): Description | undefined {
  const giveOne = `To use your own input: falc verify ${subject.name} --input …`;
  if (verification === undefined) {
    return {
      word: "not verified",
      summary: "no sample input could be made",
      details: [printable(input.problem ?? ""), giveOne],
    };
  }
  const { verdict, comparison } = verification;
  if (verdict.kind === "interrupted") return undefined;
  const description = describeVerdict(verdict, comparison, subject, paintFor(io.stdout, io.env));
  // A model that rejected its input, or code that failed on an answer.
  const isToBlame =
    verdict.kind === "threw" ||
    (verdict.kind === "call-failed" && verdict.failures.some(({ status }) => status !== undefined));
  if (!input.isSample || !isToBlame) return description;
  return { ...description, details: [...description.details, `The input is a sample. ${giveOne}`] };
}

function shorten(_key: string, value: unknown): unknown {
  return typeof value === "string" && value.length > 80 ? `${value.slice(0, 60)}…` : value;
}
