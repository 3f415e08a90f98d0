/** The result of `falc compile` for people: diagnostics on standard error, a line per workflow on standard output. */
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { printDiagnostic } from "../../diagnostics/formats/text.ts";
import type { Io } from "../io.ts";
import type { Orphan } from "./orphans.ts";
import { paintFor } from "../paint.ts";

/** What became of one workflow. */
export interface Outcome {
  readonly workflow: string;
  readonly source: string;
  readonly artifact: string;
  readonly status: "written" | "unchanged" | "out of date" | "failed";
  readonly modelCalls: number;
  readonly nodes: number;
}

export function printCompilation(
  outcomes: readonly Outcome[],
  orphans: readonly Orphan[],
  diagnostics: readonly Diagnostic[],
  check: boolean,
  io: Io,
): void {
  const paint = paintFor(io.stderr, io.env);
  printDiagnostics(diagnostics, io);
  if (outcomes.some(({ status }) => status === "failed")) {
    return printProblemCount(diagnostics, check ? "" : " Nothing was written.", io);
  }
  printOutcomes(outcomes, io);
  for (const { artifact, reason } of orphans) {
    const warning = paint.kind("warning", "warning");
    io.stderr.write(
      `${warning}: ${artifact} has no workflow: ${reason}. Bring it back, or delete the artifact.\n`,
    );
  }
  if (check && outcomes.some(({ status }) => status === "out of date")) {
    io.stderr.write("Some artifacts are not up to date. Run: falc compile\n");
  }
}

export function printDiagnostics(diagnostics: readonly Diagnostic[], { stderr, env }: Io): void {
  const paint = paintFor(stderr, env);
  for (const diagnostic of diagnostics) stderr.write(`${printDiagnostic(diagnostic, paint)}\n\n`);
}

/** `consequence` comes behind it: ` Nothing was written.` */
export function printProblemCount(
  diagnostics: readonly Diagnostic[],
  consequence: string,
  { stderr, env }: Io,
): void {
  const errors = diagnostics.filter(({ kind }) => kind !== "warning").length;
  stderr.write(`${paintFor(stderr, env).kind("error", count(errors, "problem"))}.${consequence}\n`);
}

/** `workflows/product-shot.ts -> dist-workflows/product-shot.json   2 model calls, unchanged`, in columns. */
function printOutcomes(outcomes: readonly Outcome[], { stdout, env }: Io): void {
  const paint = paintFor(stdout, env);
  const widest = (texts: readonly string[]) => Math.max(...texts.map(({ length }) => length));
  const sources = widest(outcomes.map(({ source }) => source));
  const artifacts = widest(outcomes.map(({ artifact }) => artifact));
  for (const { source, artifact, status, modelCalls } of outcomes) {
    const note = [count(modelCalls, "model call"), ...(status === "written" ? [] : [status])].join(", ");
    const target = `${paint.strong(artifact)}${" ".repeat(artifacts - artifact.length)}`;
    stdout.write(`${source.padEnd(sources)} -> ${target}   ${paint.faint(note)}\n`);
  }
}

/** `2 model calls` */
export function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? "" : "s"}`;
}
