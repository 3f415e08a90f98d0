import { describe, expect, test } from "vitest";
import { parseReference } from "../../src/graph/reference.ts";
import type { Graph, GraphRecord, GraphValue, RunNode } from "../../src/graph/types.ts";
import type { Json, JsonObject } from "../../src/lib/json.ts";
import type { RunEvent } from "../../src/execution/events.ts";
import type { RunOptions, RunOutcome } from "../../src/execution/engine.ts";
import type { CallContext, CallNode } from "../../src/execution/node-calls.ts";
import { scheduledEngine } from "../../src/execution/scheduled-engine.ts";
import { describeFailure } from "../../src/runner/describe-failure.ts";
import { growthOfCalls } from "../support/count-calls.ts";
import { seededRandom } from "../support/seeded-random.ts";

/** `"b: a"` is a node `b` that depends on `a` and sends `{a: $a.value}`. */
function node(text: string): RunNode {
  const [id = "", rest = ""] = text.split(":");
  const depends = rest.split(" ").filter((word) => word !== "");
  const input = record(Object.fromEntries(depends.map((root) => [root, `$${root}.value`])));
  return { id, app: "fal-ai/fake", depends, input };
}

function record(fields: Record<string, string>): GraphRecord {
  const entries = Object.entries(fields).map(([key, text]): [string, GraphValue] => [
    key,
    parseReference(text) ?? text,
  ]);
  return { kind: "record", fields: new Map(entries) };
}

function graph(nodes: readonly string[], output: Record<string, string> = {}): Graph {
  return { input: new Map(), nodes: nodes.map(node), output: { depends: [], fields: record(output) } };
}

/** As the engine of fal describes errors. */
function runGraph(nodes: Graph, input: JsonObject, call: CallNode, options?: RunOptions) {
  return scheduledEngine({ call, describeError: describeFailure }).run(nodes, input, options);
}

interface Call {
  readonly input: JsonObject;
  readonly context: CallContext;
  resolve(output: Json): void;
  reject(error: unknown): void;
}

/** A run whose calls the test settles by hand. */
class Run {
  readonly calls = new Map<string, Call>();
  readonly events: RunEvent[] = [];
  readonly outcome: Promise<RunOutcome>;
  clock = 0;

  constructor(nodes: Graph, options: RunOptions = {}, input: JsonObject = {}) {
    const call: CallNode = ({ id }, sent, context) =>
      new Promise((resolve, reject) => this.calls.set(id, { input: sent, context, resolve, reject }));
    this.outcome = runGraph(nodes, input, call, {
      report: (event) => this.events.push(event),
      now: () => this.clock,
      ...options,
    });
    this.outcome.catch(() => {});
  }

  call(id: string): Call {
    const call = this.calls.get(id);
    if (call === undefined) throw new Error(`${id} has not started`);
    return call;
  }

  /** The ids in progress, in the order they started. Waits until the scheduler has reacted. */
  async underWay(): Promise<string[]> {
    await new Promise((resolve) => setImmediate(resolve));
    return [...this.calls.keys()];
  }

  async done(id: string, output: Json = { value: id }): Promise<string[]> {
    this.call(id).resolve(output);
    this.calls.delete(id);
    return this.underWay();
  }

  async fail(id: string, error: unknown = new Error(`${id} broke`)): Promise<string[]> {
    this.call(id).reject(error);
    this.calls.delete(id);
    return this.underWay();
  }

  kinds(): string[] {
    return this.events.map((event) => ("node" in event ? `${event.kind} ${event.node}` : event.kind));
  }
}

test("every node starts as soon as its dependencies are done", async () => {
  const run = new Run(
    graph(["a: input", "b: input", "c: a", "d: b", "e: c d"], { x: "$e.value" }),
    {},
    { value: 1 },
  );
  expect(await run.underWay()).toEqual(["a", "b"]);
  expect(run.call("a").input).toEqual({ input: 1 });
  expect(await run.done("a")).toEqual(["b", "c"]);
  expect(run.call("c").input).toEqual({ a: "a" });
  expect(await run.done("c")).toEqual(["b"]);
  expect(await run.done("b")).toEqual(["d"]);
  expect(await run.done("d")).toEqual(["e"]);
  expect(await run.done("e", { value: 9 })).toEqual([]);
  expect(await run.outcome).toMatchObject({ kind: "completed", output: { x: 9 } });
});

test("a graph without nodes completes immediately", async () => {
  const run = new Run(graph([], { x: "$input.p", y: "text" }), {}, { p: [1] });
  expect(await run.outcome).toMatchObject({ kind: "completed", output: { x: [1], y: "text" } });
  expect(run.kinds()).toEqual(["run-started", "run-completed"]);
});

test("events come in order, with times, and are JSON", async () => {
  const run = new Run(graph(["a", "b: a"], { x: "$b.value" }));
  await run.underWay();
  const { context } = run.call("a");
  run.clock = 10.4;
  context.report({ kind: "node-submitted", requestId: "r1" });
  context.report({ kind: "node-queued", position: 2 });
  context.report({ kind: "node-running" });
  context.report({ kind: "node-progress", line: "step 1" });
  run.clock = 30;
  await run.done("a");
  context.report({ kind: "node-progress", line: "too late" });
  run.clock = 50;
  await run.done("b");
  await run.outcome;
  expect(run.kinds()).toEqual([
    "run-started",
    "node-started a",
    "node-submitted a",
    "node-queued a",
    "node-running a",
    "node-progress a",
    "node-completed a",
    "node-started b",
    "node-completed b",
    "run-completed",
  ]);
  expect(run.events.map(({ at }) => at)).toEqual([0, 0, 10, 10, 10, 10, 30, 30, 50, 50]);
  expect(run.events[8]).toMatchObject({ elapsedMs: 20, output: { value: "b" } });
  expect(JSON.parse(JSON.stringify(run.events))).toEqual(run.events);
});

describe("concurrency", () => {
  test("limits the running calls; the node that has been ready longest goes first", async () => {
    const run = new Run(graph(["a", "b", "c", "d: a"]), { concurrency: 2 });
    expect(await run.underWay()).toEqual(["a", "b"]);
    expect(await run.done("a")).toEqual(["b", "c"]);
    expect(await run.done("b")).toEqual(["c", "d"]);
  });

  test.each([0, -1, 0.5, Number.NaN])("%d is refused", async (concurrency) => {
    await expect(runGraph(graph([]), {}, () => Promise.resolve(null), { concurrency })).rejects.toThrow(
      RangeError,
    );
  });
});

describe("a failed node", () => {
  test("skips its dependents, and theirs; independent nodes finish", async () => {
    const run = new Run(graph(["a", "b", "c: a", "d: c b", "e: b"]));
    await run.underWay();
    const error = Object.assign(new Error("Unprocessable Entity"), {
      status: 422,
      body: { detail: [{ loc: ["body", "prompt"], msg: "Field required", type: "missing" }] },
    });
    run.call("a").context.report({ kind: "node-submitted", requestId: "r1" });
    expect(await run.fail("a", error)).toEqual(["b"]);
    expect(run.events.at(-1)).toMatchObject({ kind: "node-skipped", node: "c", because: ["a"] });
    expect(await run.done("b")).toEqual(["e"]);
    expect(run.events).toContainEqual({ at: 0, kind: "node-skipped", node: "d", because: ["c"] });
    await run.done("e");
    const outcome = await run.outcome;
    expect(outcome).toMatchObject({ kind: "failed", skipped: ["c", "d"] });
    expect(outcome.kind === "failed" && outcome.failures).toEqual([
      {
        node: "a",
        app: "fal-ai/fake",
        input: {},
        message: "prompt: Field required",
        status: 422,
        requestId: "r1",
        details: error.body.detail,
      },
    ]);
    expect([...outcome.completed.keys()]).toEqual(["b", "e"]);
    expect(run.events.at(-1)).toMatchObject({ kind: "run-failed", skipped: ["c", "d"] });
  });

  test("lists all failed dependencies, once all are settled", async () => {
    const run = new Run(graph(["a", "b", "c: a b"]));
    await run.underWay();
    await run.fail("b");
    expect(run.kinds()).not.toContain("node-skipped c");
    await run.fail("a");
    expect(run.events).toContainEqual({ at: 0, kind: "node-skipped", node: "c", because: ["b", "a"] });
    expect(await run.outcome).toMatchObject({ failures: [{ node: "b" }, { node: "a" }] });
  });

  test("includes a call that throws synchronously", async () => {
    const call: CallNode = () => {
      throw new Error("at once");
    };
    expect(await runGraph(graph(["a"]), {}, call)).toMatchObject({
      kind: "failed",
      failures: [{ message: "at once" }],
    });
  });

  test("a reference without a value fails the node, and nothing is sent", async () => {
    const run = new Run(graph(["a", "b: a"]));
    await run.underWay();
    expect(await run.done("a", { other: 1 })).toEqual([]);
    const outcome = await run.outcome;
    expect(outcome.kind === "failed" && outcome.failures).toEqual([
      {
        node: "b",
        app: "fal-ai/fake",
        message: '$a.value has no value: $a has only "other"',
        // The answer was paid for.
        source: { node: "a", app: "fal-ai/fake", answer: { other: 1 } },
      },
    ]);
  });

  test("an output that cannot be built fails the run", async () => {
    const run = new Run(graph(["a"], { x: "$a.image" }));
    await run.underWay();
    await run.done("a");
    expect(await run.outcome).toMatchObject({ kind: "failed", failures: [{ node: "output" }], skipped: [] });
  });
});

describe("an abort", () => {
  test("starts nothing more and waits for the calls to stop", async () => {
    const control = new AbortController();
    const run = new Run(graph(["a", "b", "c: a", "d"]), { concurrency: 2, signal: control.signal });
    await run.underWay();
    control.abort();
    expect(run.call("a").context.signal.aborted).toBe(true);
    expect(await run.done("a")).toEqual(["b"]);
    expect(run.kinds()).not.toContain("run-aborted");
    await run.fail("b", new DOMException("stopped", "AbortError"));
    const outcome = await run.outcome;
    expect(outcome).toMatchObject({ kind: "aborted", unfinished: ["b", "c", "d"], failures: [] });
    expect([...outcome.completed.keys()]).toEqual(["a"]);
    expect(run.events.at(-1)).toMatchObject({ kind: "run-aborted", unfinished: ["b", "c", "d"] });
  });

  test("has many listeners without a warning", async () => {
    const warnings: Error[] = [];
    const listen = (warning: Error): unknown => warnings.push(warning);
    process.on("warning", listen);
    const run = new Run(graph(["a"]), { signal: new AbortController().signal });
    await run.underWay();
    for (let count = 0; count < 50; count += 1)
      run.call("a").context.signal.addEventListener("abort", () => {});
    await run.done("a");
    process.off("warning", listen);
    expect(warnings).toEqual([]);
  });

  test("before the start: nothing is called", async () => {
    const run = new Run(graph(["a"]), { signal: AbortSignal.abort() });
    expect(await run.outcome).toMatchObject({ kind: "aborted", unfinished: ["a"] });
    expect(run.calls.size).toBe(0);
  });

  test("after the last node: the run is complete", async () => {
    const control = new AbortController();
    const run = new Run(graph(["a"], { x: "$a.value" }), { signal: control.signal });
    await run.underWay();
    run.call("a").resolve({ value: 1 });
    control.abort();
    expect(await run.outcome).toMatchObject({ kind: "completed", output: { x: 1 } });
  });

  test("still reports a real failure at the same time", async () => {
    const control = new AbortController();
    const run = new Run(graph(["a", "b"]), { signal: control.signal });
    await run.underWay();
    control.abort(new Error("my reason"));
    await run.fail("a", new Error("real"));
    await run.fail("b", control.signal.reason);
    expect(await run.outcome).toMatchObject({
      kind: "aborted",
      unfinished: ["b"],
      failures: [{ message: "real" }],
    });
  });
});

test("a listener that throws stops the calls, and the run rejects with its error", async () => {
  const run = new Run(graph(["a", "b: a"]), {
    report(event) {
      if (event.kind === "node-queued") throw new Error("disk full");
    },
  });
  await run.underWay();
  const { context } = run.call("a");
  context.report({ kind: "node-queued", position: 1 });
  expect(context.signal.aborted).toBe(true);
  await run.fail("a", context.signal.reason);
  await expect(run.outcome).rejects.toThrow("disk full");
});

test.each(["run-started", "node-completed", "run-completed"])("also when it throws at %s", async (kind) => {
  const report = (event: RunEvent): void => {
    if (event.kind === kind) throw new Error("disk full");
  };
  const running = runGraph(graph(["a"]), {}, () => Promise.resolve(null), { report });
  await expect(running).rejects.toThrow("disk full");
});

test("a graph that cannot finish rejects instead of hanging", async () => {
  const run = new Run(graph(["a: b", "b: a"]));
  await expect(run.outcome).rejects.toThrow("never became ready: a, b");
});

test("each node sees its dependencies' outputs, in any order of completion", async () => {
  const random = seededRandom();
  for (let round = 0; round < 100; round += 1) {
    const size = 1 + random.below(20);
    const texts = Array.from({ length: size }, (_, index) => {
      const depends = new Set(Array.from({ length: random.below(4) }, () => random.below(index + 1) - 1));
      depends.delete(-1);
      return `n${index}: ${[...depends].map((id) => `n${id}`).join(" ")}`;
    });
    const run = new Run(graph(texts), { concurrency: 1 + random.below(5) });
    const finished = new Set<string>();
    for (let ids = await run.underWay(); ids.length > 0;) {
      for (const id of ids) {
        const { input } = run.call(id);
        for (const [root, value] of Object.entries(input))
          expect([finished.has(root), value]).toEqual([true, root]);
      }
      const [id = ""] = random.shuffle(ids);
      finished.add(id);
      ids = await run.done(id);
    }
    expect(await run.outcome).toMatchObject({ kind: "completed" });
    expect(finished.size).toBe(size);
  }
});

test("handles 10,000 parallel nodes, and 10,000 in a chain", async () => {
  const wideOf = (size: number) => graph(Array.from({ length: size }, (_, index) => `n${index}`));
  const chainOf = (size: number) =>
    graph(Array.from({ length: size }, (_, index) => (index === 0 ? "n0" : `n${index}: n${index - 1}`)));
  const [wide, chain] = [wideOf(10_000), chainOf(10_000)];
  for (const nodes of [wide, chain]) {
    expect(await runGraph(nodes, {}, () => Promise.resolve({ value: 1 }))).toMatchObject({
      kind: "completed",
    });
  }
  const failing = await runGraph(chain, {}, () => Promise.reject(new Error("no")));
  expect(failing).toMatchObject({ kind: "failed" });
  const answered = () => Promise.resolve({ value: 1 });
  for (const graphOf of [wideOf, chainOf])
    expect(await growthOfCalls(500, (size) => runGraph(graphOf(size), {}, answered))).toBeLessThan(20);
  const refused = () => Promise.reject(new Error("no"));
  expect(await growthOfCalls(500, (size) => runGraph(chainOf(size), {}, refused))).toBeLessThan(20);
});
