/** What earlier runs left of a graph: outputs, and requests that are still to be followed. */
import { describe, expect, test, vi } from "vitest";
import type { Held, RunOptions } from "../../src/execution/engine.ts";
import type { RunEvent } from "../../src/execution/events.ts";
import type { NodeCalls } from "../../src/execution/node-calls.ts";
import { scheduledEngine } from "../../src/execution/scheduled-engine.ts";
import { parseReference } from "../../src/graph/reference.ts";
import type { Graph, GraphValue } from "../../src/graph/types.ts";
import type { Json, JsonObject } from "../../src/lib/json.ts";

/** `{ b: "a" }` is a node `b` that sends `{a: $a.value}`. */
function graphOf(nodes: Readonly<Record<string, string>>, output: string): Graph {
  const reference = (root: string): GraphValue => parseReference(`$${root}.value`) ?? null;
  return {
    input: new Map(),
    nodes: Object.entries(nodes).map(([id, words]) => {
      const depends = words.split(" ").filter((word) => word !== "");
      const fields = new Map(depends.map((root) => [root, reference(root)]));
      return { id, app: `fal-ai/${id}`, depends, input: { kind: "record", fields } };
    }),
    output: { depends: [output], fields: { kind: "record", fields: new Map([["x", reference(output)]]) } },
  };
}

const chain = graphOf({ a: "", b: "a", c: "b", d: "" }, "c");

/** Runs it with calls that answer at once. */
async function runHeld(
  graph: Graph,
  held: Readonly<Record<string, Held>>,
  options: RunOptions = {},
  own: Partial<NodeCalls> = {},
) {
  const events: RunEvent[] = [];
  const calls: { node: string; input: JsonObject }[] = [];
  const followed: { node: string; requestId: string }[] = [];
  const engine = scheduledEngine({
    call: async ({ id }, input) => {
      calls.push({ node: id, input });
      return { value: `new ${id}` };
    },
    follow: async ({ id }, requestId) => {
      followed.push({ node: id, requestId });
      return { value: `followed ${id}` };
    },
    ...own,
  });
  const outcome = await engine.run(
    graph,
    {},
    {
      held: new Map(Object.entries(held)),
      report: (event) => events.push(event),
      ...options,
    },
  );
  const kinds = events.map((event) => ("node" in event ? `${event.kind} ${event.node}` : event.kind));
  return { outcome, calls, followed, events, kinds };
}

const output = (value: Json): Held => ({ kind: "output", output: { value } });
const request = (requestId: string): Held => ({ kind: "request", requestId });

describe("a held output", () => {
  test("is used, its node is not called, and an event says so", async () => {
    const { outcome, calls, kinds, events } = await runHeld(chain, { a: output("old") });
    expect(calls).toEqual([
      { node: "b", input: { a: "old" } },
      { node: "d", input: {} },
      { node: "c", input: { b: "new b" } },
    ]);
    expect(kinds.slice(0, 2)).toEqual(["run-started", "node-held a"]);
    expect(events[1]).toEqual({
      at: expect.any(Number),
      kind: "node-held",
      node: "a",
      output: { value: "old" },
    });
    expect(kinds.filter((kind) => kind.endsWith(" a"))).toEqual(["node-held a"]);
    expect(outcome).toMatchObject({ kind: "completed", output: { x: "new c" } });
    expect(outcome.completed.get("a")).toEqual({ value: "old" });
  });

  test("waits for nothing; the nodes that it depends on still run", async () => {
    const { outcome, calls } = await runHeld(chain, { c: output("old") });
    expect(calls.map(({ node }) => node)).toEqual(["a", "d", "b"]);
    expect(outcome).toMatchObject({ kind: "completed", output: { x: "old" } });
  });

  test("of every node: nothing is called", async () => {
    const all = { a: output(1), b: output(2), c: output(3), d: output(4) };
    const { outcome, calls, kinds } = await runHeld(chain, all);
    expect(calls).toEqual([]);
    expect(kinds).toEqual([
      "run-started",
      "node-held a",
      "node-held b",
      "node-held c",
      "node-held d",
      "run-completed",
    ]);
    expect(outcome).toMatchObject({ kind: "completed", output: { x: 3 } });
  });

  test("of a node whose dependency fails is not skipped", async () => {
    const { outcome } = await runHeld(chain, { b: output("old") }, undefined, {
      call: ({ id }) =>
        id === "a" ? Promise.reject(new Error("no")) : Promise.resolve({ value: `new ${id}` }),
    });
    expect(outcome).toMatchObject({ kind: "failed", failures: [{ node: "a" }], skipped: [] });
    expect(outcome.completed.get("c")).toEqual({ value: "new c" });
  });

  test("that lacks a value is named as the source of the failure", async () => {
    const { outcome, kinds } = await runHeld(chain, { a: { kind: "output", output: {} } });
    expect(outcome).toMatchObject({
      kind: "failed",
      failures: [{ node: "b", source: { node: "a", app: "fal-ai/a", answer: {} } }],
      skipped: ["c"],
    });
    // Its input could not be built: it was never started.
    expect(kinds).not.toContain("node-started b");
  });
});

describe("a held request", () => {
  test("is followed at once, and its node is not called", async () => {
    const { outcome, calls, followed, events, kinds } = await runHeld(chain, { b: request("r7") });
    expect(followed).toEqual([{ node: "b", requestId: "r7" }]);
    expect(calls.map(({ node }) => node)).toEqual(["a", "d", "c"]);
    expect(kinds[1]).toBe("node-resumed b");
    expect(events[1]).toEqual({ at: expect.any(Number), kind: "node-resumed", node: "b", requestId: "r7" });
    expect(kinds).not.toContain("node-started b");
    expect(kinds).toContain("node-completed b");
    expect(outcome).toMatchObject({ kind: "completed", output: { x: "new c" } });
    expect(outcome.requests.get("b")).toEqual({ app: "fal-ai/b", requestId: "r7" });
  });

  test("is followed even if its dependency fails: it is paid for", async () => {
    const { outcome, followed } = await runHeld(chain, { b: request("r7") }, undefined, {
      call: ({ id }) =>
        id === "a" ? Promise.reject(new Error("no")) : Promise.resolve({ value: `new ${id}` }),
    });
    expect(followed).toHaveLength(1);
    expect(outcome).toMatchObject({ kind: "failed", failures: [{ node: "a" }], skipped: [] });
    expect(outcome.completed.get("c")).toEqual({ value: "new c" });
  });

  test("takes a place, whatever the limit; the next call waits for one", async () => {
    const followed: { node: string; done: () => void }[] = [];
    const called: string[] = [];
    const running = runHeld(
      chain,
      { a: request("r1"), b: request("r2") },
      { concurrency: 1 },
      {
        call: async ({ id }) => {
          called.push(id);
          return { value: id };
        },
        follow: ({ id }) =>
          new Promise((resolve) => followed.push({ node: id, done: () => resolve({ value: id }) })),
      },
    );
    const turn = () => new Promise((resolve) => setImmediate(resolve));
    await turn();
    expect([followed.map(({ node }) => node), called]).toEqual([["a", "b"], []]);
    followed[0]?.done();
    await turn();
    expect(called).toEqual([]);
    followed[1]?.done();
    await running;
    expect(called).toEqual(["d", "c"]);
  });

  test("of a failure: says the request and what was sent", async () => {
    const held: Held = { kind: "request", requestId: "r7", input: { prompt: "tea" } };
    const { outcome, events } = await runHeld(chain, { b: held }, undefined, {
      follow: () => Promise.reject(new Error("expired")),
    });
    expect(events[1]).toMatchObject({ kind: "node-resumed", input: { prompt: "tea" } });
    expect(outcome).toMatchObject({
      failures: [{ node: "b", requestId: "r7", input: { prompt: "tea" }, message: "expired" }],
      skipped: ["c"],
    });
  });

  test("fails where an engine cannot follow one: nothing is sent in its place", async () => {
    const called: string[] = [];
    const engine = scheduledEngine({
      call: async ({ id }) => {
        called.push(id);
        return { value: id };
      },
    });
    const outcome = await engine.run(chain, {}, { held: new Map([["b", request("r7")]]) });
    expect(called).toEqual(["a", "d"]);
    expect(outcome).toMatchObject({ failures: [{ node: "b", requestId: "r7" }], skipped: ["c"] });
  });

  test("is not touched if the run is aborted before it starts", async () => {
    const { outcome, followed } = await runHeld(chain, { b: request("r7") }, { signal: AbortSignal.abort() });
    expect(followed).toEqual([]);
    expect(outcome).toMatchObject({ kind: "aborted", unfinished: ["a", "b", "c", "d"] });
  });
});

test("something held for a node that does not exist is refused", async () => {
  await expect(runHeld(chain, { e: output(1) })).rejects.toThrow('"e", which is not a node');
});

test("what starts says what it sends, with every reference replaced", async () => {
  const { events } = await runHeld(chain, { a: output([1, { deep: true }]) });
  expect(events.filter(({ kind }) => kind === "node-started")).toEqual([
    { at: expect.any(Number), kind: "node-started", node: "b", input: { a: [1, { deep: true }] } },
    { at: expect.any(Number), kind: "node-started", node: "d", input: {} },
    { at: expect.any(Number), kind: "node-started", node: "c", input: { b: "new b" } },
  ]);
});

test("something held of a kind that does not exist is refused, and its node is not called", async () => {
  const held = { b: { kind: "answer", output: 1 } } as unknown as Readonly<Record<string, Held>>;
  const call = vi.fn<NodeCalls["call"]>();
  await expect(runHeld(chain, held, {}, { call })).rejects.toThrow(RangeError);
  expect(call).not.toHaveBeenCalled();
});
