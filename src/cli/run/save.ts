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
import type { SavedRun } from "../../workspace/run/save-run.ts";
import { version } from "../../workspace/version.ts";
import { CommandError, exit, type Io } from "../io.ts";
import { paintFor } from "../paint.ts";
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
  /** The id of the run, if what it pays for is kept. */
  readonly run: string | undefined;
  readonly events: readonly RunEvent[];
}

/** False if something of the result, its recipes or the page could not be saved. `word`: the folder. */
export async function saveResult(
  { project, artifact, engine, input, date, run, events }: RunToSave,
  word: string,
  json: boolean,
  interrupt: AbortSignal,
  io: Io,
): Promise<boolean> {
  // Loaded here, because most runs keep nothing.
  const [{ saveRun }, { collectFacts }, { findCommit }] = await Promise.all([
    import("../../workspace/run/save-run.ts"),
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
  };
  const folder = path.resolve(io.cwd, word);
  // An interrupt that stopped the run is no reason to lose what it made.
  const signal = interrupt.aborted ? undefined : interrupt;
  const saved = await saveRun(project, origin, collectFacts(events), folder, signal);
  if (json) printJsonLines(saved, folder, io);
  else printLines(saved, word, io);
  return saved.result.failed.length === 0 && saved.problem === undefined;
}

function printJsonLines(
  { result, steps, stepsFolder, page, problem, indexProblem }: SavedRun,
  folder: string,
  io: Io,
): void {
  const print = (event: object) => io.stdout.write(`${printableJson(JSON.stringify(event))}\n`);
  for (const { digests: _, ...file } of result.saved) print({ kind: "file-saved", ...file, folder });
  for (const file of result.failed) print({ kind: "file-failed", ...file });
  const below = path.join(folder, stepsFolder);
  for (const { digests: _, ...file } of steps.saved) print({ kind: "step-saved", ...file, folder: below });
  for (const file of steps.failed) print({ kind: "step-failed", ...file });
  if (page !== undefined) print({ kind: "page-saved", file: page, folder });
  for (const message of [problem, indexProblem]) {
    if (message !== undefined) print({ kind: "save-failed", message });
  }
}

function printLines(
  { state, result, steps, stepsFolder, page, problem, indexProblem }: SavedRun,
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
  const unique = new Map(steps.saved.map((file) => [file.file, file.bytes]));
  if (unique.size > 0) {
    const bytes = printBytes([...unique.values()].reduce((sum, each) => sum + each, 0));
    saySaved(
      `${stepsFolder}/`,
      `${unique.size} ${unique.size === 1 ? "file" : "files"} of the steps, ${bytes}`,
    );
  }
  if (page !== undefined) saySaved(page, "the run as a page");
  for (const file of [...result.failed, ...steps.failed])
    say(`${paint.kind("error", "not saved")} ${printable(`${file.path}: ${file.message}`)}`);
  if (problem !== undefined) say(`${paint.kind("error", "error")}: ${printable(problem)}`);
  if (indexProblem !== undefined)
    say(
      `${paint.kind("warning", "warning")}: falc recipe will not find these files by their content: ${printable(indexProblem)}`,
    );
}
