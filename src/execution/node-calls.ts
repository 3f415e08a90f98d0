/** How the work of one node is done: the part of an engine that differs from place to place. */
import type { RunNode } from "../graph/types.ts";
import type { Json, JsonObject } from "../lib/json.ts";
import type { CallReport } from "./events.ts";
import type { Failure } from "./failure.ts";

export interface NodeCalls {
  readonly call: CallNode;
  /** Absent if there is nothing that could be followed: then a held request fails its node. */
  readonly follow?: FollowRequest;
  /** Says what an error of a call means; by default, its message. */
  readonly describeError?: (error: unknown) => Failure;
  /** Whether the request may still give a result after this error; by default, it may not. */
  readonly leavesOpen?: (error: unknown) => boolean;
}

/**
 * Does the work of one node and returns its output. An error becomes the node's failure, except an
 * `AbortError` or the signal's reason after an abort: the node then counts as stopped. It must settle soon
 * after an abort, because the run waits for it.
 */
export type CallNode = (node: RunNode, input: JsonObject, context: CallContext) => Promise<Json>;

/** Like `CallNode`, for a request that was sent before. Never submits anything. */
export type FollowRequest = (node: RunNode, requestId: string, context: CallContext) => Promise<Json>;

export interface CallContext {
  /** Aborted when the run is. */
  readonly signal: AbortSignal;
  /** Asked after an abort: whether the request may be cancelled. By default, it may. */
  readonly mayCancel?: () => Promise<boolean>;
  /** Ignored once the call has settled. */
  report(event: CallReport): void;
}
