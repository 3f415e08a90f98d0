/** Runs a workflow whose input is checked: uploads, progress, result, files. */
import path from "node:path";
import type { Catalog } from "../../endpoints/catalog.ts";
import type { RunEvent } from "../../execution/events.ts";
import { printable, printDuration, printJson } from "../../lib/printable.ts";
import { unreachable } from "../../lib/unreachable.ts";
import { findFiles } from "../../runner/find-files.ts";
import { optionalIn } from "../../runner/optional-in.ts";
import type { RunStore } from "../../runner/runs/run-store.ts";
import type { Artifact } from "../../workspace/artifacts/artifact.ts";
import type { SourceMap } from "../../workspace/artifacts/source-map.ts";
import type { Project } from "../../workspace/project/project.ts";
import type { RunInput } from "../../workspace/run/check-input.ts";
import { uploadFiles } from "../../workspace/run/uploads.ts";
import { commandErrorOf } from "../command-error-of.ts";
import { exit, type ExitCode, interruptedCode, type Io, isLost } from "../io.ts";
import { paintFor } from "../paint.ts";
import type { Progress } from "../progress/progress.ts";
import { openProgress } from "../progress/open.ts";
import type { Accounts } from "./accounts.ts";
import type { RunArguments } from "./arguments.ts";
import { countCalls } from "./count-calls.ts";
import type { RunCost } from "./cost.ts";
import type { OpenEngine } from "./engine.ts";
import { listPaid, printOutcome } from "./print-outcome.ts";
import { saveResult } from "./save.ts";
import { stopSignal } from "./stop-signal.ts";

export interface Execution {
  readonly project: Project;
  readonly store: RunStore;
  readonly artifact: Artifact;
  readonly input: Pick<RunInput, "filled" | "files">;
  readonly args: Omit<RunArguments, "fields" | "workflow" | "input">;
  readonly engine: OpenEngine;
  readonly accounts: Accounts;
  readonly catalog: Catalog;
  readonly sourceMap: SourceMap | undefined;
  /** Is told of the display, which it may have to pause. */
  readonly onProgress: (progress: Progress) => void;
  readonly cost: RunCost;
}

export async function execute(execution: Execution, io: Io): Promise<ExitCode> {
  const { project, store, artifact, input, args, engine, accounts, catalog, sourceMap, cost } = execution;
  const { json = false, out } = args;
  const paint = paintFor(io.stderr, io.env);
  const say = (line: string) => void (json || io.stderr.write(`${line}\n`));
  say(`${paint.strong(artifact.name)} ${describeEngine(engine, args)}`);
  if (accounts.run !== undefined) say(paint.faint(`run ${accounts.run}`));

  // From here on, there is something to report; before, Ctrl-C just ends the process.
  const stop = stopSignal(args, io);
  const uploaded = await uploadFiles(input.filled, input.files, accounts.upload, stop).catch(
    (error: unknown) => {
      throw stop.signal.aborted ? (commandErrorOf(error, stop.exitCode()) ?? error) : error;
    },
  );
  await accounts.begin(artifact.graph, uploaded, out === undefined ? undefined : path.resolve(io.cwd, out));
  const progress = await openProgress(json, accounts.run, paint, io);
  execution.onProgress(progress);
  cost.begin(uploaded);
  const begun = performance.now();
  const unconfirmed: string[] = [];
  const calls = countCalls();
  const date = new Date();
  const events: RunEvent[] = [];
  const outcome = await accounts.engine
    .run(artifact.graph, uploaded, {
      signal: stop.signal,
      report: (event) => {
        if (event.kind === "node-cancelled" && !event.confirmed) unconfirmed.push(event.node);
        calls.see(event);
        cost.see(event);
        if (out !== undefined && event.kind !== "node-progress") events.push(event);
        if (isWorthShowing(event, engine, json)) progress.show(event);
      },
      mayBeAbsent: optionalIn(artifact.graph, catalog),
    })
    .finally(() => {
      progress.end();
      stop.endDeadline();
    });
  const elapsed = printDuration(performance.now() - begun);
  await accounts.end(outcome);
  const { run } = accounts;
  const kept = { project, store, artifact, engine: engine.kind, input: uploaded, date, run, events, cost };

  /** What could not be written was paid for. */
  const rescue = async () => {
    await io.stdout.flush?.();
    if (engine.kind !== "fal" || !isLost(io.stdout)) return;
    for (const text of listPaid(outcome)) io.stderr.write(`${text}\n`);
  };

  if (outcome.kind !== "completed") {
    const isHosted = engine.hosted !== undefined;
    const { run, isWhole } = accounts;
    const context = { unconfirmed, sourceMap, engine: engine.kind, isHosted, run, isWhole, paint, stop };
    for (const text of printOutcome(outcome, context)) say(`\n${text}`);
    const known = outcome.kind === "failed" ? outcome.output : undefined;
    if (known !== undefined && !json) io.stdout.write(`${printJson(known)}\n`);
    await rescue();
    // Finished calls were paid for, even if the run's own result is lost.
    if (out !== undefined) await saveResult(kept, { word: out, json, interrupt: stop.interrupt }, io);
    return outcome.kind === "failed" ? exit.failed : stop.exitCode();
  }
  const paid = accounts.run === undefined ? "" : paint.faint(`  ${calls.print()}`);
  say(`${paint.good("done")} in ${elapsed}${paid}`);
  if (!json) io.stdout.write(`${printJson(outcome.output)}\n`);
  await rescue();
  if (out !== undefined) {
    const isSaved = await saveResult(kept, { word: out, json, interrupt: stop.interrupt }, io);
    if (!isSaved && engine.kind === "fal") for (const text of listPaid(outcome)) say(text);
    if (stop.interrupt.aborted) return interruptedCode(stop.interrupt);
    return isSaved ? exit.ok : exit.failed;
  }
  if (engine.kind === "emulator" && findFiles(outcome.output).length > 0) {
    say(paint.faint("The emulator deletes its files when it ends; --out <folder> keeps them."));
  }
  return exit.ok;
}

function describeEngine({ kind, hosted }: OpenEngine, { answers = "", emulator }: Execution["args"]): string {
  const asWhole = hosted === undefined ? "" : ", as one workflow";
  switch (kind) {
    case "fal":
      return `on fal${asWhole}, which bills each call`;
    case "emulator":
      return `in the emulator${emulator === undefined ? "" : ` at ${emulator}`}${asWhole}: stand-ins, no cost`;
    case "answers":
      return `with the answers in ${printable(answers)}: no cost`;
    default:
      return unreachable(kind);
  }
}

/** The emulator says in every call's log that it is one, which people have already read in the first line. */
function isWorthShowing(event: RunEvent, { kind }: OpenEngine, json: boolean): boolean {
  return (
    json || kind === "fal" || event.kind !== "node-progress" || !event.line.startsWith("emulated by falc")
  );
}
