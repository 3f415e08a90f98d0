/** Many runs in one project, against one emulator: what they did, and whether all of it was right. */
import type { FaultScript } from "../../src/emulator/faults/fault-script.ts";
import type { EmulatedCall } from "../../src/emulator/start-emulator.ts";
import { isTextNode } from "../../src/execution/text-node.ts";
import { falHistory } from "../../src/runner/engines/fal-history.ts";
import { RunStore } from "../../src/runner/runs/run-store.ts";
import { TestProject } from "../support/project.ts";
import { randomFrom } from "../support/seeded-random.ts";
import { callName, type Expected, type Given, undisturbed } from "./expected.ts";
import { runUntil, startEmulatorProcess } from "./falc-process.ts";
import { type Life, live } from "./live.ts";
import { workflowFiles, workflowNames } from "./workflows.ts";

export interface Campaign {
  readonly name: string;
  readonly runs: number;
  /** How many different inputs there are for each workflow; by default, each run has its own. */
  readonly inputs?: number;
  /** How many runs go on at the same time. */
  readonly atOnce: number;
  /** The maximum of each run. */
  readonly kills: number;
  readonly faults: FaultScript["rules"];
  /** Whether whole graphs are handed over. */
  readonly isHosted?: boolean;
}

export interface Report {
  readonly name: string;
  readonly runs: number;
  readonly kills: number;
  readonly resumes: number;
  readonly repeats: number;
  readonly failures: number;
  /** Submits: without any disturbance, and as the emulator saw them. */
  readonly expected: number;
  readonly seen: number;
  readonly doubts: number;
  /** Calls paid for twice after a doubt was announced and `--resubmit` given. */
  readonly announced: number;
  readonly seconds: number;
  /** A text each; none if all is right. */
  readonly problems: readonly string[];
  /** What happened in each run. */
  readonly logs: readonly string[];
}

export async function runCampaign(campaign: Campaign, seed: number): Promise<Report> {
  const { name, runs, atOnce, inputs = runs, kills, faults, isHosted = false } = campaign;
  const random = randomFrom(seed);
  const project = new TestProject({
    ...workflowFiles,
    "faults.json": JSON.stringify({ seed: String(seed), rules: [...latencies, ...faults] }),
  });
  const compiled = await project.falc(["compile"]);
  if (compiled.code !== 0) throw new Error(compiled.err);
  const store = new RunStore(project.path(".falc/runs"));
  const emulator = await startEmulatorProcess(project.root, ["--faults", "faults.json"]);
  const place = ["--emulator", emulator.url, ...(isHosted ? ["--engine", "hosted"] : [])];
  try {
    const all = Array.from({ length: runs }, (_, index) =>
      give(project, index, runs === inputs ? index : random.below(inputs)),
    );
    const expected = await expectAll(project, all);
    const durations = kills === 0 ? new Map<string, number>() : await measureAll(project, place);
    const before = emulator.calls.length;
    const begun = performance.now();
    const lives = await inTurns(atOnce, all, (given) =>
      live(given, 1 + random.below(Math.max(1, kills)) - (kills === 0 ? 1 : 0), {
        root: project.root,
        store,
        place,
        random,
        duration: ({ workflow }) => durations.get(workflow) ?? 1000,
        maxFailures: 12,
      }),
    );
    const seconds = (performance.now() - begun) / 1000;
    const seen = new Map<string, number>();
    // Of a whole graph, the text nodes are calls, too, and cost nothing.
    const calls = emulator.calls.slice(before).filter(({ endpoint }) => !isTextNode(endpoint));
    // Whoever runs a whole graph cancels its calls when the client is gone.
    const unpaid = isHosted ? await listCancelled(emulator.url, calls) : new Set();
    for (const { endpoint, input, requestId } of calls)
      if (!unpaid.has(requestId)) count(seen, callName(endpoint, input));
    const sum = (pick: (life: Life) => number) => lives.reduce((total, life) => total + pick(life), 0);
    return {
      name,
      runs,
      kills: sum((life) => life.kills),
      resumes: sum((life) => life.resumes),
      repeats: sum((life) => life.repeats),
      failures: sum((life) => life.failures),
      expected: total(expectedCalls(expected)),
      seen: total(seen),
      doubts: sum((life) => life.doubts),
      announced: Math.max(0, total(seen) - total(expectedCalls(expected))),
      seconds,
      problems: [...wrongResults(lives, expected), ...wrongCounts(lives, expected, seen)],
      logs: lives.map(({ given, log }) => [JSON.stringify(given), ...log].join("\n")),
    };
  } finally {
    await emulator.stop();
  }
}

/** The ids of the requests that were cancelled. */
async function listCancelled(baseUrl: string, calls: readonly EmulatedCall[]): Promise<ReadonlySet<string>> {
  const history = falHistory({ credentials: "emulator:emulator", baseUrl });
  const { signal } = new AbortController();
  const found = calls.map(({ endpoint, requestId }) => history.find(endpoint, requestId, signal));
  const past = await Promise.all(found);
  return new Set(past.flatMap((each) => (each?.status === 499 ? [each.requestId] : [])));
}

/** Calls take a while, and submits too, so that there is time to be killed. */
const latencies: FaultScript["rules"] = [
  { kind: "latency", stage: "model", ms: { min: 10, max: 200 } },
  { kind: "latency", stage: "submit", ms: { min: 0, max: 25 } },
];

/** A PNG of one dot. */
const dot =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

function give(project: TestProject, index: number, number: number): Given {
  const workflow = workflowNames[index % workflowNames.length] ?? "chain";
  const prompt = `number ${number}`;
  if (workflow !== "upload") return { workflow, input: { prompt } };
  const file = `pictures/${number}.png`;
  // What comes after a picture does not belong to it, and makes the file another one.
  project.write(file, Buffer.concat([Buffer.from(dot, "base64"), Buffer.from(`${number}`)]));
  return { workflow, input: { prompt, image_url: `@${file}` } };
}

/** By what was given, as JSON: equal runs make the same calls. */
type ExpectedRuns = ReadonlyMap<string, Expected>;

async function expectAll(project: TestProject, all: readonly Given[]): Promise<ExpectedRuns> {
  const expected = new Map<string, Expected>();
  for (const given of all) {
    const name = JSON.stringify(given);
    if (!expected.has(name)) expected.set(name, await undisturbed(project, given));
  }
  return expected;
}

/** Workflow → milliseconds of a process that is not killed. */
async function measureAll(project: TestProject, place: readonly string[]): Promise<Map<string, number>> {
  const durations = new Map<string, number>();
  for (const [index, workflow] of workflowNames.entries()) {
    const { input } = give(project, index, 1_000_000);
    const words = [workflow, "--input", JSON.stringify(input), ...place, "--resubmit"];
    durations.set(workflow, (await runUntil(project.root, words, { kind: "lives" })).ms);
  }
  return durations;
}

function expectedCalls(expected: ExpectedRuns): Map<string, number> {
  const calls = new Map<string, number>();
  for (const run of expected.values()) for (const [name, times] of run.calls) count(calls, name, times);
  return calls;
}

function wrongResults(lives: readonly Life[], expected: ExpectedRuns): readonly string[] {
  return lives.flatMap(({ given, result, log }) => {
    const right = expected.get(JSON.stringify(given))?.result;
    if (result !== undefined && result === right) return [];
    return [
      `WRONG RESULT of ${JSON.stringify(given)}: ${result}, and it should be ${right}\n${log.join("\n")}`,
    ];
  });
}

function wrongCounts(
  lives: readonly Life[],
  expected: ExpectedRuns,
  seen: ReadonlyMap<string, number>,
): readonly string[] {
  const allowed = new Map<string, number>();
  for (const life of lives) for (const name of life.allowed) count(allowed, name);
  const calls = expectedCalls(expected);
  return [...new Set([...calls.keys(), ...seen.keys()])].flatMap((name) => {
    const [right, times, more] = [calls, seen, allowed].map((counts) => counts.get(name) ?? 0) as [
      number,
      number,
      number,
    ];
    if (times >= right && times <= right + more) return [];
    const about = lives.filter(({ given }) => expected.get(JSON.stringify(given))?.calls.has(name));
    return [
      `WRONG NUMBER OF SUBMITS: ${times} instead of ${right}, and ${more} more allowed: ${name}\n${about.flatMap(({ log }) => log).join("\n")}`,
    ];
  });
}

/** At most so many at the same time, in this order. */
async function inTurns<Item, Result>(
  atOnce: number,
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  let next = 0;
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (next < items.length) {
        const index = next;
        next += 1;
        const item = items[index];
        if (item !== undefined) results[index] = await work(item);
      }
    }),
  );
  return results;
}

function count(counts: Map<string, number>, name: string, times = 1): void {
  counts.set(name, (counts.get(name) ?? 0) + times);
}

function total(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((sum, times) => sum + times, 0);
}
