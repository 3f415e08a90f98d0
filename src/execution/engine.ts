/**
 * What runs a graph, wherever that happens. An engine may make the calls itself (`scheduledEngine`) or hand the whole
 * graph to somebody who does: callers cannot tell, except by the requests that it reports.
 */
import type { Graph, Reference } from "../graph/types.ts";
import type { Json, JsonObject } from "../lib/json.ts";
import type { RunEvent } from "./events.ts";
import type { NodeFailure } from "./failure.ts";

export interface Engine {
  /**
   * Returns how the run ended. A failing call does not reject: independent nodes still finish, dependents are skipped.
   * `input` is used unchanged: filling in defaults is up to the caller. Rejects for what no run can mend: a graph with
   * a cycle or a dangling dependency, which `readBare` excludes, invalid options, and an error in `report`.
   */
  run(graph: Graph, input: JsonObject, options?: RunOptions): Promise<RunOutcome>;
}

export interface RunOptions {
  /** By node id: what earlier runs left. Every other node runs. */
  readonly held?: ReadonlyMap<string, Held>;
  /** The nodes whose calls say `reuse: false`, for an engine that would use answers of earlier runs by itself. */
  readonly neverReused?: ReadonlySet<string>;
  /** The maximum number of calls in progress; at least 1, no limit by default. */
  readonly concurrency?: number;
  readonly signal?: AbortSignal;
  /** Called synchronously, in order. An error in it ends the run: the calls are aborted, and `run` rejects with it. */
  readonly report?: (event: RunEvent) => void;
  /** Whether a reference of the output may be missing, in which case the field is left out. By default none may. */
  readonly mayBeAbsent?: (reference: Reference) => boolean;
  /** A clock in milliseconds; by default `performance.now`. */
  readonly now?: () => number;
}

/** What is there of a node before the run starts. */
export type Held =
  /** The node is done: it is not called, and waits for nothing. */
  | { readonly kind: "output"; readonly output: Json }
  /**
   * Its request was sent before and is only followed, from the start and whatever becomes of its dependencies: it is
   * paid for. Nothing is submitted.
   */
  | {
      readonly kind: "request";
      readonly requestId: string;
      /** What was sent, if known: for reports. */
      readonly input?: JsonObject;
    };

export type RunOutcome = RunEnd & {
  /** Outputs by node id: those that were held, then those of every node that finished, in that order. */
  readonly completed: ReadonlyMap<string, Json>;
  /** By node id, of every node that was submitted, now or before. */
  readonly requests: ReadonlyMap<string, SentRequest>;
  /**
   * Those of `requests` that may still give a result, which is paid for: neither answered, nor refused, nor certainly
   * cancelled. Another run should follow them.
   */
  readonly open: ReadonlyMap<string, SentRequest>;
};

export interface SentRequest {
  readonly app: string;
  readonly requestId: string;
}

export type RunEnd =
  | { readonly kind: "completed"; readonly output: JsonObject }
  | {
      readonly kind: "failed";
      /** In the order they happened; never empty. */
      readonly failures: readonly NodeFailure[];
      /** Nodes not started because a dependency failed or was skipped, or the whole graph ended with a failure. */
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
