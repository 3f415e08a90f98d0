/**
 * The result of `falc compile`: for people, diagnostics on standard error and a line per workflow on standard output.
 */
import { inFileOrder } from "../../diagnostics/collector.ts";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { printAnnotations } from "../../diagnostics/formats/github.ts";
import { diagnosticToJson } from "../../diagnostics/formats/json.ts";
import { diagnosticsToSarif } from "../../diagnostics/formats/sarif.ts";
import { printDiagnostic } from "../../diagnostics/formats/text.ts";
import { printJson } from "../../lib/printable.ts";
import type { Outcome } from "../../workspace/artifacts/outcome.ts";
import { type Generated, listOutdated } from "../../workspace/artifacts/list-outdated.ts";
import type { ClientNotice } from "../../workspace/models/find-client-notice.ts";
import type { Project } from "../../workspace/project/project.ts";
import { version } from "../../workspace/version.ts";
import type { Format } from "../format-option.ts";
import type { Io } from "../io.ts";
import { paintFor } from "../paint.ts";

export interface Compilation extends Generated {
  readonly project: Project;
  readonly diagnostics: readonly Diagnostic[];
  /** With `--check`, nothing is written. */
  readonly check: boolean;
  /** Already printed. */
  readonly notice: ClientNotice | undefined;
}

export function printCompilation(compilation: Compilation, format: Format, io: Io): void {
  const { project, outcomes, orphans, diagnostics, check } = compilation;
  if (format === "json") {
    io.stdout.write(`${printJson(compilationToJson(compilation))}\n`);
    return;
  }
  const outdated = format === "text" ? [] : listOutdatedIn(compilation);
  const all = inFileOrder([...diagnostics, ...outdated]);
  if (format === "text") printDiagnostics(all, io);
  else io.stdout.write(printForTools(all, format, project.folderInRepository(io.env)));
  const paint = paintFor(io.stderr, io.env);
  if (outcomes.some(({ status }) => status === "failed")) {
    return printProblemCount(diagnostics, check ? "" : " Nothing was written.", io);
  }
  // Standard output contains only the SARIF document.
  if (format !== "sarif") printOutcomes(outcomes, io);
  // Reported once: in the list, or more briefly here.
  if (outdated.length > 0) return;
  for (const { artifact, reason } of orphans) {
    const kind = check ? "error" : "warning";
    io.stderr.write(
      `${paint.kind(kind, kind)}: ${artifact} has no workflow: ${reason}. Restore the workflow, or delete the artifact.\n`,
    );
  }
  if (check && outcomes.some(({ status }) => status === "out of date")) {
    io.stderr.write("Some artifacts are out of date. Run: falc compile\n");
  }
}

export function compilationToJson(compilation: Compilation): object {
  const { outcomes, orphans, diagnostics, notice } = compilation;
  return {
    workflows: outcomes.map(({ stale: _, ...outcome }) => outcome),
    orphans,
    diagnostics: inFileOrder([...diagnostics, ...listOutdatedIn(compilation)]).map(diagnosticToJson),
    ...(notice && { notices: [notice] }),
  };
}

function listOutdatedIn(compilation: Compilation): readonly Diagnostic[] {
  return compilation.check ? listOutdated(compilation) : [];
}

/** `folder`: the project's in the repository, which tools resolve paths against. */
function printForTools(
  diagnostics: readonly Diagnostic[],
  format: Exclude<Format, "json" | "text">,
  folder: string,
): string {
  if (format === "sarif") {
    return `${printJson(diagnosticsToSarif(diagnostics, { version: version(), folder }))}\n`;
  }
  return printAnnotations(diagnostics, folder)
    .map((line) => `${line}\n`)
    .join("");
}

/** For people, on standard error. */
export function printDiagnostics(diagnostics: readonly Diagnostic[], { stderr, env }: Io): void {
  const paint = paintFor(stderr, env);
  for (const diagnostic of diagnostics) stderr.write(`${printDiagnostic(diagnostic, paint)}\n\n`);
  const codes = new Set(diagnostics.map(({ code }) => code));
  const [only = "<code>"] = codes.size === 1 ? codes : [];
  if (codes.size > 0) stderr.write(`${paint.faint(`For an example: falc explain ${only}`)}\n\n`);
}

/** `consequence` is appended: ` Nothing was written.` */
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
