/**
 * Sorts nodes after the nodes they depend on, or names the nodes of a cycle. The only file that imports
 * graphlib. graphlib's own `topsort` and `findCycles` recurse and overflow on a chain of a few thousand
 * nodes, hence Kahn's algorithm. Ids are prefixed, because graphlib keeps them in plain objects, where an id
 * such as `constructor` or `1` would be found by mistake or change the order.
 */
import { Graph } from "@dagrejs/graphlib";
import { SmallestFirst } from "./smallest-first.ts";

export interface Dependent {
  readonly id: string;
  readonly depends: readonly string[];
}

export type Order<Node> =
  | { readonly kind: "ordered"; readonly nodes: readonly Node[] }
  /** Each id depends on the next one, and the last on the first. A node that depends on itself is alone. */
  | { readonly kind: "cycle"; readonly ids: readonly string[] };

/**
 * The nodes, each after all its dependencies. Of several candidates, the first given comes first, so a list
 * that is already in order does not change. Ids must be unique; dependencies on ids that are not in the list
 * (`"input"`) are ignored. O((nodes + edges) log nodes).
 */
export function topologicalOrder<Node extends Dependent>(nodes: readonly Node[]): Order<Node> {
  const graph = buildGraph(nodes);
  const position = new Map(nodes.map((node, index) => [toName(node.id), index]));
  const waitsFor = nodes.map((node) => graph.predecessors(toName(node.id))?.length ?? 0);
  const ready = new SmallestFirst();
  waitsFor.forEach((count, index) => count === 0 && ready.add(index));

  const ordered: Node[] = [];
  for (let index = ready.take(); index !== undefined; index = ready.take()) {
    const node = nodes[index];
    if (node === undefined) continue;
    ordered.push(node);
    for (const name of graph.successors(toName(node.id)) ?? []) {
      const dependent = position.get(name) ?? -1;
      const left = (waitsFor[dependent] ?? 0) - 1;
      waitsFor[dependent] = left;
      if (left === 0) ready.add(dependent);
    }
  }
  if (ordered.length === nodes.length) return { kind: "ordered", nodes: ordered };
  return { kind: "cycle", ids: findCycle(nodes.filter((_, index) => (waitsFor[index] ?? 0) > 0)) };
}

function buildGraph(nodes: readonly Dependent[]): Graph {
  const graph = new Graph();
  for (const node of nodes) graph.setNode(toName(node.id));
  for (const node of nodes) {
    for (const dependency of node.depends) {
      if (graph.hasNode(toName(dependency))) graph.setEdge(toName(dependency), toName(node.id));
    }
  }
  return graph;
}

function toName(id: string): string {
  return `n:${id}`;
}

/** Every stuck node waits for another stuck one, so following the first such dependency must end in a cycle. */
function findCycle(stuck: readonly Dependent[]): string[] {
  const byId = new Map(stuck.map((node) => [node.id, node]));
  const steps = new Map<string, number>();
  let id = stuck[0]?.id;
  while (id !== undefined && !steps.has(id)) {
    steps.set(id, steps.size);
    id = byId.get(id)?.depends.find((dependency) => byId.has(dependency));
  }
  return [...steps.keys()].slice(steps.get(id ?? "") ?? 0);
}
