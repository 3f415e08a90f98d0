/** What is kept of a graph that is handed over, and what earlier runs have left of its nodes. */
import type { CallContext } from "../../execution/node-calls.ts";
import type { Graph, RunNode } from "../../graph/types.ts";
import type { Json, JsonObject } from "../../lib/json.ts";

export interface HostedBooks {
  /** Resolves when no other run is at the same graph with the same input. Rejects on the signal. */
  hold(graph: Graph, input: JsonObject, signal: AbortSignal): Promise<{ release(): void }>;
  /**
   * What an earlier call gives, or one that another run is making; `undefined` if the node has to be paid for. Errors are
   * those of a call.
   */
  find(
    node: RunNode,
    input: JsonObject,
    context: CallContext,
  ): Promise<{ readonly output: Json } | undefined>;
  /**
   * Before the graph is sent. `ready`: those whose input is known. Returns those of them that another run has begun to call since they
   * were looked for: unless it is none, nothing was written down, and nothing is sent. A rejection means that nothing is sent.
   */
  begin(
    nodes: readonly RunNode[],
    ready: readonly ReadyNode[],
    signal: AbortSignal,
  ): Promise<readonly RunNode[]>;
  /**
   * fal has accepted the node's call. `input`: what was sent, if it can be told. Returns why it is paid for, a clause, if that
   * is known: `prompt changed`.
   */
  submitted(node: RunNode, input: JsonObject | undefined, requestId: string): string | undefined;
  completed(node: RunNode, input: JsonObject | undefined, output: Json, ms: number): void;
  /** `isOpen`: its request may still give a result, or it may have been sent. */
  failed(node: RunNode, input: JsonObject | undefined, error: unknown, isOpen: boolean): void;
  /** Of those that were ready: it was never sent. */
  unsent(node: RunNode, error: unknown): void;
  cancelled(node: RunNode, confirmed: boolean): void;
  /** fal has said how the graph ended: nothing of it is sent any more. */
  over(): void;
}

export interface ReadyNode {
  readonly node: RunNode;
  readonly input: JsonObject;
}

/** For runs of which nothing is kept. */
export const noBooks: HostedBooks = {
  hold: () => Promise.resolve({ release: () => undefined }),
  find: () => Promise.resolve(undefined),
  begin: () => Promise.resolve([]),
  submitted: () => undefined,
  completed: () => undefined,
  failed: () => undefined,
  unsent: () => undefined,
  cancelled: () => undefined,
  over: () => undefined,
};
