/**
 * The journal of a graph that is handed over. Before it is sent, the calls whose input is known are written down, as single
 * calls are; the others as soon as it is said that they were submitted, if their input can be told. What they make is held for
 * later runs, whatever engine those have.
 */
import type { CallContext } from "../../execution/node-calls.ts";
import { isTextNode } from "../../execution/text-node.ts";
import { writeBare } from "../../graph/dialects/bare.ts";
import type { Graph, RunNode } from "../../graph/types.ts";
import { canonicalJson } from "../../lib/canonical-json.ts";
import type { Json, JsonObject } from "../../lib/json.ts";
import { sha256 } from "../../lib/sha256.ts";
import { describeFailure } from "../describe-failure.ts";
import type { HostedBooks, ReadyNode } from "../engines/hosted-books.ts";
import { type Bookkeeping, type Claim, nothingSent } from "./bookkeeping.ts";
import { byContent } from "./call-key.ts";
import type { Instead, PayOnce } from "./pay-once.ts";

export class StageJournal implements HostedBooks {
  readonly #payOnce: PayOnce;
  readonly #books: Bookkeeping;
  readonly #warn: (error: unknown) => void;
  /** Node id → the number of its call. */
  readonly #calls = new Map<string, number>();
  /** By node id. */
  readonly #instead = new Map<string, Instead>();
  /** Node id → why it is paid for. */
  readonly #because = new Map<string, string>();

  /** `warn`: an entry that belongs to no call could not be written. */
  constructor(payOnce: PayOnce, books: Bookkeeping, warn: (error: unknown) => void) {
    this.#payOnce = payOnce;
    this.#books = books;
    this.#warn = warn;
  }

  /** A run holds one such claim, and takes those of single calls only while it has it: two runs never wait for each other. */
  hold(graph: Graph, input: JsonObject, signal: AbortSignal): Promise<Claim> {
    const { workflow, ledger } = this.#books;
    const sent = { workflow, graph: writeBare(graph), input: byContent(input, ledger.contentOf) };
    const name = `stage-${sha256(canonicalJson(sent))}`;
    return this.#payOnce.hold(name, signal).catch(nothingSent);
  }

  async find(
    node: RunNode,
    input: JsonObject,
    context: CallContext,
  ): Promise<{ readonly output: Json } | undefined> {
    const found = await this.#payOnce.find(node, input, context);
    if ("output" in found) return found;
    this.#instead.set(node.id, found.instead);
    this.#because.set(node.id, found.because);
    return undefined;
  }

  async begin(
    nodes: readonly RunNode[],
    ready: readonly ReadyNode[],
    signal: AbortSignal,
  ): Promise<readonly RunNode[]> {
    const calls = ready.map((each) => ({ ...each, instead: this.#instead.get(each.node.id) ?? {} }));
    const claim = await this.#payOnce.holdAll(calls, signal).catch(nothingSent);
    try {
      const begun = calls.filter((each) => this.#payOnce.isBegun(each));
      if (begun.length > 0) return begun.map(({ node }) => node);
      const writing = [this.#books.write({ kind: "stage", nodes: nodes.map(({ id }) => id) })];
      for (const { node, input, instead } of calls) {
        const { call, written } = this.#payOnce.intend(node, input, instead);
        this.#calls.set(node.id, call);
        writing.push(written);
      }
      await Promise.all(writing).catch(nothingSent);
      return [];
    } finally {
      claim.release();
    }
  }

  submitted(node: RunNode, input: JsonObject | undefined, requestId: string): string | undefined {
    const call = this.#callOf(node, input);
    if (call !== undefined) this.#payOnce.note(node, { kind: "sent", call, requestId });
    return this.#because.get(node.id);
  }

  completed(node: RunNode, input: JsonObject | undefined, output: Json, ms: number): void {
    const call = this.#callOf(node, input);
    if (call !== undefined) this.#payOnce.note(node, { kind: "done", call, output, ms });
  }

  failed(node: RunNode, _: JsonObject | undefined, error: unknown, isOpen: boolean): void {
    const call = this.#calls.get(node.id);
    const left = isOpen ? "open" : "nothing";
    if (call !== undefined)
      this.#payOnce.note(node, { kind: "failed", call, failure: describeFailure(error), left });
  }

  unsent(node: RunNode, error: unknown): void {
    this.failed(node, undefined, error, false);
  }

  cancelled(node: RunNode, confirmed: boolean): void {
    const call = this.#calls.get(node.id);
    if (call !== undefined) this.#payOnce.note(node, { kind: "cancel", call, confirmed });
  }

  over(): void {
    this.#books.write({ kind: "stage-over" }).catch(this.#warn);
  }

  /** `undefined` for what is not held by content: a text, or a call of which nobody can tell what it was sent. */
  #callOf(node: RunNode, input: JsonObject | undefined): number | undefined {
    const known = this.#calls.get(node.id);
    if (known !== undefined || input === undefined || isTextNode(node.app)) return known;
    this.#because.set(node.id, this.#payOnce.whyPaid(node, input));
    const { call, written } = this.#payOnce.intend(node, input);
    // What follows is written after it, or is reported as not written.
    written.catch(() => undefined);
    this.#calls.set(node.id, call);
    return call;
  }
}
