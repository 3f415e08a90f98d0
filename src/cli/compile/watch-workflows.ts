/** What `falc compile --watch` builds, writes and prints each time. */
import type { EmittedWorkflow } from "../../compiler/pipeline.ts";
import { warnOfOtherClient } from "../client-notice.ts";
import { explain } from "../explain.ts";
import { CommandError, type ExitCode, type Io } from "../io.ts";
import { paintFor } from "../paint.ts";
import { workflowsFolder } from "../../workspace/project/project.ts";
import { systemError } from "../../workspace/system-error.ts";
import { compileSelected, type Selected } from "../../workspace/compile/compile-selected.ts";
import type { Compiler } from "../../workspace/compile/compiler-thread.ts";
import { type Outcome, settleFiles } from "../../workspace/artifacts/outcome.ts";
import { printCompilation } from "./print.ts";
import { watchProject } from "../../workspace/watch/watch.ts";

/** `words`: as for `falc compile`; they are looked up again each time. Returns when the user ends it. */
export function watchWorkflows(words: readonly string[], io: Io, compiler: Compiler): Promise<ExitCode> {
  let before = "";
  const written = new WeakSet<EmittedWorkflow>();
  return watchProject(io, compiler, async (cause) => {
    const began = performance.now();
    const built = await build(words, io, compiler, written);
    if (cause === "start" && "project" in built) warnOfOtherClient(built.project, io);
    const now = fingerprint(built);
    // Editors cause several events for one save, and the same problems are not printed twice for it.
    const isNews = cause === "start" || now !== before || hasCompiled(built);
    before = now;
    if (isNews) print(built, io);
    if (cause === "start") io.stderr.write(`${faint(io, `watching ${workflowsFolder}/; Ctrl-C ends it`)}\n`);
    else if (isNews) io.stderr.write(`${faint(io, `${Math.round(performance.now() - began)} ms`)}\n`);
  });
}

/** `outcomes`: of the workflows that were compiled this time. */
type Built = (Selected & { readonly outcomes: readonly Outcome[] }) | { readonly error: CommandError };

/** A workflow that is being renamed, or a file that cannot be read, is no reason to stop watching. */
async function build(
  words: readonly string[],
  io: Io,
  compiler: Compiler,
  /** Compiled, compared and written by an earlier build. */
  written: WeakSet<EmittedWorkflow>,
): Promise<Built> {
  try {
    const selected = await compileSelected(words, io.cwd, compiler);
    const { project, workflows } = selected;
    const failed = workflows.some((file) => file.failed);
    const changed = workflows.filter(({ emitted }) => emitted === undefined || !written.has(emitted));
    const outcomes = settleFiles(changed, project, !failed);
    if (!failed) for (const { emitted } of changed) if (emitted !== undefined) written.add(emitted);
    return { ...selected, outcomes };
  } catch (error) {
    const known = error instanceof CommandError ? error : systemError(error);
    if (known === undefined) throw error;
    return { error: known };
  }
}

/** Whether workflows were compiled, and written if they differ; while there are errors, they are compiled every time. */
function hasCompiled(built: Built): boolean {
  return "outcomes" in built && built.outcomes.length > 0 && !built.outcomes.some(isFailed);
}

function isFailed({ status }: Outcome): boolean {
  return status === "failed";
}

function fingerprint(built: Built): string {
  if ("error" in built) return built.error.message;
  const { diagnostics, outcomes, orphans } = built;
  const failed = outcomes.filter(isFailed).map(({ workflow }) => workflow);
  const found = diagnostics.map(({ code, message, span: { source, start } }) => [
    code,
    message,
    source,
    start,
  ]);
  return JSON.stringify([found, failed, orphans]);
}

function print(built: Built, io: Io): void {
  if ("error" in built) {
    explain(built.error, false, io);
    return;
  }
  printCompilation({ ...built, check: false, notice: undefined }, "text", io);
}

function faint(io: Io, text: string): string {
  return paintFor(io.stderr, io.env).faint(text);
}
