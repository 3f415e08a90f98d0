/** Keeps a run in the user's folder, and says what is there. */
import { accessSync, constants } from "node:fs";
import path from "node:path";
import type { RunEvent } from "../../execution/events.ts";
import type { JsonObject } from "../../lib/json.ts";
import { printable, printableJson, printBytes } from "../../lib/printable.ts";
import { systemReason } from "../../lib/system-reason.ts";
import type { Artifact } from "../../workspace/artifacts/artifact.ts";
import { makeFolder } from "../../workspace/project/make-folder.ts";
import type { Project } from "../../workspace/project/project.ts";
import type { SavedFiles } from "../../runner/download.ts";
import type { RunStore } from "../../runner/runs/run-store.ts";
import type { PastRun } from "../../workspace/run/past-run.ts";
import { previousFolder, stepsFolder } from "../../workspace/run/run-layout.ts";
import type { SavedRun } from "../../workspace/run/save-run.ts";
import { version } from "../../workspace/version.ts";
import { CommandError, exit, type Io } from "../io.ts";
import { paintFor } from "../paint.ts";
import type { RunCost } from "./cost.ts";
import type { OpenEngine } from "./engine.ts";

/** Creates the folder. Throws if it is not writable, before a run is paid for. */
export function prepareFolder(word: string, cwd: string): void {
  try {
    const folder = path.resolve(cwd, word);
    makeFolder(folder);
    accessSync(folder, constants.W_OK | constants.X_OK);
  } catch (error) {
    const reason = systemReason(error) ?? (error as Error).message;
    throw new CommandError(`--out: files cannot be saved in ${word}: ${reason}`, exit.usage);
  }
}

/** A run that has ended, and where it is to be kept. */
export interface RunToSave {
  readonly project: Project;
  readonly artifact: Artifact;
  readonly engine: OpenEngine["kind"];
  /** As it was sent, with files as URLs. */
  readonly input: JsonObject;
  readonly date: Date;
  /** The id of the run, if what it pays for is kept, in the store. */
  readonly run: string | undefined;
  readonly store: RunStore;
  readonly events: readonly RunEvent[];
  readonly cost: RunCost;
}

/** Where a run is kept, and how this is told. */
export interface Keeping {
  /** The folder, as the user named it. */
  readonly word: string;
  readonly json: boolean;
  readonly signal?: AbortSignal | undefined;
  readonly isFromJournal?: boolean;
}

/** False if something of the result, its recipes or the page could not be saved. */
export async function saveResult(
  { project, artifact, engine, input, date, run, store, events, cost }: RunToSave,
  {
    word,
    json,
    interrupt,
  }: { readonly word: string; readonly json: boolean; readonly interrupt: AbortSignal },
  io: Io,
): Promise<boolean> {
  // Loaded here, because most runs keep nothing.
  const [{ findPrevious }, { collectFacts }, { findCommit }] = await Promise.all([
    import("../../workspace/run/past-run.ts"),
    import("../../runner/story/run-facts.ts"),
    import("../../workspace/run/find-commit.ts"),
  ]);
  const commit = findCommit(project.root);
  const origin = {
    falc: version(),
    workflow: artifact.name,
    title: artifact.title,
    engine,
    ...(run !== undefined && { run }),
    input,
    date: date.toISOString(),
    ...(commit !== undefined && { commit }),
    costs: cost.costs(io),
  };
  const previous = run === undefined ? undefined : findPrevious(store, run);
  // An interrupt that stopped the run is no reason to lose what it made.
  const signal = interrupt.aborted ? undefined : interrupt;
  const told = { origin, facts: collectFacts(events), previous };
  return keepRun(project, told, { word, json, signal }, io);
}

/** As `saveResult`, for a run of which everything is told. */
export async function keepRun(
  project: Project,
  { origin, facts, previous }: PastRun & { readonly previous: PastRun | undefined },
  { word, json, ...options }: Keeping,
  io: Io,
): Promise<boolean> {
  const { saveRun } = await import("../../workspace/run/save-run.ts");
  const folder = path.resolve(io.cwd, word);
  const saved = await saveRun(project, origin, facts, folder, { previous, ...options });
  if (json) printJsonLines(saved, folder, io);
  else printLines(saved, word, io);
  return saved.result.failed.length === 0 && saved.problem === undefined;
}

function printJsonLines(
  { result, steps, previous, page, problem, indexProblem }: SavedRun,
  folder: string,
  io: Io,
): void {
  const print = (event: object) => io.stdout.write(`${printableJson(JSON.stringify(event))}\n`);
  for (const { digests: _, ...file } of result.saved) print({ kind: "file-saved", ...file, folder });
  for (const file of result.failed) print({ kind: "file-failed", ...file });
  const below = path.join(folder, stepsFolder);
  for (const { digests: _, ...file } of steps.saved) print({ kind: "step-saved", ...file, folder: below });
  for (const file of steps.failed) print({ kind: "step-failed", ...file });
  const old = path.join(folder, previousFolder);
  for (const { digests: _, ...file } of previous.saved)
    print({ kind: "previous-saved", ...file, folder: old });
  if (page !== undefined) print({ kind: "page-saved", file: page, folder });
  for (const message of [problem, indexProblem]) {
    if (message !== undefined) print({ kind: "save-failed", message });
  }
}

function printLines(
  { state, result, steps, previous, page, problem, indexProblem }: SavedRun,
  word: string,
  io: Io,
): void {
  const paint = paintFor(io.stderr, io.env);
  const say = (line: string) => io.stderr.write(`${line}\n`);
  const saySaved = (file: string, about: string) =>
    say(`saved ${paint.strong(path.join(word, file))}  ${paint.faint(printable(about))}`);
  for (const file of result.saved) saySaved(file.file, `${file.path}, ${printBytes(file.bytes)}`);
  if (state === "completed" && result.saved.length + result.failed.length === 0)
    say("The result contains no files.");
  const sayBelow = (name: string, files: SavedFiles, of: string) => {
    const unique = new Map(files.saved.map((file) => [file.file, file.bytes]));
    if (unique.size === 0) return;
    const bytes = printBytes([...unique.values()].reduce((sum, each) => sum + each, 0));
    saySaved(`${name}/`, `${unique.size} ${unique.size === 1 ? "file" : "files"} of ${of}, ${bytes}`);
  };
  sayBelow(stepsFolder, steps, "the steps");
  sayBelow(previousFolder, previous, "the previous run, to compare");
  if (page !== undefined) saySaved(page, "the run as a page");
  for (const file of [...result.failed, ...steps.failed])
    say(`${paint.kind("error", "not saved")} ${printable(`${file.path}: ${file.message}`)}`);
  if (problem !== undefined) say(`${paint.kind("error", "error")}: ${printable(problem)}`);
  if (indexProblem !== undefined)
    say(
      `${paint.kind("warning", "warning")}: falc recipe will not find these files by their content: ${printable(indexProblem)}`,
    );
}
