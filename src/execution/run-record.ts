/** What is known of a run so far, and the events that say so. */
import type { Graph, RunNode } from "../graph/types.ts";
import type { Json, JsonObject } from "../lib/json.ts";
import type { Held, SentRequest } from "./engine.ts";
import type { EventReporter } from "./event-reporter.ts";
import type { NodeFailure } from "./failure.ts";
import type { CallContext } from "./node-calls.ts";
import type { Results } from "./resolve-reference.ts";
import { UnresolvedReference } from "./unresolved-reference.ts";

/** A request that was sent before, and its node. */
export type HeldRequest = Held & { readonly kind: "request" } & { readonly node: RunNode };

export class RunRecord {
  readonly completed = new Map<string, Json>();
  readonly requests = new Map<string, SentRequest>();
  readonly failures: NodeFailure[] = [];
  /** In the graph's order. */
  readonly inFlight: HeldRequest[] = [];
  readonly results: Results;
  readonly #nodes: ReadonlyMap<string, RunNode>;
  readonly #events: EventReporter;
  /** How many units of each node's call are billed. */
  readonly #bills = new Map<string, number>();
  /** Nodes whose request gives no result any more. */
  readonly #ended = new Set<string>();

  /** Throws if something is held for a node that the graph does not have. */
  constructor(graph: Graph, input: JsonObject, held: ReadonlyMap<string, Held>, events: EventReporter) {
    this.#nodes = new Map(graph.nodes.map((node) => [node.id, node]));
    this.#events = events;
    this.results = { input, outputs: this.completed };
    for (const id of held.keys()) {
      if (!this.#nodes.has(id))
        throw new RangeError(`something is held for ${JSON.stringify(id)}, which is not a node of the graph`);
    }
    for (const node of graph.nodes) this.#takeHeld(node, held.get(node.id));
  }

  #takeHeld(node: RunNode, held: Held | undefined): void {
    if (held?.kind === "output") this.completed.set(node.id, held.output);
    else if (held?.kind === "request") this.#takeRequest(node, held);
    // Otherwise the node would be called, and paid for, again.
    else if (held !== undefined)
      throw new RangeError(`what is held for ${JSON.stringify(node.id)} is of no known kind`);
  }

  #takeRequest(node: RunNode, held: Held & { readonly kind: "request" }): void {
    this.inFlight.push({ ...held, node });
    this.requests.set(node.id, { app: node.app, requestId: held.requestId });
  }

  /** What a call of the node is given. Once it is closed, reports are ignored. `elapsedMs`: without the wait for a place. */
  openContext(
    { id, app }: RunNode,
    signal: AbortSignal,
  ): { context: CallContext; close: () => void; elapsedMs: () => number } {
    let isOpen = true;
    let startedAt = this.#events.now();
    const context: CallContext = {
      signal,
      report: (event) => {
        if (!isOpen) return;
        if (event.kind === "billed") return void this.#bills.set(id, event.units);
        if (event.kind === "node-paying") startedAt = this.#events.now();
        // What an earlier request was billed is not the bill of this one.
        if (event.kind === "node-submitted") this.#bills.delete(id);
        if ("requestId" in event) this.requests.set(id, { app, requestId: event.requestId });
        if (event.kind === "node-cancelled" && event.confirmed) this.#ended.add(id);
        this.#events.emit({ ...event, node: id });
      },
    };
    return {
      context,
      close: () => void (isOpen = false),
      elapsedMs: () => Math.round(this.#events.now() - startedAt),
    };
  }

  complete({ id }: RunNode, output: Json, elapsedMs: number): void {
    this.completed.set(id, output);
    this.#events.emit({ kind: "node-completed", node: id, output, elapsedMs, ...this.#billOf(id) });
  }

  /** Adds the node whose answer lacks a value, if that is the error. `isOpen`: whether its request may still give a result. */
  fail(failure: NodeFailure, error: unknown, isOpen = false): void {
    if (!isOpen) this.#ended.add(failure.node);
    const all = { ...failure, ...this.#sourceOf(error) };
    this.failures.push(all);
    this.#events.emit({
      kind: "node-failed",
      failure: all,
      ...(isOpen && { isOpen }),
      ...this.#billOf(failure.node),
    });
  }

  #billOf(id: string): { readonly billedUnits?: number } {
    const billedUnits = this.#bills.get(id);
    return billedUnits === undefined ? {} : { billedUnits };
  }

  /** Requests that may still give a result. */
  open(): ReadonlyMap<string, SentRequest> {
    const isOpen = (id: string) => !this.completed.has(id) && !this.#ended.has(id);
    return new Map([...this.requests].filter(([id]) => isOpen(id)));
  }

  #sourceOf(error: unknown): Pick<NodeFailure, "source"> {
    if (!(error instanceof UnresolvedReference)) return {};
    const { root } = error.reference;
    const node = this.#nodes.get(root);
    const answer = this.completed.get(root);
    if (node === undefined || answer === undefined) return {};
    const requestId = this.requests.get(root)?.requestId;
    return { source: { node: root, app: node.app, answer, ...(requestId !== undefined && { requestId }) } };
  }
}
