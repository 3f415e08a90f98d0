/** Graphs that are handed over to fal's own engine, in a journal that other runs use at the same time. */
import { expect, test } from "vitest";
import type { RunOutcome } from "../../../src/execution/engine.ts";
import type { Graph } from "../../../src/graph/types.ts";
import { createClient } from "../../../src/runner/engines/client.ts";
import { hostedEngine } from "../../../src/runner/engines/hosted.ts";
import { PayOnce, type PayOnceOptions } from "../../../src/runner/journal/pay-once.ts";
import { StageJournal } from "../../../src/runner/journal/stage-journal.ts";
import { graphOf, Lab, sent, until } from "./lab.ts";

const flux = "fal-ai/flux";
const cat = { app: flux, prompt: "cat" };
const dog = { app: flux, prompt: "dog" };

/** A run whose graph is answered with these events, if it is sent. */
async function handOver(
  lab: Lab,
  graph: Graph,
  events: readonly object[],
  options: Partial<PayOnceOptions> = {},
): Promise<{ readonly posts: readonly string[]; readonly outcome: Promise<RunOutcome> }> {
  const open = await lab.store.create({ workflow: "shop", world: "fal", isPaid: true });
  await open.begin({ input: {}, engine: "hosted" });
  const payOnce = new PayOnce(lab.fal.calls(), {
    books: open,
    isGone: () => Promise.resolve(false),
    whyFresh: () => undefined,
    maySendAgain: () => Promise.resolve(false),
    onUnwritten: (entry) => lab.unwritten.push(entry.kind),
    pollMs: 2,
    historyWaits: [],
    unseenWaits: [],
    ...options,
  });
  await payOnce.plan(graph, {});
  const posts: string[] = [];
  const fetch: typeof globalThis.fetch = (_, init) => {
    posts.push(String(init?.body));
    const stream = events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join("");
    return Promise.resolve(new Response(stream, { headers: { "content-type": "text/event-stream" } }));
  };
  const server = { credentials: "key", fetch };
  const books = new StageJournal(payOnce, open, () => undefined);
  const outcome = hostedEngine({ server, client: await createClient(server), books })
    .run(graph, {})
    .then(async (ended) => {
      await open.close({ outcome: ended.kind });
      return ended;
    });
  return { posts, outcome };
}

test("what another run has begun to call while the rest was looked for is not sent", async () => {
  const lab = new Lab();
  // Both wait for a request that is in progress.
  const slow = await sent(lab, graphOf({ slow: { prompt: "slow" } }));
  lab.fal.answersAtOnce = true;
  const graph = graphOf({ cat, dog, slow: { prompt: "slow" } });
  const answer = (prompt: string) => ({ url: `https://files.test/hosted-${prompt}.png` });
  const { posts, outcome } = await handOver(lab, graph, [
    { type: "submit", node_id: "dog", app_id: flux, request_id: "r-dog" },
    { type: "completion", node_id: "dog", output: answer("dog") },
    { type: "output", output: { dog: answer("dog").url } },
  ]);
  await until(() => lab.store.list().some((run) => lab.journal(run).includes('"follow"')));
  expect((await lab.run(graphOf({ cat }))).outcome.kind).toBe("completed");
  lab.fal.requests[0]?.settle({ url: "https://files.test/slow.png" });
  expect((await outcome).kind).toBe("completed");
  expect((await slow.outcome).kind).toBe("completed");
  expect(posts).toHaveLength(1);
  expect(posts[0]).toContain("dog");
  expect(posts[0]).not.toContain('"prompt":"cat"');
  expect(lab.fal.requests.map(({ input }) => input["prompt"])).toEqual(["slow", "cat"]);
});

test("what another run has found meanwhile is not sent, although the user had allowed it", async () => {
  const lab = new Lab();
  lab.fal.onSubmit = "hang";
  const lost = await lab.start(graphOf({ cat }));
  await until(() => lab.journal(lost.open.run).includes('"intent"'));
  await lost.kill();
  lab.fal.onSubmit = "accept";
  await sent(lab, graphOf({ slow: { prompt: "slow" } }));
  const graph = graphOf({ cat, slow: { prompt: "slow" } });
  let isAsked = false;
  const maySendAgain = () => {
    isAsked = true;
    return Promise.resolve(true);
  };
  const { posts, outcome } = await handOver(lab, graph, [], { maySendAgain });
  await until(() => isAsked && lab.store.list().some((run) => lab.journal(run).includes('"follow"')));
  await new Promise((resolve) => setTimeout(resolve, 50));
  // fal's history lagged.
  lab.fal.answersAtOnce = true;
  lab.fal.add(flux, { prompt: "cat" });
  expect((await lab.run(graphOf({ cat }), {}, { history: lab.fal.history() })).outcome.kind).toBe(
    "completed",
  );
  lab.fal.requests[0]?.settle({ url: "https://files.test/slow.png" });
  expect((await outcome).kind).toBe("completed");
  expect(posts).toEqual([]);
});

test("what fal has called, and not said for which node, is not paid for again unasked", async () => {
  const lab = new Lab();
  const graph = graphOf({ cat, dog, big: { app: "fal-ai/big", image_url: "$cat.url" } });
  const url = "https://files.test/1.png";
  const { outcome } = await handOver(lab, graph, [
    { type: "submit", request_id: "r-1" },
    { type: "submit", request_id: "r-2" },
    { type: "completion", output: { url } },
    { type: "completion", output: { url } },
    { type: "submit", request_id: "r-3" },
    { type: "completion", output: { url } },
    { type: "output", output: { cat: url, dog: url, big: url } },
  ]);
  expect((await outcome).kind).toBe("completed");
  expect((await lab.run(graph, {}, { unseenWaits: [] })).outcome.kind).toBe("failed");
  expect(lab.doubts.map(({ node }) => node.id)).toEqual(["cat", "dog"]);
  expect(lab.fal.requests).toEqual([]);

  // Of each, fal's history tells the request.
  lab.fal.add(flux, { prompt: "cat" });
  lab.fal.add(flux, { prompt: "dog" });
  await until(() => lab.fal.requests.every(({ output }) => output !== undefined));
  lab.fal.add("fal-ai/big", { image_url: "https://files.test/1.png" });
  const found = await lab.run(graph, {}, { unseenWaits: [], history: lab.fal.history() });
  expect(found.outcome.kind).toBe("completed");
  expect(lab.fal.requests).toHaveLength(3);
});
