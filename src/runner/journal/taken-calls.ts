import { addTo } from "../../lib/add-to.ts";
import type { CallId } from "./entry.ts";
import type { KnownCall, Ledger, Use } from "./ledger.ts";

/**
 * Which earlier calls one run takes, each once: equal calls within a run are different calls. Of several, the one that
 * was made for the node, or else the one used last. All takes together are linear in the calls that are known.
 */
export class TakenCalls {
  readonly #ledger: Ledger;
  readonly #workflow: string;
  readonly #taken = new Set<CallId>();
  readonly #equal = new Map<string, EqualCalls>();

  constructor(ledger: Ledger, workflow: string) {
    this.#ledger = ledger;
    this.#workflow = workflow;
  }

  /** `undefined` if no call with this key is left that was, or may have been, paid for. */
  take(key: string, node: string): KnownCall | undefined {
    const equal = this.#equal.get(key) ?? new EqualCalls();
    this.#equal.set(key, equal);
    equal.read(this.#ledger.usesOf(key));
    const isLeft = ({ id, state }: KnownCall) => !this.#taken.has(id) && state.kind !== "replaced";
    const call = equal.latest({ workflow: this.#workflow, node }, isLeft);
    if (call !== undefined) this.#taken.add(call.id);
    return call;
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
  #all: KnownCall[] = [];
  #byNode = new Map<string, KnownCall[]>();
  #read = 0;

  read(uses: readonly Use[]): void {
    const added = uses.slice(this.#read);
    this.#read = uses.length;
    if (added.length === 0) return;
    const calls = [...this.#all, ...added.toSorted((a, b) => a.at - b.at).map(({ call }) => call)];
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
