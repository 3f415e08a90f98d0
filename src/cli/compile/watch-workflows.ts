/** What `falc compile --watch` builds, writes and prints each time. */
import type { Outcome } from "../../workspace/artifacts/outcome.ts";
import type { Compiler } from "../../workspace/compile/open-compiler.ts";
import { workflowsFolder } from "../../workspace/project/folders.ts";
import { type Built, openBuilds } from "../../workspace/watch/build.ts";
import { watchProject } from "../../workspace/watch/watch.ts";
import { warnOfOtherClient } from "../client-notice.ts";
import { reportError } from "../report-error.ts";
import { type ExitCode, interruptedCode, type Io } from "../io.ts";
import { paintFor } from "../paint.ts";
import { printCompilation } from "./print.ts";

/** `words`: as for `falc compile`; they are looked up again each time. Returns when the user ends it. */
export async function watchWorkflows(
  words: readonly string[],
  io: Io,
  compiler: Compiler,
): Promise<ExitCode> {
  const signal = io.catchInterrupt();
  let before = "";
  const build = openBuilds(words, io.cwd, compiler);
  await watchProject({ cwd: io.cwd, signal }, compiler, async (cause) => {
    const began = performance.now();
    const built = await build(cause.kind === "change" ? cause.files : undefined);
    if (cause.kind === "start" && "project" in built) warnOfOtherClient(built.project, io);
    const now = fingerprint(built);
    // Editors cause several events for one save, and the same problems are not printed twice for it.
    const isNews = cause.kind === "start" || now !== before || hasCompiled(built);
    before = now;
    if (isNews) print(built, io);
    if (cause.kind === "start")
      io.stderr.write(`${faint(io, `watching ${workflowsFolder}/; Ctrl-C ends it`)}\n`);
    else if (isNews) io.stderr.write(`${faint(io, `${Math.round(performance.now() - began)} ms`)}\n`);
  });
  return interruptedCode(signal);
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
    reportError(built.error, false, io);
    return;
  }
  printCompilation({ ...built, check: false, notice: undefined }, "text", io);
}

function faint(io: Io, text: string): string {
  return paintFor(io.stderr, io.env).faint(text);
}
