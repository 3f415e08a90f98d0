/** Finds the run to go on with. */
import path from "node:path";
import { canonicalJson } from "../../lib/canonical-json.ts";
import type { JsonObject } from "../../lib/json.ts";
import { printable, printableJson, printJson, printTime } from "../../lib/printable.ts";
import { runIdPattern } from "../../runner/journal/entry-lines.ts";
import type { RunSummary } from "../../runner/journal/run-summary.ts";
import type { RunStore } from "../../runner/runs/run-store.ts";
import { CommandError, exit, type ExitCode, type Io } from "../io.ts";

export interface ResumableRun extends RunSummary {
  readonly input: JsonObject;
}

/**
 * The run to go on with, and the words of the command line as if it were begun anew, without its input. `word`: what came
 * after `--resume`. Throws a CommandError if there is none.
 */
export async function chooseRun(
  store: RunStore,
  word: string | undefined,
  words: readonly string[],
  io: Io,
): Promise<{ readonly run: ResumableRun; readonly words: readonly string[] }> {
  const [first = ""] = words;
  const isNamed = word === undefined && first !== "" && !first.startsWith("-");
  const { chosen, others } = await findResumable(store, isNamed ? first : word);
  for (const { run, workflow, begunAt } of others)
    io.stderr.write(`also unfinished: ${run}  ${printable(workflow)}, begun ${printTime(begunAt)}\n`);
  const given = isNamed ? words.slice(1) : words;
  return {
    run: chosen,
    words: [chosen.workflow, ...given, ...sameEngine(chosen, given), ...sameFolder(chosen, given, io.cwd)],
  };
}

/** Answers of one world are never taken for those of another, so the run goes on where it was. */
function sameEngine({ run, world, engine }: RunSummary, given: readonly string[]): readonly string[] {
  const [kind = "", url = ""] = world.split(" ");
  const emulator = given.findIndex((word) => /^--emulator(=|$)/.test(word));
  const isSame =
    emulator !== -1 && [given[emulator + 1], given[emulator]?.slice("--emulator=".length)].includes(url);
  const hosted = engine === undefined ? [] : ["--engine", engine];
  if (kind !== "fal" && isSame) return hosted;
  if (emulator !== -1 || given.some((word) => /^--(engine|answers)(=|$)/.test(word)))
    throw new CommandError(
      `run ${run} goes on where it was: ${kind === "fal" ? "on fal" : `in the emulator ${printable(url)}`}`,
      exit.usage,
      "Leave out the engine, or begin a new run.",
    );
  if (kind === "fal") return ["--engine", engine ?? "fal"];
  // A journal may come with somebody's repository, and the input is sent there.
  if (!/^http:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(url))
    throw new CommandError(
      `run ${run} was in an emulator on another machine`,
      exit.usage,
      `To go on there: falc run --resume ${run} --emulator ${printable(url)}`,
    );
  return [...hosted, "--emulator", url];
}

const outFlag = /^(--out(=|$)|-o)/;

/** Only inside the working folder: a journal may come with somebody's repository. */
function sameFolder({ out }: RunSummary, given: readonly string[], cwd: string): readonly string[] {
  const hasFolder = given.some((word) => outFlag.test(word));
  if (out === undefined || hasFolder) return [];
  const folder = path.relative(cwd, out);
  const isInside = !path.isAbsolute(folder) && folder.split(path.sep)[0] !== "..";
  return isInside ? ["--out", folder || "."] : [];
}

/** Of a complete run: nothing is sent. */
export async function repeatResult(
  { run, output = {} }: RunSummary,
  words: readonly string[],
  io: Io,
): Promise<ExitCode> {
  const json = words.includes("--json");
  if (json) io.stdout.write(`${printableJson(JSON.stringify({ kind: "run-completed", at: 0, output }))}\n`);
  else {
    io.stderr.write(`Run ${run} was completed. Its result:\n`);
    io.stdout.write(`${printJson(output)}\n`);
    if (words.some((word) => outFlag.test(word)))
      io.stderr.write(`To keep its files: falc runs show ${run} --out <folder>\n`);
  }
  return exit.ok;
}

/**
 * `word`: a run's id, or a workflow; without it, the latest unfinished run is meant. `others`: unfinished runs that were not
 * chosen.
 */
async function findResumable(
  store: RunStore,
  word: string | undefined,
): Promise<{ readonly chosen: ResumableRun; readonly others: readonly RunSummary[] }> {
  const all = store.summaries();
  const candidates = all.filter(
    ({ run, workflow }) => word === undefined || word === run || word === workflow,
  );
  const isRepeated = repeatedIn(all);
  const unfinished: RunSummary[] = [];
  for (const run of candidates)
    if (run.outcome !== "completed" && !isRepeated(run) && !(await store.isAlive(run.run)))
      unfinished.push(run);
  const named = word === undefined ? undefined : candidates.at(-1);
  const chosen = unfinished.at(-1) ?? named;
  if (chosen === undefined) throw nothingToResume(word);
  const { input } = chosen;
  if (input === undefined)
    throw new CommandError(
      `the input of run ${chosen.run} looked as if it held a key, and was not kept`,
      exit.usage,
      `Run it again with the same input, which finds what was paid for: falc run ${chosen.workflow} …`,
    );
  return { chosen: { ...chosen, input }, others: unfinished.filter((run) => run !== chosen) };
}

/** Tells whether a later run of the same workflow with the same input was completed. */
function repeatedIn(all: readonly RunSummary[]): (run: RunSummary) => boolean {
  const keyOf = ({ workflow, world, input }: RunSummary) => canonicalJson([workflow, world, input ?? null]);
  const completed = all.filter(({ outcome }) => outcome === "completed");
  // The latest of each.
  const latest = new Map(completed.map((run) => [keyOf(run), run.run]));
  return (run) => (latest.get(keyOf(run)) ?? "") > run.run;
}

function nothingToResume(word: string | undefined): CommandError {
  if (word === undefined)
    return new CommandError("there is no unfinished run", exit.usage, "All runs: falc runs");
  return runIdPattern.test(word)
    ? new CommandError(`there is no run ${word}`, exit.usage, "All runs: falc runs")
    : new CommandError(`there is no run of ${JSON.stringify(word)}`, exit.usage, "All runs: falc runs");
}

/** The words of `falc run` without `--resume [run]`. */
export function takeResume(argv: readonly string[]): {
  readonly words: readonly string[];
  readonly isResumed: boolean;
  /** What comes after it. */
  readonly run?: string;
} {
  const at = argv.findIndex((word) => word === "--resume" || word.startsWith("--resume="));
  if (at === -1) return { words: argv, isResumed: false };
  const [flag = "", next] = argv.slice(at);
  const inline = /^--resume=(.+)$/s.exec(flag)?.[1];
  const value = inline ?? (next === undefined || next.startsWith("-") ? undefined : next);
  const taken = inline === undefined && value !== undefined ? 2 : 1;
  return {
    words: argv.toSpliced(at, taken),
    isResumed: true,
    ...(value !== undefined && { run: value }),
  };
}
