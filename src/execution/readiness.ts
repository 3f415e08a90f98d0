import type { RunNode } from "../graph/types.ts";
import { addTo } from "../lib/add-to.ts";

export interface Skip {
  readonly node: string;
  /** The direct dependencies that failed or were skipped, in the order in which they settled. */
  readonly because: readonly string[];
}

/** Nodes that are never returned by `take`, by id. */
export interface Beforehand {
  /** Settled from the start: nothing waits for them. */
  readonly done?: ReadonlySet<string>;
  /** Started already, whatever they depend on. */
  readonly underWay?: ReadonlySet<string>;
}

/**
 * Tracks which nodes may start as others finish. Bookkeeping only: no time, no effects. All calls together
 * are linear in nodes and edges.
 */
export class Readiness {
  readonly #nodes: readonly RunNode[];
  readonly #dependents = new Map<string, RunNode[]>();
  readonly #waitsFor = new Map<string, number>();
  readonly #because = new Map<string, string[]>();
  readonly #settled = new Set<string>();
  readonly #ready: RunNode[] = [];
  #taken = 0;

  /** A node that depends on an unknown id, or is part of a cycle, never becomes ready. */
  constructor(nodes: readonly RunNode[], { done = new Set(), underWay = new Set() }: Beforehand = {}) {
    this.#nodes = nodes;
    for (const node of nodes) {
      if (done.has(node.id)) this.#settled.add(node.id);
      if (done.has(node.id) || underWay.has(node.id)) continue;
      const depends = new Set(node.depends.filter((id) => id !== "input" && !done.has(id)));
      this.#waitsFor.set(node.id, depends.size);
      if (depends.size === 0) this.#ready.push(node);
      for (const id of depends) addTo(this.#dependents, id, node);
    }
  }

  /** The node that has been ready for longest; each is returned once. `undefined` if there is none at present. */
  take(): RunNode | undefined {
    const node = this.#ready[this.#taken];
    if (node !== undefined) this.#taken += 1;
    return node;
  }

  /**
   * Records that a node succeeded or failed, and returns the nodes that are skipped as a result. A node is
   * skipped only when all its dependencies are settled, so that `because` is complete.
   */
  settle(id: string, done: boolean): readonly Skip[] {
    const skips: Skip[] = [];
    const settling = [{ id, done }];
    // Iterating over a list also visits what is added meanwhile.
    for (const next of settling) {
      this.#settled.add(next.id);
      for (const node of this.#dependents.get(next.id) ?? []) {
        if (!next.done) this.#blame(node.id, next.id);
        const left = (this.#waitsFor.get(node.id) ?? 0) - 1;
        this.#waitsFor.set(node.id, left);
        if (left > 0) continue;
        const because = this.#because.get(node.id);
        if (because === undefined) {
          this.#ready.push(node);
        } else {
          skips.push({ node: node.id, because });
          settling.push({ id: node.id, done: false });
        }
      }
    }
    return skips;
  }

  #blame(node: string, dependency: string): void {
    addTo(this.#because, node, dependency);
  }

  /** Nodes that are neither settled nor skipped, in the graph's order. */
  unsettled(): readonly string[] {
    return this.#nodes.map(({ id }) => id).filter((id) => !this.#settled.has(id));
  }
}
