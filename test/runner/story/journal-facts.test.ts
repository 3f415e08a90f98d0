import { expect, test } from "vitest";
import type { Entry } from "../../../src/runner/journal/entry.ts";
import { summarise } from "../../../src/runner/journal/run-summary.ts";
import { journalFacts } from "../../../src/runner/story/journal-facts.ts";

const run = "20261130-183455-k3f9xa";
const other = "20261130-183400-aaaaaa";
const begin: Entry = { kind: "run", format: 1, run, workflow: "shop", world: "fal", input: {}, at: 1000 };
const call = (node: string, number: number) => ({
  call: number,
  node,
  endpoint: `a/${node}`,
  key: "k",
  input: {},
});

const factsOf = (...entries: readonly Entry[]) => {
  const summary = summarise([begin, ...entries]);
  if (summary === undefined) throw new Error("no run");
  return journalFacts(summary);
};

test("a call that is done, one that failed, one that was reused, one that nobody knows", () => {
  const facts = factsOf(
    { kind: "intent", ...call("photo", 1), at: 1100 },
    { kind: "sent", call: 1, requestId: "r1", at: 1200 },
    { kind: "reuse", ...call("base", 2), of: `${other}/1`, requestId: "r0", output: { a: 1 }, at: 1200 },
    { kind: "done", call: 1, output: { b: 2 }, ms: 400, at: 1500 },
    { kind: "intent", ...call("cutout", 3), at: 1500 },
    { kind: "failed", call: 3, failure: { message: "refused" }, left: "nothing", at: 1600 },
    { kind: "intent", ...call("last", 4), at: 1700 },
  );
  expect(facts).toMatchObject({ state: "unfinished", elapsedMs: 700, problems: [] });
  expect(facts.nodes).toEqual([
    {
      id: "photo",
      app: "a/photo",
      depends: [],
      state: "completed",
      startedMs: 100,
      elapsedMs: 400,
      requestId: "r1",
      sent: {},
      output: { b: 2 },
    },
    {
      id: "base",
      app: "a/base",
      depends: [],
      state: "reused",
      from: other,
      requestId: "r0",
      sent: {},
      output: { a: 1 },
    },
    expect.objectContaining({
      id: "cutout",
      state: "failed",
      failure: { node: "cutout", message: "refused" },
    }),
    expect.objectContaining({ id: "last", state: "unfinished", isInDoubt: true }),
  ]);
});

test("what a run made before it was stopped is not reused from itself", () => {
  const facts = factsOf(
    { kind: "intent", ...call("photo", 1), at: 1100 },
    { kind: "sent", call: 1, requestId: "r1", at: 1100 },
    { kind: "done", call: 1, output: { b: 2 }, ms: 400, at: 1500 },
    { kind: "intent", ...call("big", 2), at: 1500 },
    { kind: "sent", call: 2, requestId: "r2", at: 1500 },
    { ...begin, at: 9000 },
    { kind: "reuse", ...call("photo", 3), of: `${run}/1`, requestId: "r1", output: { b: 2 }, at: 9000 },
    { kind: "follow", ...call("big", 4), of: `${run}/2`, requestId: "r2", at: 9000 },
    { kind: "done", call: 4, output: { c: 3 }, ms: 100, at: 9100 },
    { kind: "end", outcome: "completed", output: { d: 4 }, at: 9100 },
  );
  expect(facts).toMatchObject({ state: "completed", output: { d: 4 } });
  expect(facts.nodes.map(({ id, state, from, isFollowed }) => [id, state, from, isFollowed])).toEqual([
    ["photo", "completed", undefined, undefined],
    ["big", "completed", undefined, undefined],
  ]);
});
