/** One run that is killed again and again, and taken up until it is complete. */
import type { RunEvent } from "../../src/execution/events.ts";
import { canonicalJson } from "../../src/lib/canonical-json.ts";
import type { JsonObject } from "../../src/lib/json.ts";
import { summarise } from "../../src/runner/journal/run-summary.ts";
import type { RunStore } from "../../src/runner/runs/run-store.ts";
import type { SeededRandom } from "../support/seeded-random.ts";
import { type Given, resultOf, sentInputs } from "./expected.ts";
import { type Fate, runUntil } from "./falc-process.ts";

export interface Life {
  readonly given: Given;
  /** Processes that were killed. */
  kills: number;
  /** Processes that took it up: by `--resume`, or by the same words as at first. */
  resumes: number;
  repeats: number;
  /** Processes that ended by themselves, and not well. */
  failures: number;
  /** Each time that a process said that a call may have been sent. */
  doubts: number;
  /** The name of each call that may be paid for again: it was in doubt, and `--resubmit` was there. */
  readonly allowed: string[];
  /** See `resultOf`; `undefined` if it never ended well. */
  result: string | undefined;
  /** What happened, for a person. */
  readonly log: string[];
}

export interface Surroundings {
  readonly root: string;
  readonly store: RunStore;
  /** The words that say where it runs. */
  readonly place: readonly string[];
  readonly random: SeededRandom;
  /** Milliseconds that a run takes that nobody kills. */
  duration(given: Given): number;
  /** How often a run may fail by itself before it is given up. */
  readonly maxFailures: number;
}

/** `kills`: the maximum; fewer if the run is faster. */
export async function live(given: Given, kills: number, around: Surroundings): Promise<Life> {
  const { root, store, place, random } = around;
  const life: Life = {
    given,
    kills: 0,
    resumes: 0,
    repeats: 0,
    failures: 0,
    doubts: 0,
    allowed: [],
    result: undefined,
    log: [],
  };
  const anew = [given.workflow, "--input", JSON.stringify(given.input), ...place];
  let mayResubmit = false;
  for (let left = kills, isFirst = true; life.failures <= around.maxFailures; isFirst = false) {
    const run = isFirst || random.below(2) === 0 ? undefined : findRun(store, given);
    if (run !== undefined) life.resumes += 1;
    else if (!isFirst) life.repeats += 1;
    const words = run === undefined ? anew : ["--resume", run];
    const fate: Fate = left > 0 ? chooseFate(random, around.duration(given)) : { kind: "lives" };
    left -= 1;
    const { code, isKilled, events, err } = await runUntil(
      root,
      mayResubmit ? [...words, "--resubmit"] : words,
      fate,
    );
    const doubtful = doubtfulCalls(events);
    life.doubts += doubtful.length;
    if (mayResubmit) life.allowed.push(...doubtful);
    life.log.push(
      `${words.slice(0, 2).join(" ")}${mayResubmit ? " --resubmit" : ""}, ${JSON.stringify(fate)}: ${isKilled ? "killed" : code}`,
      ...events.map((event) => `  ${describe(event)}`),
      ...err
        .trim()
        .split("\n")
        .map((line) => `  ${line}`),
    );
    if (isKilled) life.kills += 1;
    else if (code === 0) {
      life.result = resultOf(events);
      return life;
    } else life.failures += 1;
    // Only somebody who was told of it may allow it.
    mayResubmit = doubtful.length > 0 && !isKilled;
  }
  return life;
}

/** A third at any time, the others close to where something is written down. */
function chooseFate(random: SeededRandom, duration: number): Fate {
  if (random.below(3) === 0) return { kind: "time", ms: random.below(Math.ceil(duration * 1.05)) };
  const event = moments[random.below(moments.length)] ?? "node-started";
  return {
    kind: "event",
    event,
    nth: event === "run-completed" || event === "run-started" ? 1 : 1 + random.below(4),
    ms: random.below(2) === 0 ? 0 : random.below(12),
  };
}

const moments: readonly RunEvent["kind"][] = [
  "run-started",
  "node-started",
  "node-paying",
  "node-paying",
  "node-submitted",
  "node-followed",
  "node-reused",
  "node-completed",
  "run-completed",
];

/** The names of the calls that the process said are in doubt. */
function doubtfulCalls(events: readonly RunEvent[]): readonly string[] {
  const names = sentInputs(events);
  return events.flatMap((event) =>
    event.kind === "node-in-doubt" ? [names.get(event.node) ?? "a node that never began"] : [],
  );
}

/** The latest run of this workflow and input, as a person would find it with `falc runs`. */
function findRun(store: RunStore, { workflow, input }: Given): string | undefined {
  const same = (other: JsonObject | undefined) =>
    other !== undefined && canonicalJson(other["prompt"] ?? null) === canonicalJson(input["prompt"] ?? null);
  return store.list().findLast((run) => {
    const found = summarise(store.read(run).entries);
    return found?.workflow === workflow && same(found.input);
  });
}

function describe(event: RunEvent): string {
  const { at, kind } = event;
  const node = "node" in event ? ` ${event.node}` : "";
  const request = "requestId" in event ? ` ${event.requestId}` : "";
  const because = "because" in event ? ` ${JSON.stringify(event.because)}` : "";
  const failure = kind === "node-failed" ? ` ${event.failure.message}` : "";
  return `${at} ${kind}${node}${request}${because}${failure}`;
}
