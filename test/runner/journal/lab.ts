/**
 * Runs that pay a fal of the test's own: requests are settled by hand, and a run can be killed at any moment. Journals and
 * claims are real files.
 */
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { RunOutcome } from "../../../src/execution/engine.ts";
import type { RunEvent } from "../../../src/execution/events.ts";
import type { CallContext, NodeCalls } from "../../../src/execution/node-calls.ts";
import { scheduledEngine } from "../../../src/execution/scheduled-engine.ts";
import { readBare } from "../../../src/graph/dialects/bare.ts";
import type { Graph } from "../../../src/graph/types.ts";
import type { Json, JsonObject } from "../../../src/lib/json.ts";
import { untilAborted } from "../../../src/lib/until-aborted.ts";
import { UncertainSubmit } from "../../../src/runner/engines/api-fetch.ts";
import { leavesOpen } from "../../../src/runner/engines/open-request.ts";
import type { History } from "../../../src/runner/journal/history.ts";
import { type Doubt, PayOnce, type PayOnceOptions } from "../../../src/runner/journal/pay-once.ts";
import type { OpenRun } from "../../../src/runner/runs/open-run.ts";
import { RunStore } from "../../../src/runner/runs/run-store.ts";

export interface FakeRequest {
  readonly id: string;
  readonly app: string;
  readonly input: JsonObject;
  readonly sentAt: number;
  /** The answer of a question for its result. */
  answer: Promise<Json>;
  settle: (output: Json) => void;
  refuse: (status: number) => void;
  isCancelled: boolean;
  output?: Json;
}

/** What a submit does: `accept` is what fal does; `lose` accepts it, and its answer never arrives. */
export type OnSubmit = "accept" | "lose" | "refuse" | "hang";

export class FakeFal {
  readonly requests: FakeRequest[] = [];
  onSubmit: OnSubmit = "accept";
  /** Whether requests are answered at once. */
  answersAtOnce = true;
  /** Whether a cancellation ends a request. */
  cancels = true;
  beforeSubmit: () => void = () => undefined;
  /** Milliseconds before a submit is accepted, before fal says so, and before it is answered. */
  delay: () => number = () => 0;

  /** How often each endpoint and input was submitted. */
  counts(): Readonly<Record<string, number>> {
    const counts: Record<string, number> = {};
    for (const { app, input } of this.requests) {
      const name = `${app} ${JSON.stringify(input)}`;
      counts[name] = (counts[name] ?? 0) + 1;
    }
    return counts;
  }

  add(app: string, input: JsonObject): FakeRequest {
    const number = this.requests.length + 1;
    let settle: FakeRequest["settle"] = () => undefined;
    let reject: (error: Error) => void = () => undefined;
    const answer = new Promise<Json>((resolve, fail) => {
      settle = resolve;
      reject = fail;
    });
    answer.catch(() => undefined);
    const request: FakeRequest = {
      id: `req-${number}`,
      app,
      input,
      sentAt: Date.now(),
      answer,
      settle(output) {
        request.output = output;
        settle(output);
      },
      refuse: (status) => reject(statusError(status)),
      isCancelled: false,
    };
    this.requests.push(request);
    const output = { text: `${app} ${number}`, url: `https://files.test/${number}.png` };
    if (this.answersAtOnce) setTimeout(() => request.settle(output), this.delay());
    return request;
  }

  /** Of one process; `isDead`: whether it was killed. */
  calls(isDead: () => boolean = () => false): Required<NodeCalls> {
    const pause = async () => {
      await new Promise((resolve) => setTimeout(resolve, this.delay()));
      if (isDead()) await new Promise(() => undefined);
    };
    return {
      call: async ({ app }, input, context) => {
        const { onSubmit } = this;
        await pause();
        context.signal.throwIfAborted();
        this.beforeSubmit();
        if (onSubmit === "refuse") throw statusError(422);
        if (onSubmit === "hang") return untilAborted(new Promise(() => undefined), context.signal);
        const request = this.add(app, structuredClone(input));
        await pause();
        if (onSubmit === "lose") throw new UncertainSubmit("the connection was lost");
        context.report({ kind: "node-submitted", requestId: request.id });
        return this.#follow(request, context);
      },
      follow: async (_, requestId, context) => {
        const request = this.requests.find(({ id }) => id === requestId);
        if (request === undefined) throw statusError(404);
        return this.#follow(request, context);
      },
      describeError: (error) => ({ message: (error as Error).message }),
      leavesOpen,
    };
  }

  async #follow(
    request: FakeRequest,
    { signal, report, mayCancel = () => Promise.resolve(true) }: CallContext,
  ): Promise<Json> {
    try {
      return await untilAborted(request.answer, signal);
    } catch (error) {
      if (!signal.aborted || !(await mayCancel())) throw error;
      request.isCancelled = true;
      if (this.cancels) request.refuse(499);
      report({ kind: "node-cancelled", confirmed: true });
      throw signal.reason;
    }
  }

  history(): History {
    const past = () =>
      this.requests.map(({ id, input, sentAt, output }) => ({
        requestId: id,
        sentAt,
        input,
        ...(output !== undefined && { output, status: 200 }),
      }));
    return {
      since: (endpoint) =>
        Promise.resolve(past().filter((_, index) => this.requests[index]?.app === endpoint)),
      find: (_, requestId) => Promise.resolve(past().find((each) => each.requestId === requestId)),
    };
  }
}

function statusError(status: number): Error {
  return Object.assign(new Error(`status ${status}`), { status, body: { detail: `status ${status}` } });
}

export interface LabRun {
  readonly open: OpenRun;
  readonly events: RunEvent[];
  readonly outcome: Promise<RunOutcome>;
  /** As by Ctrl-C. */
  stop(): void;
  /** As by SIGKILL: nothing more is written, and others see that it is dead. */
  kill(): Promise<void>;
}

export class Lab {
  readonly folder = mkdtempSync(path.join(tmpdir(), "falc-runs-"));
  readonly store = new RunStore(this.folder);
  readonly fal = new FakeFal();
  readonly gone = new Set<string>();
  /** The files that servers were asked for. */
  readonly asked: string[] = [];
  readonly doubts: Doubt[] = [];
  readonly unwritten: string[] = [];

  async start(
    graph: Graph,
    input: JsonObject = {},
    options: Partial<Omit<PayOnceOptions, "places">> & {
      resume?: string;
      world?: string;
      withoutPlan?: boolean;
      concurrency?: number;
      /** How many calls all runs may have in progress; by default, there is no limit. */
      places?: number;
    } = {},
  ): Promise<LabRun> {
    const { resume, world = "fal", withoutPlan = false, concurrency = 100, places, ...own } = options;
    const about = { workflow: "shop", world, isPaid: true };
    const open =
      resume === undefined ? await this.store.create(about) : await this.store.resume(resume, about);
    if (open === undefined) throw new Error("it is in progress");
    await open.begin({ input });
    let isKilled = false;
    const payOnce = new PayOnce(
      this.fal.calls(() => isKilled),
      {
        books: {
          run: open.run,
          workflow: open.workflow,
          ledger: open.ledger,
          refresh: () => open.refresh(),
          write: (entry) => open.write(entry),
          written: () => open.written(),
          isAlive: (run) => open.isAlive(run),
          async claim(name) {
            const claim = await open.claim(name);
            // The dead release nothing.
            return claim && { release: () => void (isKilled || claim.release()) };
          },
        },
        isGone: (url) => {
          this.asked.push(url);
          return Promise.resolve(this.gone.has(url));
        },
        whyFresh: () => undefined,
        maySendAgain: (doubt) => {
          this.doubts.push(doubt);
          return Promise.resolve(false);
        },
        onUnwritten: (entry) => this.unwritten.push(entry.kind),
        pollMs: 2,
        historyWaits: [],
        places: places === undefined ? undefined : open.places(places),
        ...own,
      },
    );
    if (!withoutPlan) await payOnce.plan(graph, input);
    const abort = new AbortController();
    const events: RunEvent[] = [];
    const outcome = scheduledEngine(payOnce.calls)
      .run(graph, input, { signal: abort.signal, report: (event) => void events.push(event), concurrency })
      .then(async (ended) => {
        if (!isKilled) await open.close({ outcome: ended.kind });
        return ended;
      });
    return {
      open,
      events,
      outcome,
      stop: () => abort.abort(new Error("stopped")),
      async kill() {
        isKilled = true;
        await open.close();
        outcome.catch(() => undefined);
      },
    };
  }

  /** To its end. */
  async run(
    ...args: Parameters<Lab["start"]>
  ): Promise<{ outcome: RunOutcome; events: RunEvent[]; run: string }> {
    const { open, outcome, events } = await this.start(...args);
    return { outcome: await outcome, events, run: open.run };
  }

  journal(run: string): string {
    return readFileSync(path.join(this.folder, run, "journal.jsonl"), "utf8");
  }
}

/** `{ photo: { app: "a/b", prompt: "$input.prompt" } }`; the output has what each node answered. */
export function graphOf(nodes: Readonly<Record<string, { app?: string } & Record<string, Json>>>): Graph {
  const roots = (value: Json) =>
    [...JSON.stringify(value).matchAll(/"\$([\w-]+)/g)].map(([, root = ""]) => root);
  const read = readBare({
    input: { id: "input", type: "input", depends: [], input: { prompt: "" } },
    ...Object.fromEntries(
      Object.entries(nodes).map(([id, { app = "fal-ai/flux/dev", ...input }]) => [
        id,
        { id, type: "run", app, depends: [...new Set(roots(input))], input },
      ]),
    ),
    output: {
      id: "output",
      type: "display",
      depends: Object.keys(nodes),
      fields: Object.fromEntries(Object.keys(nodes).map((id) => [id, `$${id}.url`])),
    },
  });
  if ("problems" in read) throw new Error(read.problems.join("; "));
  return read.graph;
}

/** One call. */
export const photo = graphOf({ photo: { prompt: "$input.prompt" } });
export const cat = { prompt: "cat" };

export async function until(isSo: () => boolean): Promise<void> {
  for (const end = Date.now() + 10_000; !isSo();) {
    if (Date.now() > end) throw new Error("it never came to that");
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

/** A run whose request was accepted and is not answered. */
export async function sent(lab: Lab, graph: Graph = photo): Promise<LabRun> {
  lab.fal.answersAtOnce = false;
  const run = await lab.start(graph, cat);
  await until(() => lab.journal(run.open.run).includes('"sent"'));
  return run;
}

/** A run that was killed in between: nobody knows whether its call was sent. */
export async function inDoubt(lab: Lab, options: Parameters<Lab["start"]>[2] = {}): Promise<LabRun> {
  lab.fal.onSubmit = "hang";
  const run = await lab.start(photo, cat, options);
  await until(() => run.events.some(({ kind }) => kind === "node-paying"));
  await run.kill();
  lab.fal.onSubmit = "accept";
  return run;
}
