/**
 * Random runs on one store: several at once, killed and stopped at any moment, and begun again until they are complete. What
 * counts is what the server saw: no call was submitted more often than a run asked for it, except where that was announced.
 */
import { open } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test, vi } from "vitest";
import { type Graph, isReference } from "../../../src/graph/types.ts";
import { randomFrom } from "../../support/seeded-random.ts";
import { graphOf, Lab } from "./lab.ts";

const firstSeed = Number(process.env["SEED"] ?? 1);

test.each([0, 1, 2, 3, 4, 5])("storm %i", async (number) => {
  const random = randomFrom(firstSeed + number);
  const lab = new Lab();
  lab.fal.delay = () => random.below(4);
  /** Endpoint and input → how often the user allowed to pay again. */
  const allowed = new Map<string, number>();
  let [kills, announced] = [0, 0];

  async function live(graph: Graph): Promise<void> {
    for (;;) {
      const run = await lab.start(
        graph,
        {},
        {
          maySendAgain: ({ call }) => {
            announced += 1;
            return Promise.resolve(count(allowed, `${call.endpoint} ${JSON.stringify(call.input)}`));
          },
        },
      );
      // One is killed in any case.
      const fate = kills === 0 ? 3 : random.below(4);
      if (fate === 0) {
        const outcome = await run.outcome;
        if (outcome.kind !== "completed") continue;
        for (const { id, app } of graph.nodes) {
          const { text } = outcome.completed.get(id) as { text: string };
          expect(text.startsWith(`${app} `)).toBe(true);
        }
        // The request whose answer a node has was sent what the node was.
        for (const event of run.events)
          if (event.kind === "node-started") {
            const { text } = outcome.completed.get(event.node) as { text: string };
            const request = lab.fal.requests[Number(text.split(" ")[1]) - 1];
            expect(request?.input).toEqual({ ...event.input });
          }
        return;
      }
      await sleep(random.below(16));
      if (fate === 1) {
        run.stop();
        await run.outcome;
      } else {
        kills += 1;
        await run.kill();
      }
    }
  }

  const graphs = Array.from({ length: 3 }, () => randomGraph(random.below));
  await Promise.all([...graphs, ...graphs].map((graph) => live(graph)));
  expect(kills).toBeGreaterThan(0);
  const cancelled = new Map<string, number>();
  for (const { app, input, isCancelled } of lab.fal.requests)
    if (isCancelled) count(cancelled, `${app} ${JSON.stringify(input)}`);
  const counts = Object.entries(lab.fal.counts());
  const tooOften = counts.filter(([key, submits]) => {
    const paid = submits - (allowed.get(key) ?? 0) - (cancelled.get(key) ?? 0);
    return paid > maxEqual(graphs, key);
  });
  expect({ tooOften, announced }).toEqual({ tooOften: [], announced });
});

test.each([0, 1, 2, 3, 4, 5])("storm %i of runs that take nothing of each other", async (number) => {
  const random = randomFrom(firstSeed + number);
  const lab = new Lab();
  lab.fal.delay = () => random.below(4);
  const graph = randomGraph(random.below);
  const runs = 3;
  const allowed = new Map<string, number>();

  /** The request whose answer each node has in the end. */
  async function live(): Promise<readonly string[]> {
    for (let resume: string | undefined; ;) {
      const run = await lab.start(
        graph,
        {},
        {
          ...(resume !== undefined && { resume }),
          withoutPlan: random.below(2) === 0,
          whyFresh: () => "reuse: false",
          maySendAgain: ({ call }) =>
            Promise.resolve(count(allowed, `${call.endpoint} ${JSON.stringify(call.input)}`)),
        },
      );
      // No run is complete at once.
      const fate = resume === undefined ? 1 + random.below(3) : random.below(4);
      resume = run.open.run;
      if (fate === 0) {
        const outcome = await run.outcome;
        if (outcome.kind !== "completed") continue;
        for (const event of run.events)
          if (event.kind === "node-reused" || event.kind === "node-followed") expect(event.run).toBe(resume);
        return graph.nodes.map(({ id }) => (outcome.completed.get(id) as { text: string }).text);
      }
      await sleep(random.below(16));
      if (fate === 1) {
        run.stop();
        await run.outcome;
      } else await run.kill();
    }
  }

  const answers = (await Promise.all(Array.from({ length: runs }, live))).flat();
  expect(new Set(answers).size).toBe(runs * graph.nodes.length);
  const cancelled = new Map<string, number>();
  for (const { app, input, isCancelled } of lab.fal.requests)
    if (isCancelled) count(cancelled, `${app} ${JSON.stringify(input)}`);
  // A call on a picture is made by one run only, as each has pictures of its own.
  const limit = (key: string) => maxEqual([graph], key) * (key.includes('"prompt"') ? runs : 1);
  const tooOften = Object.entries(lab.fal.counts()).filter(
    ([key, submits]) => submits - (allowed.get(key) ?? 0) - (cancelled.get(key) ?? 0) > limit(key),
  );
  expect(tooOften).toEqual([]);
});

test("equal calls of several runs are as many as one run needs, on a disk that is slow at times", async () => {
  const random = randomFrom(firstSeed);
  const file = await open(import.meta.filename);
  await file.close();
  const handles = Object.getPrototypeOf(file) as typeof file;
  const { appendFile } = handles;
  const slow = vi.spyOn(handles, "appendFile").mockImplementation(async function (
    this: typeof file,
    ...args
  ) {
    await sleep(random.below(24));
    return appendFile.apply(this, args);
  });
  const graph = graphOf({ n0: { prompt: "a" }, n1: { prompt: "a" }, n2: { prompt: "a" } });

  async function countPaid(): Promise<number> {
    const lab = new Lab();
    lab.fal.delay = () => random.below(4);
    const runs = Array.from({ length: 3 }, async () => {
      await sleep(random.below(40));
      return lab.run(graph, {}, { concurrency: 1 + random.below(3) });
    });
    for (const { outcome } of await Promise.all(runs)) expect(outcome.kind).toBe("completed");
    return lab.fal.requests.length;
  }

  const paid = await Promise.all(Array.from({ length: 120 }, countPaid)).finally(() => slow.mockRestore());
  expect(paid).toEqual(paid.map(() => 3));
});

/** How many equal calls one run makes at most: with this prompt, or on the same picture. */
function maxEqual(graphs: readonly Graph[], key: string): number {
  const prompt = /"prompt":"(\w)"/.exec(key)?.[1];
  const equal = graphs.flatMap(({ nodes }) => {
    const counts = new Map<string, number>();
    for (const { input } of nodes) {
      const [text] = input.fields.values();
      if (prompt === undefined ? isReference(text ?? null) : text === prompt)
        count(counts, JSON.stringify(text));
    }
    return [...counts.values()];
  });
  return Math.max(0, ...equal);
}

function count(counts: Map<string, number>, key: string): true {
  counts.set(key, (counts.get(key) ?? 0) + 1);
  return true;
}

/** Two to six nodes, some equal, some that depend on others. */
function randomGraph(below: (limit: number) => number): Graph {
  const nodes: Record<string, { app: string } & Record<string, string>> = {};
  const size = 2 + below(5);
  for (let index = 0; index < size; index += 1) {
    const id = `n${index}`;
    nodes[id] =
      index > 0 && below(2) === 0
        ? { app: "fal-ai/cut", image_url: `$n${below(index)}.url` }
        : { app: "fal-ai/flux", prompt: "abc"[below(3)] ?? "a" };
  }
  return graphOf(nodes);
}
