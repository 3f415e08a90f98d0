/**
 * Runs a graph: every node starts as soon as its dependencies are done. Independent of fal; a `call` does the
 * work of one node. Never sleeps or retries.
 */
import { setMaxListeners } from "node:events";
import type { Graph, Reference, RunNode } from "../graph/types.ts";
import type { Json, JsonObject } from "../lib/json.ts";
import type { CallEvent, NodeFailure, RunEvent, RunEventBody } from "../execution/events.ts";
import { describeFailure } from "./failure.ts";
import { Readiness } from "../execution/readiness.ts";
import { resolveKnown, resolveRecord, UnresolvedReference } from "../execution/resolve.ts";

/**
 * Does the work of one node and returns its output. An error becomes the node's failure, except an
 * `AbortError` or the signal's reason after an abort: the node then counts as stopped. It must settle soon
 * after an abort, because the run waits for it.
 */
export type CallNode = (node: RunNode, input: JsonObject, context: CallContext) => Promise<Json>;

export interface CallContext {
  /** Aborted when the run is. */
  readonly signal: AbortSignal;
  /** Ignored once the call has settled. */
  report(event: CallEvent): void;
}

export interface RunOptions {
  /** The maximum number of calls in progress; at least 1, no limit by default. */
  readonly concurrency?: number;
  readonly signal?: AbortSignal;
  /**
   * Called synchronously, in order. An error in it ends the run: `runGraph` aborts the calls and rejects with
   * that error.
   */
  readonly report?: (event: RunEvent) => void;
  /** Whether a reference of the output may be missing, in which case the field is left out. By default none may. */
  readonly mayBeAbsent?: (reference: Reference) => boolean;
  /** A clock in milliseconds; by default `performance.now`. */
  readonly now?: () => number;
}

export type RunOutcome = RunEnd & {
  /** Outputs by node id, of every node that finished, in that order. */
  readonly completed: ReadonlyMap<string, Json>;
  /** By node id, of every node that was submitted. */
  readonly requests: ReadonlyMap<string, SentRequest>;
};

export interface SentRequest {
  readonly app: string;
  readonly requestId: string;
}

type RunEnd =
  | { readonly kind: "completed"; readonly output: JsonObject }
  | {
      readonly kind: "failed";
      /** In the order they happened; never empty. */
      readonly failures: readonly NodeFailure[];
      /** Nodes not started because a dependency failed or was skipped. */
      readonly skipped: readonly string[];
      /** What is known of the output, if every node finished. */
      readonly output?: JsonObject;
    }
  | {
      readonly kind: "aborted";
      readonly failures: readonly NodeFailure[];
      /** Nodes that were stopped or never started, in the graph's order. */
      readonly unfinished: readonly string[];
    };

/**
 * Returns how the run ended. A failing call does not reject: independent nodes still finish, dependents are
 * skipped. `input` is used unchanged (`checkInput` fills in defaults). Rejects for a graph with a cycle or a
 * dangling dependency, which `readBare` excludes. Apart from the calls, linear in nodes and edges.
 */
export async function runGraph(
  graph: Graph,
  input: JsonObject,
  call: CallNode,
  options: RunOptions = {},
): Promise<RunOutcome> {
  const { concurrency = Number.POSITIVE_INFINITY, report, now = () => performance.now() } = options;
  if (!(concurrency >= 1)) throw new RangeError(`concurrency must be at least 1, not ${concurrency}`);
  const startedAt = now();
  const crash = new AbortController();
  const signal = AbortSignal.any(
    options.signal === undefined ? [crash.signal] : [crash.signal, options.signal],
  );
  // Every call in progress may listen; Node warns of a leak from the eleventh listener on.
  setMaxListeners(0, signal);
  const readiness = new Readiness(graph.nodes);
  const completed = new Map<string, Json>();
  const failures: NodeFailure[] = [];
  const skipped: string[] = [];
  const results = { input, outputs: completed };
  const requests = new Map<string, SentRequest>();
  const apps = new Map(graph.nodes.map(({ id, app }) => [id, app]));

  function emit(event: RunEventBody): void {
    if (crash.signal.aborted) return;
    try {
      report?.({ at: Math.round(now() - startedAt), ...event });
    } catch (error) {
      crash.abort(error);
    }
  }

  function settle(id: string, done: boolean): void {
    for (const skip of readiness.settle(id, done)) {
      skipped.push(skip.node);
      emit({ kind: "node-skipped", ...skip });
    }
  }

  function fail(failure: NodeFailure): void {
    failures.push(failure);
    emit({ kind: "node-failed", failure });
  }

  async function work(node: RunNode): Promise<void> {
    const startedNodeAt = now();
    const sent: { input?: JsonObject; requestId?: string } = {};
    let underWay = true;
    emit({ kind: "node-started", node: node.id });
    try {
      sent.input = resolveRecord(node.input, results);
      const output = await call(node, sent.input, {
        signal,
        report(event) {
          if (!underWay) return;
          if (event.kind === "node-submitted") {
            sent.requestId = event.requestId;
            requests.set(node.id, { app: node.app, requestId: event.requestId });
          }
          emit({ ...event, node: node.id });
        },
      });
      completed.set(node.id, output);
      emit({ kind: "node-completed", node: node.id, output, elapsedMs: Math.round(now() - startedNodeAt) });
      settle(node.id, true);
    } catch (error) {
      if (isStop(error, signal)) return;
      fail({ node: node.id, app: node.app, ...describeFailure(error), ...sent, ...sourceOf(error) });
      settle(node.id, false);
    } finally {
      underWay = false;
    }
  }

  emit({
    kind: "run-started",
    nodes: graph.nodes.map(({ id, app, depends }) => ({ id, app, depends })),
  });
  await runAll(() => (signal.aborted ? undefined : readiness.take()), work, concurrency);

  const outcome = conclude();
  crash.signal.throwIfAborted();
  return { ...outcome, completed, requests };

  /** The node whose answer lacks the referenced value. */
  function sourceOf(error: unknown): Pick<NodeFailure, "source"> {
    if (!(error instanceof UnresolvedReference)) return {};
    const { root } = error.reference;
    const [app, answer, requestId] = [apps.get(root), completed.get(root), requests.get(root)?.requestId];
    if (app === undefined || answer === undefined) return {};
    return { source: { node: root, app, answer, ...(requestId !== undefined && { requestId }) } };
  }

  function conclude(): RunEnd {
    const unfinished = readiness.unsettled();
    if (unfinished.length > 0) {
      if (!signal.aborted) throw new Error(`falc: these nodes never became ready: ${unfinished.join(", ")}`);
      emit({ kind: "run-aborted", failures, unfinished });
      return { kind: "aborted", failures, unfinished };
    }
    if (failures.length > 0) {
      emit({ kind: "run-failed", failures, skipped });
      return { kind: "failed", failures, skipped };
    }
    const output = resolveKnown(graph.output.fields, results, (error) => {
      if (options.mayBeAbsent?.(error.reference) === true && isLastStep(error)) return;
      fail({ node: "output", ...describeFailure(error), ...sourceOf(error) });
    });
    if (failures.length === 0) {
      emit({ kind: "run-completed", output });
      return { kind: "completed", output };
    }
    emit({ kind: "run-failed", failures, skipped, output });
    return { kind: "failed", failures, skipped, output };
  }
}

/** Starts the items that `next` returns, up to `limit` at once, until none is running and there are no more. */
async function runAll<Item>(
  next: () => Item | undefined,
  work: (item: Item) => Promise<void>,
  limit: number,
): Promise<void> {
  let running = 0;
  let wake = (): void => {};
  for (;;) {
    for (let item = running < limit ? next() : undefined; item !== undefined;) {
      running += 1;
      void work(item).finally(() => {
        running -= 1;
        wake();
      });
      item = running < limit ? next() : undefined;
    }
    if (running === 0) return;
    // Not `Promise.race` over all running calls: that would cost time in proportion to their number, every
    // time.
    await new Promise<void>((resolve) => (wake = resolve));
  }
}

/** Whether only the last step of the path is missing, where JavaScript would give `undefined`. */
function isLastStep({ reference, segment, isKindRight }: UnresolvedReference): boolean {
  return segment === reference.path.length - 1 && isKindRight;
}

function isStop(error: unknown, signal: AbortSignal): boolean {
  if (!signal.aborted) return false;
  return error === signal.reason || (error instanceof Error && error.name === "AbortError");
}
