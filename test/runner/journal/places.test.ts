/** How many calls are in progress at a time, in all runs of a project together. */
import { expect, test } from "vitest";
import type { Graph } from "../../../src/graph/types.ts";
import { graphOf, Lab, type LabRun, until } from "./lab.ts";

/** Calls that do not wait for each other. */
function wide(prompts: string): Graph {
  return graphOf(Object.fromEntries([...prompts].map((prompt) => [`n${prompt}`, { prompt }])));
}

/** The most that were in progress when one more was sent, with that one. */
function watchProgress(lab: Lab): { most: number } {
  const seen = { most: 0 };
  lab.fal.beforeSubmit = () => {
    const inProgress = lab.fal.requests.filter(({ output, isCancelled }) => !output && !isCancelled).length;
    seen.most = Math.max(seen.most, inProgress + 1);
  };
  return seen;
}

/** When each request was sent, counted from 0: `abc`. */
const order = (lab: Lab) => lab.fal.requests.map(({ input }) => input["prompt"]).join("");

const waits = ({ events }: Pick<LabRun, "events">) =>
  events.flatMap((event) => (event.kind === "node-waiting" ? [event.node] : []));

/** Once nothing more happens. */
const settled = () => new Promise((resolve) => setTimeout(resolve, 150));

test("are as many as there are places, and those of several runs share them", async () => {
  const lab = new Lab();
  lab.fal.delay = () => 10;
  const progress = watchProgress(lab);
  const runs = await Promise.all(
    ["abcdefgh", "ijklmnop", "qrstuvwx"].map((prompts) => lab.run(wide(prompts), {}, { places: 3 })),
  );
  expect(runs.map(({ outcome }) => outcome.kind)).toEqual(["completed", "completed", "completed"]);
  expect(lab.fal.requests).toHaveLength(24);
  expect(progress.most).toBe(3);
});

test("a run that comes later has its turn before the first one is through", async () => {
  const lab = new Lab();
  lab.fal.delay = () => 40;
  const first = lab.run(wide("abcdefghijklmnop"), {}, { places: 2 });
  await until(() => lab.fal.requests.length === 2);
  await lab.run(wide("Z"), {}, { places: 2 });
  expect(lab.fal.requests.length).toBeLessThan(14);
  expect((await first).outcome.kind).toBe("completed");
});

test("a run with a lower limit has its turn beside one with a higher limit", async () => {
  const lab = new Lab();
  lab.fal.delay = () => 40;
  const first = lab.run(wide("abcdefghijklmnopqrst"), {}, { places: 4 });
  await until(() => lab.fal.requests.length === 4);
  await lab.run(wide("Z"), {}, { places: 1 });
  expect(lab.fal.requests.length).toBeLessThan(20);
  expect((await first).outcome.kind).toBe("completed");
});

test("a call that waits is not written down, so it is in no doubt when its run is killed", async () => {
  const lab = new Lab();
  lab.fal.answersAtOnce = false;
  const run = await lab.start(wide("ab"), {}, { places: 1 });
  await until(() => waits(run).length === 1);
  expect(waits(run)).toEqual(["nb"]);
  await run.kill();
  lab.fal.requests[0]?.settle({ url: "https://files.test/1.png" });
  lab.fal.answersAtOnce = true;
  const next = await lab.run(wide("ab"), {}, { places: 1 });
  expect(next.outcome.kind).toBe("completed");
  expect(lab.doubts).toEqual([]);
  expect(order(lab)).toBe("ab");
});

test("the places of a run that was killed are free", async () => {
  const lab = new Lab();
  lab.fal.answersAtOnce = false;
  const killed = await lab.start(wide("ab"), {}, { places: 2 });
  await until(() => lab.fal.requests.length === 2);
  const next = await lab.start(wide("c"), {}, { places: 2 });
  await until(() => waits(next).length === 1);
  expect(lab.fal.requests).toHaveLength(2);
  await killed.kill();
  await until(() => lab.fal.requests.length === 3);
  lab.fal.requests[2]?.settle({ url: "https://files.test/3.png" });
  expect((await next.outcome).kind).toBe("completed");
});

test("a stop ends the wait", async () => {
  const lab = new Lab();
  lab.fal.answersAtOnce = false;
  const [first, second] = [
    await lab.start(wide("a"), {}, { places: 1 }),
    await lab.start(wide("bcd"), {}, { places: 1 }),
  ];
  await until(() => lab.fal.requests.length === 1 && waits(second).length === 3);
  second.stop();
  expect((await second.outcome).kind).toBe("aborted");
  await settled();
  expect(order(lab)).toBe("a");
  lab.fal.requests[0]?.settle({ url: "https://files.test/1.png" });
  expect((await first.outcome).kind).toBe("completed");
});

test("what is held, and what another run has sent, needs no place", async () => {
  const lab = new Lab();
  await lab.run(wide("a"));
  lab.fal.answersAtOnce = false;
  const first = await lab.start(wide("b"), {}, { places: 1 });
  await until(() => lab.journal(first.open.run).includes('"sent"'));
  const second = await lab.start(wide("ab"), {}, { places: 1 });
  await until(() => second.events.some(({ kind }) => kind === "node-followed"));
  expect(second.events.some(({ kind }) => kind === "node-reused")).toBe(true);
  lab.fal.requests[1]?.settle({ url: "https://files.test/2.png" });
  expect((await second.outcome).kind).toBe("completed");
  expect((await first.outcome).kind).toBe("completed");
  expect(waits(second)).toEqual([]);
});

test("the time of a node begins when its call has a place", async () => {
  const lab = new Lab();
  lab.fal.delay = () => 100;
  const { events } = await lab.run(wide("abc"), {}, { places: 1 });
  const elapsed = events.flatMap((event) => (event.kind === "node-completed" ? [event.elapsedMs] : []));
  expect(elapsed).toHaveLength(3);
  for (const ms of elapsed) expect(ms).toBeLessThan(550);
  expect(waits({ events }).length).toBeGreaterThan(0);
});

test("less than one place is no limit that makes sense", async () => {
  const lab = new Lab();
  for (const places of [0, -1, Number.NaN])
    await expect(lab.start(wide("a"), {}, { places })).rejects.toThrow("concurrency must be at least 1");
  expect(lab.fal.requests).toEqual([]);
});
