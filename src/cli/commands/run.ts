/** `falc run`: reads the artifact, checks the input, runs the graph, prints and saves the result. */
import path from "node:path";
import type { JsonObject } from "../../lib/json.ts";
import { saveFiles } from "../../runner/download.ts";
import type { NodeFailure } from "../../runner/events.ts";
import { runGraph, type RunOutcome } from "../../runner/scheduler.ts";
import { CommandError, exit, type ExitCode, type Io } from "../io.ts";
import { configure } from "../main.ts";
import { type CliPaint, paintFor } from "../paint.ts";
import { jsonProgress } from "../progress/json.ts";
import { lineProgress } from "../progress/lines.ts";
import { type Progress, printDuration } from "../progress/progress.ts";
import { Project } from "../project.ts";
import { parseRunArguments, type RunArguments } from "../run/arguments.ts";
import { type Artifact, namesArtifact, readArtifact } from "../run/artifact.ts";
import { openEngine } from "../run/engine.ts";
import { readInput, uploadFiles } from "../run/input.ts";
import { changedSource, readSourceMap, type SourceMap } from "../source-map.ts";

/** `argv`: what stands behind `run`. */
export async function runCommand(argv: readonly string[], io: Io): Promise<ExitCode> {
  const project = new Project(io.cwd);
  // The workflow's fields are options too, so it has to be found before the options can be parsed.
  const word = argv.find((candidate) => namesArtifact(project, candidate) !== undefined);
  const artifact = word === undefined ? undefined : readArtifact(project, word);
  if (artifact === undefined) explainMissing(argv, project);
  const args = parseRunArguments(argv, artifact, io, configure);
  if (artifact === undefined) throw new CommandError("which workflow should be run?", exit.usage);
  if (namesArtifact(project, args.workflow) !== artifact.name) {
    throw new CommandError(`put the workflow's name first: falc run ${args.workflow} …`, exit.usage);
  }
  const paint = paintFor(io.stderr, io.env);
  const sourceMap = readSourceMap(project, artifact.name);
  warnIfStale(project, artifact, sourceMap, paint, io);
  const input = await readInput(args, artifact, io);
  return execute(artifact, input, args, sourceMap, paint, io);
}

/** Without a workflow only help can be shown; a name that is none is the user's mistake. */
function explainMissing(argv: readonly string[], project: Project): void {
  if (argv.includes("--help") || argv.includes("-h")) return;
  const [first] = argv;
  if (first !== undefined && !first.startsWith("-")) readArtifact(project, first);
  const names = project.listArtifacts();
  const hint = names.length > 0 ? `There are: ${names.join(", ")}.` : "Compile one first: falc compile";
  throw new CommandError("the first argument has to be the name of a compiled workflow", exit.usage, hint);
}

function warnIfStale(
  project: Project,
  { name }: Artifact,
  map: SourceMap | undefined,
  paint: CliPaint,
  io: Io,
): void {
  const changed = map && changedSource(project, map);
  if (changed === undefined) return;
  io.stderr.write(
    `${paint.kind("warning", "warning")}: ${changed} has changed since ${name} was compiled. Run: falc compile\n`,
  );
}

async function execute(
  artifact: Artifact,
  input: JsonObject,
  args: RunArguments,
  sourceMap: SourceMap | undefined,
  paint: CliPaint,
  io: Io,
): Promise<ExitCode> {
  const engine = await openEngine(args, io);
  try {
    if (!args.json) {
      const where =
        engine.kind === "fal" ? "on fal, which bills each call" : "in the emulator: stand-ins, no cost";
      io.stderr.write(`${paint.strong(artifact.name)} ${where}\n`);
    }
    const uploaded = await uploadFiles(input, artifact.inputSchema, io, engine.upload);
    const progress = await openProgress(args, paint, io);
    const begun = performance.now();
    const outcome = await runGraph(artifact.graph, uploaded, engine.call, {
      signal: io.interrupted,
      report: (event) => progress.show(event),
      ...(args.concurrency !== undefined && { concurrency: args.concurrency }),
    }).finally(() => progress.end());
    const elapsed = printDuration(performance.now() - begun);
    if (outcome.kind !== "completed") return explainOutcome(outcome, sourceMap, args, paint, io);
    if (!args.json) {
      io.stderr.write(`${paint.good("done")} in ${elapsed}\n`);
      io.stdout.write(`${JSON.stringify(outcome.output, null, 2)}\n`);
    }
    const saved = await save(outcome.output, args, paint, io);
    if (args.out === undefined && engine.kind === "emulator" && !args.json) {
      io.stderr.write(paint.faint("The emulator's files end with it; --out <folder> keeps them.\n"));
    }
    return saved ? exit.ok : exit.failed;
  } finally {
    await engine.close();
  }
}

async function openProgress({ json }: RunArguments, paint: CliPaint, io: Io): Promise<Progress> {
  if (json) return jsonProgress(io.stdout);
  if (!io.stderr.isTerminal) return lineProgress(io.stderr, paint);
  const { liveProgress } = await import("../progress/live.ts");
  return liveProgress(io.stderr, paint);
}

/** False when a file could not be saved. */
async function save(output: JsonObject, args: RunArguments, paint: CliPaint, io: Io): Promise<boolean> {
  if (args.out === undefined) return true;
  const folder = path.resolve(io.cwd, args.out);
  const { saved, failed } = await saveFiles(output, folder);
  for (const file of saved) {
    if (args.json) io.stdout.write(`${JSON.stringify({ kind: "file-saved", ...file, folder })}\n`);
    else
      io.stderr.write(
        `saved ${paint.strong(path.join(args.out, file.file))} ${paint.faint(`${file.path}, ${printBytes(file.bytes)}`)}\n`,
      );
  }
  for (const file of failed) {
    if (args.json) io.stdout.write(`${JSON.stringify({ kind: "file-failed", ...file })}\n`);
    else io.stderr.write(`${paint.kind("error", "not saved")} ${file.path}: ${file.message}\n`);
  }
  return failed.length === 0;
}

function explainOutcome(
  outcome: Exclude<RunOutcome, { kind: "completed" }>,
  sourceMap: SourceMap | undefined,
  { json }: RunArguments,
  paint: CliPaint,
  io: Io,
): ExitCode {
  if (!json) {
    for (const failure of outcome.failures) io.stderr.write(`\n${printFailure(failure, sourceMap, paint)}\n`);
    if (outcome.kind === "failed" && outcome.skipped.length > 0) {
      io.stderr.write(`\nSkipped, since they wait for what failed: ${outcome.skipped.join(", ")}\n`);
    }
    if (outcome.kind === "aborted") {
      io.stderr.write(`\nInterrupted. Not finished: ${outcome.unfinished.join(", ")}\n`);
    }
  }
  return outcome.kind === "aborted" ? exit.interrupted : exit.failed;
}

function printFailure(failure: NodeFailure, sourceMap: SourceMap | undefined, paint: CliPaint): string {
  const { node, app, input, message, status, requestId } = failure;
  const places = sourceMap?.nodes ?? {};
  const place = Object.hasOwn(places, node) ? places[node] : undefined;
  const where = place === undefined ? undefined : `${place.file}:${place.line}:${place.column}`;
  const lines = [
    `${paint.kind("error", "failed")} ${paint.strong(node)}${status === undefined ? "" : ` (${status})`}: ${message}`,
    `  ${[where, app, requestId && `request ${requestId}`].filter(Boolean).join("  ")}`,
  ];
  if (input !== undefined) {
    lines.push(
      "  sent:",
      ...JSON.stringify(input, shorten, 2)
        .split("\n")
        .map((line) => `    ${line}`),
    );
  }
  return lines.join("\n");
}

/** A data URL can be megabytes long. */
function shorten(_key: string, value: unknown): unknown {
  return typeof value === "string" && value.length > 500
    ? `${value.slice(0, 500)}… (${value.length} characters)`
    : value;
}

function printBytes(bytes: number): string {
  return bytes < 1024 * 1024 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
