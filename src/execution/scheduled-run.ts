/**
 * One run of a graph by calls of its nodes: each starts as soon as its dependencies are done. Independent of fal.
 * Never sleeps or retries. Apart from the calls, linear in nodes and edges.
 */
import { setMaxListeners } from "node:events";
import type { Graph, RunNode } from "../graph/types.ts";
import type { Json, JsonObject } from "../lib/json.ts";
import type { RunEnd, RunOptions, RunOutcome } from "./engine.ts";
import { EventReporter } from "./event-reporter.ts";
import { messageOf } from "./failure.ts";
import type { CallContext, NodeCalls } from "./node-calls.ts";
import { Readiness } from "./readiness.ts";
import { resolveKnown, resolveRecord } from "./resolve.ts";
import { runAll } from "./run-all.ts";
import { type HeldRequest, RunRecord } from "./run-record.ts";

export class ScheduledRun {
  readonly #graph: Graph;
  readonly #calls: NodeCalls;
  readonly #options: RunOptions;
  readonly #events: EventReporter;
  readonly #signal: AbortSignal;
  readonly #record: RunRecord;
  readonly #readiness: Readiness;
  readonly #skipped: string[] = [];

  constructor(graph: Graph, input: JsonObject, calls: NodeCalls, options: RunOptions) {
    const { concurrency = 1, held = new Map(), signal } = options;
    if (!(concurrency >= 1)) throw new RangeError(`concurrency must be at least 1, not ${concurrency}`);
    this.#graph = graph;
    this.#calls = calls;
    this.#options = options;
    this.#events = new EventReporter(options);
    this.#signal = AbortSignal.any([this.#events.crash, ...(signal === undefined ? [] : [signal])]);
    // Every call in progress may listen; Node warns of a leak from the eleventh listener on.
    setMaxListeners(0, this.#signal);
    this.#record = new RunRecord(graph, input, held, this.#events);
    const done = new Set(this.#record.completed.keys());
    const underWay = new Set(this.#record.inFlight.map(({ node }) => node.id));
    this.#readiness = new Readiness(graph.nodes, { done, underWay });
  }

  /** Called once. */
  async run(): Promise<RunOutcome> {
    const nodes = this.#graph.nodes.map(({ id, app, depends }) => ({ id, app, depends }));
    this.#events.emit({ kind: "run-started", nodes });
    const { completed, requests, inFlight } = this.#record;
    for (const [node, output] of completed) this.#events.emit({ kind: "node-held", node, output });
    // Requests in flight are calls in progress, whatever the limit: fal works on them already.
    const first = inFlight.map((request) => () => this.#follow(request));
    const next = () => {
      const node = this.#readiness.take();
      return node && (() => this.#call(node));
    };
    await runAll(first, next, this.#signal, this.#options.concurrency);
    const end = this.#conclude();
    this.#events.crash.throwIfAborted();
    return { ...end, completed, requests, open: this.#record.open() };
  }

  async #call(node: RunNode): Promise<void> {
    let input: JsonObject;
    try {
      input = resolveRecord(node.input, this.#record.results);
    } catch (error) {
      // Nothing is sent, so nothing was started.
      return this.#fail(node, undefined, error);
    }
    this.#events.emit({ kind: "node-started", node: node.id, input });
    return this.#await(node, input, (context) => this.#calls.call(node, input, context));
  }

  async #follow({ node, requestId, input }: HeldRequest): Promise<void> {
    const { follow } = this.#calls;
    this.#events.emit({ kind: "node-resumed", node: node.id, requestId, ...(input && { input }) });
    return this.#await(node, input, async (context) => {
      if (follow === undefined) throw new Error(`this engine cannot follow a request, such as ${requestId}`);
      return follow(node, requestId, context);
    });
  }

  async #await(
    node: RunNode,
    input: JsonObject | undefined,
    work: (context: CallContext) => Promise<Json>,
  ): Promise<void> {
    const { context, close, elapsedMs } = this.#record.openContext(node, this.#signal);
    try {
      const output = await work(context);
      this.#record.complete(node, output, elapsedMs());
      this.#settle(node, true);
    } catch (error) {
      if (!isStop(error, this.#signal)) this.#fail(node, input, error);
    } finally {
      close();
    }
  }

  #fail(node: RunNode, input: JsonObject | undefined, error: unknown): void {
    const { id, app } = node;
    const requestId = this.#record.requests.get(id)?.requestId;
    const sent = { ...(input && { input }), ...(requestId !== undefined && { requestId }) };
    const isOpen = this.#calls.leavesOpen?.(error) === true;
    this.#record.fail({ node: id, app, ...this.#describe(error), ...sent }, error, isOpen);
    this.#settle(node, false);
  }

  #describe(error: unknown) {
    return (this.#calls.describeError ?? messageOf)(error);
  }

  #settle({ id }: RunNode, isDone: boolean): void {
    for (const skip of this.#readiness.settle(id, isDone)) {
      this.#skipped.push(skip.node);
      this.#events.emit({ kind: "node-skipped", ...skip });
    }
  }

  #conclude(): RunEnd {
    const { failures } = this.#record;
    const unfinished = this.#readiness.unsettled();
    if (unfinished.length > 0) {
      if (!this.#signal.aborted) {
        throw new Error(`falc: these nodes never became ready: ${unfinished.join(", ")}`);
      }
      this.#events.emit({ kind: "run-aborted", failures, unfinished });
      return { kind: "aborted", failures, unfinished };
    }
    const skipped = this.#skipped;
    const output = failures.length === 0 ? this.#resolveOutput() : undefined;
    if (output !== undefined && failures.length === 0) {
      this.#events.emit({ kind: "run-completed", output });
      return { kind: "completed", output };
    }
    const failed = { failures, skipped, ...(output && { output }) };
    this.#events.emit({ kind: "run-failed", ...failed });
    return { kind: "failed", ...failed };
  }

  /** What is known of it; each value that is missing becomes a failure. */
  #resolveOutput(): JsonObject {
    const { mayBeAbsent } = this.#options;
    return resolveKnown(this.#graph.output.fields, this.#record.results, (error) => {
      if (mayBeAbsent?.(error.reference) === true && error.isLastStep) return;
      this.#record.fail({ node: "output", ...this.#describe(error) }, error);
    });
  }
}

function isStop(error: unknown, signal: AbortSignal): boolean {
  if (!signal.aborted) return false;
  return error === signal.reason || (error instanceof Error && error.name === "AbortError");
}
