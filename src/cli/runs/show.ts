/** `falc runs show`: the story of a run. */
import type { Json } from "../../lib/json.ts";
import { escapedJson, printable, printDuration, printJson, printTime } from "../../lib/printable.ts";
import type { Account, AccountedCall } from "../../pricing/account.ts";
import { type CallSummary, type RunSummary, summarise } from "../../runner/journal/run-summary.ts";
import { runOf } from "../../runner/journal/entry.ts";
import { runIdPattern } from "../../runner/journal/entry-lines.ts";
import { resultUrl } from "../../runner/result-url.ts";
import type { RunStore } from "../../runner/runs/run-store.ts";
import { Project } from "../../workspace/project/project.ts";
import { openRunStore, runsFolder } from "../../workspace/run/run-store.ts";
import { createCommand } from "../command-line.ts";
import { CommandError, exit, type ExitCode, interruptedCode, type Io } from "../io.ts";
import { type CliPaint, paintFor } from "../paint.ts";
import { costsOf } from "../run/cost.ts";
import { folder } from "../run/options.ts";
import { accountToJson, printCall as printAccounted, printTotals } from "../run/print-account.ts";
import { type Keeping, keepRun, prepareFolder } from "../run/save.ts";
import { shortenTexts } from "../run/shorten-texts.ts";
import { accountOfRun } from "./account-of-run.ts";
import { type RunState, stateOf } from "./run-state.ts";

/** `argv`: the words after `runs show`. */
export async function showCommand(argv: readonly string[], io: Io): Promise<ExitCode> {
  let code: ExitCode = exit.ok;
  await createCommand("falc runs show", io)
    .usage("[run] [options]")
    .description("Tell what a run sent, what it paid for and what it got.")
    .argument("[run]", "its id, or a workflow for the latest run of it; by default, the latest run")
    .option(
      "-o, --out <folder>",
      "keep its files, recipes and page in this folder, as falc run --out does",
      folder,
    )
    .option("--json", "print JSON instead of text")
    .addHelpText(
      "after",
      "\nExamples:\n  falc runs show\n  falc runs show 20261130-183455-k3f9xa\n  falc runs show product-shot --out pictures",
    )
    .action(async (word: string | undefined, { json = false, out }: ShowOptions) => {
      const project = new Project(io.cwd);
      const store = openRunStore(project);
      const { summary, damaged } = findRun(store, word);
      const state = await stateOf(summary, store);
      const account = accountOfRun(project, store, summary);
      if (out !== undefined) code = await keep(project, store, summary, account, { word: out, json }, io);
      else if (json) {
        const cost = account.calls.length === 0 ? {} : { cost: accountToJson(account) };
        io.stdout.write(`${printJson({ ...summary, state, damagedLines: damaged, ...cost })}\n`);
      } else io.stdout.write(printRun(summary, state, account, paintFor(io.stdout, io.env)));
      if (damaged.length > 0)
        io.stderr.write(
          `${paintFor(io.stderr, io.env).kind("warning", "warning")}: ` +
            `${runsFolder}/${summary.run}/journal.jsonl is damaged in line ${damaged.join(", ")}: what they said is unknown\n`,
        );
    })
    .parseAsync([...argv], { from: "user" });
  return code;
}

interface ShowOptions {
  readonly json?: boolean;
  readonly out?: string;
}

/** Of a run that was not kept when it was made, or was killed: nothing is sent to a model. */
async function keep(
  project: Project,
  store: RunStore,
  summary: RunSummary,
  account: Account,
  { word, json }: Pick<Keeping, "word" | "json">,
  io: Io,
): Promise<ExitCode> {
  prepareFolder(word, io.cwd);
  const { findPrevious, pastRunOf } = await import("../../workspace/run/past-run.ts");
  const { origin, ...past } = pastRunOf(summary);
  const costs = costsOf(account, summary.world === "fal");
  const told = { ...past, origin: { ...origin, costs }, previous: findPrevious(store, summary.run) };
  const signal = io.catchInterrupt();
  const isKept = await keepRun(project, told, { word, json, signal, isFromJournal: true }, io);
  if (signal.aborted) return interruptedCode(signal);
  return isKept ? exit.ok : exit.failed;
}

function findRun(
  store: RunStore,
  word: string | undefined,
): { readonly summary: RunSummary; readonly damaged: readonly number[] } {
  for (const run of store.list().toReversed()) {
    if (word !== undefined && runIdPattern.test(word) && word !== run) continue;
    const { entries, damaged } = store.read(run);
    const summary = summarise(entries);
    if (summary === undefined) continue;
    if (word === undefined || word === run || word === summary.workflow) return { summary, damaged };
  }
  throw new CommandError(
    word === undefined ? "there are no runs" : `there is no run ${JSON.stringify(word)}`,
    exit.usage,
    word === undefined ? "Runs in the emulator are not kept: they cost nothing." : "All runs: falc runs",
  );
}

function printRun(summary: RunSummary, state: RunState, account: Account, paint: CliPaint): string {
  const { run, workflow, world, begunAt, lastAt, input, output, calls } = summary;
  const took = printDuration(lastAt - begunAt);
  // What tells emulators at one address apart is of no interest here.
  const where = printable(world.split(" ").slice(0, 2).join(" at "));
  const width = Math.max(0, ...calls.map(({ node }) => printable(node).length));
  const isOnFal = world === "fal";
  const costs = new Map(account.calls.map((call) => [call.requestId, call]));
  return [
    `${paint.strong(printable(workflow))}  run ${run}  ${state}, ${printTime(begunAt)}, ${took}, ${where}`,
    `input: ${input === undefined ? "not kept, because it looked as if it held a key" : shown(input)}`,
    "",
    ...calls.flatMap((call) => {
      const cost = call.requestId === undefined ? undefined : costs.get(call.requestId);
      return [...printCall(call, { begunAt, width, cost, isOnFal, paint }), ""];
    }),
    ...(output === undefined ? [] : [`output: ${shown(output)}`]),
    ...(account.calls.length === 0 ? [] : printTotals(account).map((line) => `${line}, at today's prices`)),
    ...(state === "completed" || state === "in progress" ? [] : [`To go on: falc run --resume ${run}`]),
    "",
  ].join("\n");
}

/**
 *     photo   done in 4.1 s, after 0.0 s  fal-ai/flux/dev
 *             sent: { "prompt": "a cat" }
 *             https://queue.fal.run/fal-ai/flux/requests/1504…
 */
function printCall(
  call: CallSummary,
  { begunAt, width, cost, isOnFal, paint }: CallPlace,
): readonly string[] {
  const { node, endpoint, input, requestId, of, message, state } = call;
  const after = `after ${printDuration(call.begunAt - begunAt)}`;
  const rest = [
    `sent: ${shown(input)}`,
    ...(call.output === undefined ? [] : [`got: ${shown(call.output)}`]),
    ...(message === undefined ? [] : [printable(message)]),
    ...(cost === undefined || state === "reused" ? [] : [`billed: ${printAccounted(cost)}`]),
    ...(requestId === undefined ? [] : [isOnFal ? resultUrl(endpoint, requestId) : `request ${requestId}`]),
    ...(of === undefined ? [] : [`paid for by run ${runOf(of)}`]),
  ];
  const indent = " ".repeat(width + 2);
  return [
    `${paint.strong(printable(node).padEnd(width))}  ${describe(call)}, ${after}  ${paint.faint(printable(endpoint))}`,
    ...rest.map((line) => `${indent}${paint.faint(printable(line))}`),
  ];
}

interface CallPlace {
  readonly begunAt: number;
  readonly width: number;
  readonly cost: AccountedCall | undefined;
  readonly isOnFal: boolean;
  readonly paint: CliPaint;
}

function describe({ state, ms, of }: CallSummary): string {
  switch (state) {
    case "reused":
      return "reused";
    case "done":
      return `${of === undefined ? "done" : "followed, done"} in ${printDuration(ms ?? 0)}`;
    case "cancelled":
      return "cancelled, but it may have finished";
    case "open":
      return "open: it may still give a result";
    case "in doubt":
      return "in doubt: it may have been sent, and no answer was heard";
    case "lost":
      return "lost: fal has its answer no more";
    case "failed":
      return "failed";
  }
}

/** On one line, which may be cut. */
function shown(value: Json): string {
  const line = escapedJson(JSON.stringify(value, shortenTexts));
  return line.length > maxLine ? `${line.slice(0, maxLine)}…` : line;
}

const maxLine = 300;
