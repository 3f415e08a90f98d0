/** What the journal costs a run, with calls that answer at once, and how close a run comes to its critical path. */
import { mkdirSync } from "node:fs";
import path from "node:path";
import type { NodeCalls } from "../../src/execution/node-calls.ts";
import { scheduledEngine } from "../../src/execution/scheduled-engine.ts";
import type { Graph, RunNode } from "../../src/graph/types.ts";
import { PayOnce } from "../../src/runner/journal/pay-once.ts";
import type { OpenRun } from "../../src/runner/runs/open-run.ts";
import { RunStore } from "../../src/runner/runs/run-store.ts";
import { graphOf } from "../runner/journal/lab.ts";
import { randomFrom, type SeededRandom } from "../support/seeded-random.ts";

export interface JournalFigure {
  readonly name: string;
  readonly nodes: number;
  /** Without a journal. */
  readonly bare: Times;
  /** With one that survives the loss of power. */
  readonly journaled: Times;
}

export interface Times {
  readonly ms: number;
  /** Of the processor, which is almost the same on a busy machine. */
  readonly cpuMs: number;
}

export interface MakespanFigure {
  readonly name: string;
  readonly criticalMs: number;
  readonly ms: number;
}

const workflow = "bench";
const world = "bench";

/** `folder`: on the disk that is to be measured. */
export async function measureJournal(
  folder: string,
  report: (figure: JournalFigure) => void,
): Promise<readonly JournalFigure[]> {
  const empty = new RunStore(path.join(folder, "empty"));
  const figures: JournalFigure[] = [];
  const measure = async (name: string, store: RunStore, graph: Graph, places?: number) => {
    const bare = await timed(() => scheduledEngine(atOnce).run(graph, {}, {}));
    const journaled = await timed(() => runJournaled(store, graph, atOnce, places));
    const figure = { name, nodes: graph.nodes.length, bare, journaled };
    figures.push(figure);
    report(figure);
  };
  await measure("warm-up", empty, parallel(500));
  figures.pop();
  await measure("5,000 parallel", empty, parallel(5000));
  await measure("5,000 parallel, 100 at a time", empty, parallel(5000), 100);
  await measure("5,000 parallel, 4 at a time", empty, parallel(5000), 4);
  await measure("5,000 equal", empty, parallel(5000, "the same"));
  await measure("chain of 1,000", empty, chain(1000));
  await measure("chain of 10,000", empty, chain(10_000));
  for (const [others, isEnded] of [
    ["300 complete runs", true],
    ["300 killed runs", false],
  ] as const) {
    const store = new RunStore(path.join(folder, others.replaceAll(" ", "-")));
    for (let run = 0; run < 300; run += 1) await leaveRun(store, parallel(5, `left by ${run}`), isEnded);
    await measure(`5,000 parallel, beside ${others}`, store, parallel(5000));
    await measure(`chain of 10,000, beside ${others}`, store, chain(10_000));
  }
  return figures;
}

/** Random graphs of calls of 20 to 200 ms. */
export async function measureMakespan(folder: string, graphs: number): Promise<readonly MakespanFigure[]> {
  mkdirSync(folder, { recursive: true });
  const store = new RunStore(path.join(folder, "makespan"));
  const figures: MakespanFigure[] = [];
  for (let seed = 1; seed <= graphs; seed += 1) {
    const random = randomFrom(seed);
    const graph = randomGraph(random, 20 + random.below(180));
    const latencies = new Map(graph.nodes.map(({ id }) => [id, 20 + random.below(180)]));
    const calls: NodeCalls = {
      call: async (node, _, { report }) => {
        report({ kind: "node-submitted", requestId: `r-${node.id}` });
        await new Promise((resolve) => setTimeout(resolve, latencies.get(node.id)));
        return answer(node);
      },
    };
    const { ms } = await timed(() => runJournaled(store, graph, calls));
    figures.push({ name: `${graph.nodes.length} nodes`, criticalMs: criticalPath(graph, latencies), ms });
  }
  return figures;
}

/** Each answers before anything else happens. */
const atOnce: NodeCalls = {
  call(node, _, { report }) {
    report({ kind: "node-submitted", requestId: `r-${node.id}` });
    return Promise.resolve(answer(node));
  },
};

function answer({ id }: RunNode) {
  return { url: `https://files.test/${id}.png` };
}

/** `places`: how many calls may be in progress at a time; by default, there is no limit. */
async function runJournaled(store: RunStore, graph: Graph, calls: NodeCalls, places?: number): Promise<void> {
  const open = await store.create({ workflow, world, isPaid: true });
  await open.begin({ input: {} });
  const { kind } = await scheduledEngine(await payOnce(open, graph, calls, places)).run(graph, {}, {});
  await open.close({ outcome: kind });
  store.remove(open.run);
  if (kind !== "completed") throw new Error(`the run is ${kind}`);
}

async function payOnce(
  books: OpenRun,
  graph: Graph,
  { call }: NodeCalls,
  places = Number.POSITIVE_INFINITY,
): Promise<NodeCalls> {
  const own = new PayOnce(
    {
      call,
      follow: () => Promise.reject(new Error("nothing is left to follow")),
      describeError: (error) => ({ message: (error as Error).message }),
      leavesOpen: () => false,
    },
    {
      books,
      places: books.places(places),
      isGone: () => Promise.resolve(false),
      whyFresh: () => undefined,
      maySendAgain: () => Promise.resolve(false),
      onUnwritten: (_, __, error) => {
        throw error;
      },
    },
  );
  await own.plan(graph, {});
  return own.calls;
}

/** A run that is over, or that was killed before its end. */
async function leaveRun(store: RunStore, graph: Graph, isEnded: boolean): Promise<void> {
  const open = await store.create({ workflow, world, isPaid: false });
  await open.begin({ input: {} });
  const { kind } = await scheduledEngine(await payOnce(open, graph, atOnce)).run(graph, {}, {});
  await open.close(isEnded ? { outcome: kind } : undefined);
}

function parallel(size: number, prompt?: string): Graph {
  return graphOf(
    Object.fromEntries(
      Array.from({ length: size }, (_, index) => [`n${index}`, { prompt: prompt ?? `number ${index}` }]),
    ),
  );
}

function chain(size: number): Graph {
  return graphOf(
    Object.fromEntries(
      Array.from({ length: size }, (_, index) => [
        `c${index}`,
        index === 0 ? { prompt: "first" } : { image_url: `$c${index - 1}.url` },
      ]),
    ),
  );
}

/** Each node uses up to three of the ten before it. */
function randomGraph(random: SeededRandom, size: number): Graph {
  return graphOf(
    Object.fromEntries(
      Array.from({ length: size }, (_, index) => {
        const uses = Array.from({ length: random.below(4) }, () => index - 1 - random.below(10));
        const image_urls = uses.filter((each) => each >= 0).map((each) => `$n${each}.url`);
        return [`n${index}`, { prompt: `number ${index}`, image_urls }];
      }),
    ),
  );
}

/** Milliseconds of the longest way through the graph. */
function criticalPath(graph: Graph, latencies: ReadonlyMap<string, number>): number {
  const ends = new Map<string, number>();
  for (const { id, depends } of graph.nodes)
    ends.set(id, Math.max(0, ...depends.map((each) => ends.get(each) ?? 0)) + (latencies.get(id) ?? 0));
  return Math.max(...ends.values());
}

async function timed(work: () => Promise<unknown>): Promise<Times> {
  const [begun, cpu] = [performance.now(), process.cpuUsage()];
  await work();
  const { user, system } = process.cpuUsage(cpu);
  return { ms: performance.now() - begun, cpuMs: (user + system) / 1000 };
}
