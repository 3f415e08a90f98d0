/**
 * The events of a run, for progress displays, `--json` and the journal. Every event is plain JSON. A run
 * sends `run-started` first and exactly one of `run-completed`, `run-failed` and `run-aborted` last; each
 * node sends at most one of `node-completed`, `node-failed` and `node-skipped`, and none of them if an abort
 * stopped it.
 */
import type { Json, JsonObject } from "../lib/json.ts";

/** `at`: milliseconds since the run started, an integer. */
export type RunEvent = { readonly at: number } & RunEventBody;

/** A `RunEvent` without its time. */
export type RunEventBody =
  | RunStarted
  | NodeStarted
  | ({ readonly node: string } & CallEvent)
  | NodeCompleted
  | NodeFailed
  | NodeSkipped
  | RunCompleted
  | RunFailed
  | RunAborted;

/** What a node's call may report; the scheduler adds `node` and `at`. */
export type CallEvent = NodeSubmitted | NodeQueued | NodeRunning | NodeProgress | NodeCancelled;

export interface RunStarted {
  readonly kind: "run-started";
  /** In the graph's order. */
  readonly nodes: readonly {
    readonly id: string;
    readonly app: string;
    readonly depends: readonly string[];
  }[];
}

export interface NodeStarted {
  readonly kind: "node-started";
  readonly node: string;
}

/** fal has accepted the request and will bill it. */
export interface NodeSubmitted {
  readonly kind: "node-submitted";
  readonly requestId: string;
}

/** Sent when the position changes. */
export interface NodeQueued {
  readonly kind: "node-queued";
  /** How many requests are ahead; 0 is next. */
  readonly position: number;
}

/** The request has left the queue. */
export interface NodeRunning {
  readonly kind: "node-running";
}

export interface NodeProgress {
  readonly kind: "node-progress";
  /** A line of the model's log, as the model wrote it: escape it before it reaches a terminal. */
  readonly line: string;
}

/** The run was aborted while the node's request was in progress, and fal was asked to cancel it. */
export interface NodeCancelled {
  readonly kind: "node-cancelled";
  /** If false, the request may still run and be billed. */
  readonly confirmed: boolean;
}

export interface NodeCompleted {
  readonly kind: "node-completed";
  readonly node: string;
  readonly output: Json;
  readonly elapsedMs: number;
}

export interface NodeFailed {
  readonly kind: "node-failed";
  readonly failure: NodeFailure;
}

export interface NodeSkipped {
  readonly kind: "node-skipped";
  readonly node: string;
  /** The direct dependencies that failed or were skipped; never empty. */
  readonly because: readonly string[];
}

export interface RunCompleted {
  readonly kind: "run-completed";
  readonly output: Json;
}

export interface RunFailed {
  readonly kind: "run-failed";
  readonly failures: readonly NodeFailure[];
  /** In the order in which they were skipped. */
  readonly skipped: readonly string[];
  /** What is known of the output, if every node finished. */
  readonly output?: JsonObject;
}

export interface RunAborted {
  readonly kind: "run-aborted";
  readonly failures: readonly NodeFailure[];
  /** Nodes that were stopped or never started, in the graph's order. */
  readonly unfinished: readonly string[];
}

/** Why a node has no output. */
export interface NodeFailure {
  /** The node's id, or `output` if the run's output could not be built. */
  readonly node: string;
  /** The endpoint; absent for `output`. */
  readonly app?: string;
  /** What was sent; absent if it could not be built. */
  readonly input?: JsonObject;
  readonly message: string;
  /** The HTTP status, if there was an answer. */
  readonly status?: number;
  /** fal's id of the request, once known. */
  readonly requestId?: string;
  /** fal's own words, unchanged: the `detail` of its answer, or the whole answer. */
  readonly details?: Json;
  /** If a value is missing in another node's answer: that node, whose answer was paid for. */
  readonly source?: AnswerSource;
}

export interface AnswerSource {
  readonly node: string;
  readonly app: string;
  readonly requestId?: string;
  readonly answer: Json;
}
