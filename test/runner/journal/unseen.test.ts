/** Calls that a graph may have made unseen, because it was handed over, and nobody heard how it ended. */
import { expect, test } from "vitest";
import { callKey } from "../../../src/runner/journal/call-key.ts";
import type { OpenRun } from "../../../src/runner/runs/open-run.ts";
import { graphOf, Lab, photo, until } from "./lab.ts";

const flux = "fal-ai/flux";
const cut = "fal-ai/cut";
const shop = (input: object = {}) =>
  graphOf({
    photo: { app: flux, prompt: "$input.prompt" },
    cutout: { app: cut, image_url: "$photo.url", ...input },
  });

/** A run that handed `shop` over, and heard that the photo is done. It is in progress until it is closed. */
async function handOver(lab: Lab, prompt: string): Promise<OpenRun> {
  const run = await lab.store.create({ workflow: "shop", world: "fal", isPaid: true });
  await run.begin({ input: { prompt }, engine: "hosted" });
  const input = { prompt };
  const request = lab.fal.add(flux, input);
  const output = (await request.answer) as object;
  await run.write({ kind: "stage", nodes: ["photo", "cutout"] });
  const key = callKey(flux, input, () => undefined);
  await run.write({ kind: "intent", call: 1, node: "photo", endpoint: flux, key, input });
  await run.write({ kind: "sent", call: 1, requestId: request.id });
  await run.write({ kind: "done", call: 1, output: { ...output }, ms: 1 });
  return run;
}

const noWaits = { unseenWaits: [] };

test("are in doubt, whatever other inputs the workflow has had since", async () => {
  const lab = new Lab();
  const cat = await handOver(lab, "cat");
  await cat.close();
  const dog = await handOver(lab, "dog");
  await dog.close({ outcome: "failed" });
  // With another input, the graph of the first would have called the node with another picture.
  expect((await lab.run(shop(), { prompt: "bird" }, noWaits)).outcome.kind).toBe("completed");
  expect(lab.doubts).toEqual([]);
  const before = lab.fal.requests.length;
  expect((await lab.run(shop(), { prompt: "cat" }, noWaits)).outcome.kind).toBe("failed");
  expect(lab.doubts).toMatchObject([{ call: { run: cat.run, endpoint: cut } }]);
  expect(lab.fal.requests).toHaveLength(before);
  expect((await lab.run(shop(), { prompt: "dog" }, noWaits)).outcome.kind).toBe("failed");
  expect(lab.doubts).toMatchObject([{}, { call: { run: dog.run, endpoint: cut } }]);
});

test("are found in the history, and so is what needs them", async () => {
  const lab = new Lab();
  await (await handOver(lab, "cat")).close();
  const picture = "https://files.test/1.png";
  const unseen = lab.fal.add(cut, { image_url: picture });
  await unseen.answer;
  const graph = graphOf({
    photo: { app: flux, prompt: "$input.prompt" },
    cutout: { app: cut, image_url: "$photo.url" },
    big: { app: "fal-ai/big", image_url: "$cutout.url" },
  });
  const run = await lab.store.create({ workflow: "shop", world: "fal", isPaid: true });
  await run.close();
  const history = lab.fal.history();
  const { events, outcome } = await lab.run(graph, { prompt: "cat" }, { ...noWaits, history });
  // `big` was not in the graph that was handed over.
  expect(outcome.kind).toBe("completed");
  expect(events).toContainEqual(expect.objectContaining({ kind: "node-followed", requestId: unseen.id }));
  expect(lab.fal.requests.map(({ app }) => app)).toEqual([flux, cut, "fal-ai/big"]);
  expect((await lab.run(graph, { prompt: "cat" }, { ...noWaits, history })).outcome.kind).toBe("completed");
  expect(lab.fal.requests).toHaveLength(3);
});

test("may be sent by fal a little later", async () => {
  const lab = new Lab();
  await (await handOver(lab, "cat")).close();
  const picture = "https://files.test/1.png";
  setTimeout(() => lab.fal.add(cut, { image_url: picture }), 30);
  const options = { unseenWaits: [10, 200], history: lab.fal.history() };
  expect((await lab.run(shop(), { prompt: "cat" }, options)).outcome.kind).toBe("completed");
  expect(lab.doubts).toEqual([]);
  expect(lab.fal.requests).toHaveLength(2);
});

test("are asked about once, also if the node is sent something else afterwards", async () => {
  const lab = new Lab();
  await (await handOver(lab, "cat")).close();
  const maySendAgain = () => Promise.resolve(true);
  const first = await lab.run(shop(), { prompt: "cat" }, { ...noWaits, maySendAgain });
  expect(first.outcome.kind).toBe("completed");
  expect(first.events.filter(({ kind }) => kind === "node-in-doubt")).toHaveLength(1);
  const edited = await lab.run(shop({ mode: "hard" }), { prompt: "cat" }, noWaits);
  expect(edited.outcome.kind).toBe("completed");
  expect(lab.doubts).toEqual([]);
  expect(lab.fal.requests.map(({ app }) => app)).toEqual([flux, cut, cut]);
});

test("are waited for while the run is in progress that handed the graph over", async () => {
  const lab = new Lab();
  const handing = await handOver(lab, "cat");
  const waiting = await lab.start(shop(), { prompt: "cat" }, noWaits);
  await until(() =>
    waiting.events.some(
      ({ kind, ...event }) => kind === "node-started" && "node" in event && event.node === "cutout",
    ),
  );
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(waiting.events.some(({ kind }) => kind === "node-in-doubt" || kind === "node-paying")).toBe(false);
  const input = { image_url: "https://files.test/1.png" };
  const { id } = lab.fal.add(cut, input);
  const key = callKey(cut, input, () => undefined);
  await handing.write({ kind: "intent", call: 2, node: "cutout", endpoint: cut, key, input });
  await handing.write({ kind: "sent", call: 2, requestId: id });
  expect((await waiting.outcome).kind).toBe("completed");
  expect(lab.fal.requests).toHaveLength(2);
  await handing.close();
});

test("are in doubt once that run has died", async () => {
  const lab = new Lab();
  const handing = await handOver(lab, "cat");
  const waiting = await lab.start(shop(), { prompt: "cat" }, noWaits);
  await until(() => waiting.events.filter(({ kind }) => kind === "node-started").length === 2);
  await handing.close();
  expect((await waiting.outcome).kind).toBe("failed");
  expect(lab.doubts).toHaveLength(1);
});

test("are in doubt for a node that takes nothing of other runs, if this run has handed the graph over", async () => {
  const lab = new Lab();
  const first = await handOver(lab, "cat");
  await first.close();
  const fresh = { ...noWaits, whyFresh: () => "asked for anew" };
  const resumed = await lab.run(shop(), { prompt: "cat" }, { ...fresh, resume: first.run });
  expect(resumed.outcome.kind).toBe("failed");
  expect(lab.doubts).toHaveLength(1);
  expect(lab.fal.requests).toHaveLength(1);
  expect((await lab.run(shop(), { prompt: "cat" }, fresh)).outcome.kind).toBe("completed");
  expect(lab.doubts).toHaveLength(1);
});

test("no other run waits while the user is asked, and what was done meanwhile is used", async () => {
  const lab = new Lab();
  await (await handOver(lab, "cat")).close();
  const answers: ((isAllowed: boolean) => void)[] = [];
  const options = {
    ...noWaits,
    places: 1,
    maySendAgain: () => new Promise<boolean>((resolve) => void answers.push(resolve)),
  };
  const asked = await lab.start(shop(), { prompt: "cat" }, options);
  await until(() => answers.length === 1);
  expect((await lab.run(photo, { prompt: "dog" }, { places: 1 })).outcome.kind).toBe("completed");
  const other = await lab.start(shop(), { prompt: "cat" }, options);
  await until(() => answers.length === 2);
  answers[0]?.(true);
  expect((await asked.outcome).kind).toBe("completed");
  answers[1]?.(true);
  expect((await other.outcome).kind).toBe("completed");
  expect(lab.fal.requests.filter(({ app }) => app === cut)).toHaveLength(1);
});

test("a stop does not wait for the user's answer", async () => {
  const lab = new Lab();
  await (await handOver(lab, "cat")).close();
  let isAsked = false;
  const maySendAgain = () => {
    isAsked = true;
    return new Promise<boolean>(() => undefined);
  };
  const run = await lab.start(shop(), { prompt: "cat" }, { ...noWaits, maySendAgain });
  await until(() => isAsked);
  run.stop();
  expect((await run.outcome).kind).toBe("aborted");
});
