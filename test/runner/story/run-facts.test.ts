import { expect, test } from "vitest";
import type { RunEvent } from "../../../src/execution/events.ts";
import { collectFacts } from "../../../src/runner/story/run-facts.ts";

const started: RunEvent = {
  at: 0,
  kind: "run-started",
  nodes: ["held", "photo", "cut", "after", "late"].map((id) => ({ id, app: `me/${id}`, depends: [] })),
};
const events: readonly RunEvent[] = [
  started,
  { at: 0, kind: "node-held", node: "held", output: { a: 1 } },
  { at: 1, kind: "node-started", node: "photo", input: { prompt: "x" } },
  { at: 2, kind: "node-submitted", node: "photo", requestId: "r1" },
  { at: 2, kind: "node-resumed", node: "cut", requestId: "r2" },
  { at: 50, kind: "node-completed", node: "photo", output: { seed: 1 }, elapsedMs: 48.7 },
  { at: 60, kind: "node-failed", failure: { node: "cut", message: "no", status: 422, input: { image: 1 } } },
  { at: 60, kind: "node-skipped", node: "after", because: ["cut"] },
];

test("every node has its state, times, what was sent and what came of it", () => {
  const failures = [{ node: "output", message: "$x has no value" }];
  const facts = collectFacts([
    ...events,
    { at: 70, kind: "run-failed", failures, skipped: ["after"], output: { known: true } },
  ]);
  expect(facts).toMatchObject({
    state: "failed",
    elapsedMs: 70,
    problems: ["$x has no value"],
    output: { known: true },
  });
  const about = { depends: [] };
  expect(facts.nodes).toEqual([
    { id: "held", app: "me/held", ...about, state: "reused", output: { a: 1 } },
    {
      id: "photo",
      app: "me/photo",
      ...about,
      state: "completed",
      startedMs: 1,
      elapsedMs: 49,
      requestId: "r1",
      sent: { prompt: "x" },
      output: { seed: 1 },
    },
    {
      id: "cut",
      app: "me/cut",
      ...about,
      state: "failed",
      isFollowed: true,
      startedMs: 2,
      elapsedMs: 58,
      requestId: "r2",
      sent: { image: 1 },
      failure: { node: "cut", message: "no", status: 422, input: { image: 1 } },
    },
    { id: "after", app: "me/after", ...about, state: "skipped", because: ["cut"] },
    { id: "late", app: "me/late", ...about, state: "unfinished" },
  ]);
});

test("what is reused or followed says whose it is, and what is paid for says why", () => {
  const run = "20261130-183455-k3f9xa";
  const call = (node: string, more: object) =>
    [
      { at: 1, kind: "node-started", node, input: {} },
      { at: 2, node, ...more },
      { at: 3, kind: "node-completed", node, output: 1, elapsedMs: 2 },
    ] as RunEvent[];
  const { nodes } = collectFacts([
    started,
    ...call("held", { kind: "node-reused", run, requestId: "r0" }),
    ...call("photo", { kind: "node-followed", run, requestId: "r1", isShared: false }),
    ...call("cut", { kind: "node-paying", because: "prompt changed" }),
    ...call("after", { kind: "node-in-doubt", run, sentAt: 5 }),
  ]);
  expect(nodes.slice(0, 4)).toMatchObject([
    { state: "reused", from: run, requestId: "r0", sent: {}, output: 1 },
    { state: "completed", isFollowed: true, from: run, requestId: "r1" },
    { state: "completed", why: "prompt changed" },
    { state: "completed", isInDoubt: true, from: run },
  ]);
});

test("events without an end are a run that has none, and those of unknown nodes are ignored", () => {
  expect(collectFacts(events).state).toBe("unfinished");
  expect(collectFacts([]).nodes).toEqual([]);
  const stray: RunEvent = { at: 3, kind: "node-held", node: "__proto__", output: 1 };
  expect(collectFacts([started, stray]).nodes).toHaveLength(5);
});
