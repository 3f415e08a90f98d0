import { addTo } from "../../lib/add-to.ts";
import type { CallId } from "./entry.ts";
import type { KnownCall, Ledger, Use } from "./ledger.ts";

/** Why a node takes nothing of other runs, as a clause; `undefined` if it may. The same answer each time. */
export type WhyFresh = (node: string) => string | undefined;

export interface Taker {
  readonly run: string;
  readonly workflow: string;
  readonly whyFresh: WhyFresh;
}

/**
 * Which earlier calls one run takes, each once: equal calls within a run are different calls. Of several, the one that
 * was made for the node, or else the one used last. A fresh node takes only what this run made for it before it was begun
 * again, and no other node takes that. All takes together are linear in the calls that are known.
 */
export class TakenCalls {
  readonly #ledger: Ledger;
  readonly #taker: Taker;
  readonly #taken = new Set<CallId>();
  readonly #equal = new Map<string, EqualCalls>();

  constructor(ledger: Ledger, taker: Taker) {
    this.#ledger = ledger;
    this.#taker = taker;
  }

  /** `undefined` if no call with this key is left that was, or may have been, paid for. */
  take(key: string, node: string): KnownCall | undefined {
    const { workflow, whyFresh } = this.#taker;
    const equal = this.#equal.get(key) ?? new EqualCalls((call) => this.#isOfFresh(call));
    this.#equal.set(key, equal);
    equal.read(this.#ledger.usesOf(key));
    const isLeft = ({ id, state }: KnownCall) => !this.#taken.has(id) && state.kind !== "replaced";
    const call =
      whyFresh(node) === undefined
        ? equal.latest({ workflow, node }, isLeft)
        : equal.latestOfFresh(node, isLeft);
    if (call !== undefined) this.#taken.add(call.id);
    return call;
  }

  /** Whether this run made the call for a fresh node, which alone may take it. */
  #isOfFresh({ run, node }: KnownCall): boolean {
    return run === this.#taker.run && this.#taker.whyFresh(node) !== undefined;
  }

  /** One that this run makes itself. */
  add(id: CallId): void {
    this.#taken.add(id);
  }

  /** It was not needed after all, and may be taken again. */
  giveBack({ id, key }: KnownCall): void {
    this.#taken.delete(id);
    this.#equal.delete(key);
  }
}

/** Those with one key. In each list, the one used last comes last. */
class EqualCalls {
  readonly #isOfFresh: (call: KnownCall) => boolean;
  #all: KnownCall[] = [];
  #byNode = new Map<string, KnownCall[]>();
  /** Node → what this run made for it, if it is fresh; in neither of the others. */
  #ofFresh = new Map<string, KnownCall[]>();
  #read = 0;

  constructor(isOfFresh: (call: KnownCall) => boolean) {
    this.#isOfFresh = isOfFresh;
  }

  read(uses: readonly Use[]): void {
    const added = uses.slice(this.#read);
    this.#read = uses.length;
    if (added.length === 0) return;
    const news = added.toSorted((a, b) => a.at - b.at).map(({ call }) => call);
    const [own = [], others = []] = [true, false].map((is) =>
      news.filter((call) => this.#isOfFresh(call) === is),
    );
    for (const call of own) addTo(this.#ofFresh, call.node, call);
    const calls = [...this.#all, ...others];
    // Its last use counts.
    this.#all = [...new Set(calls.toReversed())].toReversed();
    this.#byNode = new Map();
    for (const call of this.#all) addTo(this.#byNode, nameOf(call), call);
  }

  latest(
    maker: Pick<KnownCall, "workflow" | "node">,
    isLeft: (call: KnownCall) => boolean,
  ): KnownCall | undefined {
    return last(this.#byNode.get(nameOf(maker)) ?? [], isLeft) ?? last(this.#all, isLeft);
  }

  latestOfFresh(node: string, isLeft: (call: KnownCall) => boolean): KnownCall | undefined {
    return last(this.#ofFresh.get(node) ?? [], isLeft);
  }
}

/** What is not left now never will be, and is removed; what failed may still turn out to be done. */
function last(calls: KnownCall[], isLeft: (call: KnownCall) => boolean): KnownCall | undefined {
  for (let at = calls.length - 1; at >= 0; at -= 1) {
    const call = calls[at];
    if (call === undefined || (isLeft(call) && call.state.kind !== "failed")) return call;
    if (!isLeft(call) && at === calls.length - 1) calls.pop();
  }
  return undefined;
}

function nameOf({ workflow, node }: Pick<KnownCall, "workflow" | "node">): string {
  return `${workflow} ${node}`;
}
