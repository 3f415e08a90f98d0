/**
 * The events of a run, for progress displays, `--json` and the journal. Every event is plain JSON. A run
 * sends `run-started` first and exactly one of `run-completed`, `run-failed` and `run-aborted` last. Each
 * node sends at most one of `node-held`, `node-completed`, `node-failed` and `node-skipped`, and none of them if an
 * abort stopped it. `node-completed` follows `node-started` or `node-resumed`; `node-failed` need not, because a node
 * whose input cannot be built is never started.
 */
import type { Json, JsonObject } from "../lib/json.ts";
import type { NodeFailure } from "./failure.ts";

/** `at`: milliseconds since the run started, an integer. */
export type RunEvent = { readonly at: number } & RunEventBody;

/** A `RunEvent` without its time. */
export type RunEventBody =
  | RunStarted
  | NodeHeld
  | NodeStarted
  | NodeResumed
  | ({ readonly node: string } & CallEvent)
  | NodeCompleted
  | NodeFailed
  | NodeSkipped
  | RunCompleted
  | RunFailed
  | RunAborted;

/** What a node's call may report; the scheduler adds `node` and `at`. */
export type CallEvent =
  | NodeWaiting
  | NodePaying
  | NodeSubmitted
  | NodeFollowed
  | NodeReused
  | NodeInDoubt
  | NodeQueued
  | NodeRunning
  | NodeProgress
  | NodeCancelled;

/** What a call tells the run: its events, and what is then part of the event about its end. */
export type CallReport = CallEvent | CallBill;

export interface CallBill {
  readonly kind: "billed";
  readonly units: number;
}

export interface RunStarted {
  readonly kind: "run-started";
  /** In the graph's order. */
  readonly nodes: readonly {
    readonly id: string;
    readonly app: string;
    readonly depends: readonly string[];
  }[];
}

/** Its output was there before the run: the node is done, and is not called. Sent for all such nodes at the start. */
export interface NodeHeld {
  readonly kind: "node-held";
  readonly node: string;
  readonly output: Json;
}

export interface NodeStarted {
  readonly kind: "node-started";
  readonly node: string;
  /** What will be sent, with every reference replaced by its value. Never a key: an engine adds it to the request only. */
  readonly input: JsonObject;
}

/** In place of `node-started` and `node-submitted`: its request was sent before the run, and is only followed. */
export interface NodeResumed {
  readonly kind: "node-resumed";
  readonly node: string;
  readonly requestId: string;
  /** What was sent, if known. */
  readonly input?: JsonObject;
}

/** fal has accepted the request and will bill it. */
export interface NodeSubmitted {
  readonly kind: "node-submitted";
  readonly requestId: string;
}

/** As many calls are in progress as are wanted at a time: it is sent when one of them has ended. */
export interface NodeWaiting {
  readonly kind: "node-waiting";
  /** How many. */
  readonly limit: number;
}

/** Nothing of it is held: it is about to be submitted, or fal, which runs the whole graph, is about to say that it was. */
export interface NodePaying {
  readonly kind: "node-paying";
  /** Why, as a clause: `never held`, `prompt changed`. */
  readonly because: string;
}

/** In place of `node-submitted`: an equal call was submitted before, and is only waited for. Nothing is paid. */
export interface NodeFollowed {
  readonly kind: "node-followed";
  readonly requestId: string;
  /** The run that submitted it. */
  readonly run: string;
  /** Whether that run is waiting for it too. */
  readonly isShared: boolean;
}

/** In place of `node-submitted`: the answer to an equal call of an earlier run is used. Nothing is paid. */
export interface NodeReused {
  readonly kind: "node-reused";
  readonly requestId?: string;
  /** The run that made the call. */
  readonly run: string;
}

/** The call may have been submitted, and fal's answer was never heard: it may be billed, and is not sent again. */
export interface NodeInDoubt {
  readonly kind: "node-in-doubt";
  readonly run: string;
  /** When it was about to be sent, in milliseconds since 1970. */
  readonly sentAt: number;
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
  /**
   * How many units fal bills for its call: 1.048576, of megapixels, say. Their name and price are not in the answer. Absent
   * if fal did not say it, which does not mean that the call cost nothing.
   */
  readonly billedUnits?: number;
}

export interface NodeFailed {
  readonly kind: "node-failed";
  readonly failure: NodeFailure;
  /** As of a node that completed: a failed call may be billed, too. */
  readonly billedUnits?: number;
  /** The request may still give a result, and be billed, even if its id is not known: nobody can say what it costs. */
  readonly isOpen?: true;
}

export interface NodeSkipped {
  readonly kind: "node-skipped";
  readonly node: string;
  /**
   * The direct dependencies that failed or were skipped; where fal runs the whole graph, which ends with a failure, maybe the
   * nodes that failed. Never empty.
   */
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
