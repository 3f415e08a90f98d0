/** `falc run`: reads the artifact, checks the input, runs the graph, prints and saves the result. */
import type { Catalog } from "../../endpoints/catalog.ts";
import { extendCatalog } from "../../endpoints/extend.ts";
import type { RunEvent } from "../../execution/events.ts";
import { printable, printDuration, printJson } from "../../lib/printable.ts";
import { unreachable } from "../../lib/unreachable.ts";
import { findFiles } from "../../runner/find-files.ts";
import { optionalIn } from "../../runner/optional-in.ts";
import { type Artifact, listThem, namesArtifact, readArtifact } from "../../workspace/artifacts/artifact.ts";
import { changedSource, readSourceMap, type SourceMap } from "../../workspace/artifacts/source-map.ts";
import { openProjectCatalog } from "../../workspace/models/project-catalog.ts";
import { Project } from "../../workspace/project/project.ts";
import { AnswersRecord } from "../../workspace/run/answers-file.ts";
import type { RunInput } from "../../workspace/run/check-input.ts";
import { uploadFiles } from "../../workspace/run/uploads.ts";
import { warnOfOtherClient } from "../client-notice.ts";
import { commandErrorOf } from "../command-error-of.ts";
import { CommandError, exit, type ExitCode, interruptedCode, type Io, isLost } from "../io.ts";
import { paintFor } from "../paint.ts";
import { openProgress } from "../progress/open.ts";
import { parseRunArguments, type RunArguments } from "../run/arguments.ts";
import { namedFile, type OpenEngine, openEngine } from "../run/engine.ts";
import { readInput } from "../run/input.ts";
import { listPaid, printOutcome } from "../run/print-outcome.ts";
import { prepareFolder, saveResult } from "../run/save.ts";
import { stopSignal } from "../run/stop-signal.ts";

/** `argv`: the words after `run`. */
export async function runCommand(argv: readonly string[], io: Io): Promise<ExitCode> {
  const project = new Project(io.cwd);
  // The workflow's fields are flags too, so it has to be found before the flags can be parsed.
  const [first = ""] = argv;
  const word = first.startsWith("-")
    ? argv.find((candidate) => namesArtifact(project, candidate, io.cwd) !== undefined)
    : argv[0];
  const artifact = word === undefined ? undefined : readArtifact(project, word, io.cwd);
  if (artifact === undefined && !argv.includes("--help") && !argv.includes("-h")) {
    throw new CommandError("which workflow should run? Put its name first", exit.usage, listThem(project));
  }
  const args = parseRunArguments(argv, artifact, io);
  if (artifact === undefined || args.workflow !== word) {
    throw new CommandError("put the workflow's name first: falc run <workflow> …", exit.usage);
  }
  const sourceMap = readSourceMap(project, artifact.name);
  const catalog = extendCatalog(openProjectCatalog(project), sourceMap?.endpoints ?? []);
  const input = await readInput(args, artifact, catalog, io);
  if (args.out !== undefined) prepareFolder(args.out, io.cwd);
  warnIfStale(project, artifact, sourceMap, io);
  warnOfOtherClient(project, io);
  const { record: into } = args;
  const recording = into === undefined ? undefined : namedFile(() => new AnswersRecord(into, io.cwd));
  let code: ExitCode;
  let recorded: ReturnType<AnswersRecord["close"]> = {};
  try {
    const engine = await openEngine({ ...args, tags: { workflow: artifact.name }, recording }, catalog, io);
    try {
      code = await execute(artifact, input, args, engine, catalog, sourceMap, io);
    } finally {
      await engine.close();
    }
  } finally {
    recorded = recording?.close() ?? {};
  }
  const { note, problem } = recorded;
  if (note !== undefined) io.stderr.write(`${note}\n`);
  if (problem === undefined) return code;
  io.stderr.write(`${paintFor(io.stderr, io.env).kind("error", "error")}: ${problem}\n`);
  return code === exit.ok ? exit.failed : code;
}

function warnIfStale(project: Project, { name }: Artifact, map: SourceMap | undefined, io: Io): void {
  const changed = map && changedSource(project, map);
  if (changed === undefined) return;
  const warning = paintFor(io.stderr, io.env).kind("warning", "warning");
  const { file, isThere } = changed;
  const said = isThere
    ? `${file} has changed since ${name} was compiled. Run: falc compile`
    : `${file}, from which ${name} was compiled, does not exist any more.`;
  io.stderr.write(`${warning}: ${said}\n`);
}

async function execute(
  artifact: Artifact,
  { filled, files }: RunInput,
  args: RunArguments,
  engine: OpenEngine,
  catalog: Catalog,
  sourceMap: SourceMap | undefined,
  io: Io,
): Promise<ExitCode> {
  const { json = false, out, concurrency } = args;
  const paint = paintFor(io.stderr, io.env);
  const say = (line: string) => void (json || io.stderr.write(`${line}\n`));
  say(`${paint.strong(artifact.name)} ${describeEngine(engine, args)}`);

  // From here on, there is something to report; before, Ctrl-C just ends the process.
  const stop = stopSignal(args, io);
  const uploaded = await uploadFiles(filled, files, engine.upload, stop).catch((error: unknown) => {
    throw stop.signal.aborted ? (commandErrorOf(error, stop.exitCode()) ?? error) : error;
  });
  const progress = await openProgress(json, paint, io);
  const begun = performance.now();
  const unconfirmed: string[] = [];
  const outcome = await engine
    .run(artifact.graph, uploaded, {
      signal: stop.signal,
      report: (event) => {
        if (event.kind === "node-cancelled" && !event.confirmed) unconfirmed.push(event.node);
        if (isWorthShowing(event, engine, json)) progress.show(event);
      },
      mayBeAbsent: optionalIn(artifact.graph, catalog),
      ...(concurrency !== undefined && { concurrency }),
    })
    .finally(() => {
      progress.end();
      stop.endRunTimeout();
    });
  const elapsed = printDuration(performance.now() - begun);

  /** What could not be written was paid for. */
  const rescue = async () => {
    await io.stdout.flush?.();
    if (engine.kind !== "fal" || !isLost(io.stdout)) return;
    for (const text of listPaid(outcome)) io.stderr.write(`${text}\n`);
  };

  if (outcome.kind !== "completed") {
    const context = { unconfirmed, sourceMap, engine: engine.kind, paint, stop };
    for (const text of printOutcome(outcome, context)) say(`\n${text}`);
    const known = outcome.kind === "failed" ? outcome.output : undefined;
    if (known !== undefined && !json) io.stdout.write(`${printJson(known)}\n`);
    await rescue();
    // Finished calls were paid for, even if the run's own result is lost.
    const finished = Object.fromEntries(outcome.completed);
    if (out !== undefined && findFiles(finished).length > 0)
      await saveResult(finished, out, json, stop.interrupt, io);
    return outcome.kind === "failed" ? exit.failed : stop.exitCode();
  }
  say(`${paint.good("done")} in ${elapsed}`);
  if (!json) io.stdout.write(`${printJson(outcome.output)}\n`);
  await rescue();
  if (out !== undefined) {
    const isSaved = await saveResult(outcome.output, out, json, stop.interrupt, io);
    if (!isSaved && engine.kind === "fal") for (const text of listPaid(outcome)) say(text);
    if (stop.interrupt.aborted) return interruptedCode(stop.interrupt);
    return isSaved ? exit.ok : exit.failed;
  }
  if (engine.kind === "emulator" && findFiles(outcome.output).length > 0) {
    say(paint.faint("The emulator deletes its files when it ends; --out <folder> keeps them."));
  }
  return exit.ok;
}

function describeEngine({ kind }: OpenEngine, { answers = "" }: RunArguments): string {
  switch (kind) {
    case "fal":
      return "on fal, which bills each call";
    case "emulator":
      return "in the emulator: stand-ins, no cost";
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
