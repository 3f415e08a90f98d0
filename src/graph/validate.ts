/**
 * Checks a graph as a whole: dependencies exist, there is no cycle, references are covered by dependencies.
 * The nodes must have the right shape, but may be in any order.
 */
import { suggest } from "../guess/suggest.ts";
import { listReferences } from "./list-references.ts";
import { topologicalOrder } from "./order.ts";
import { quote } from "../lib/quote.ts";
import { printReference } from "./reference.ts";
import type { Graph, GraphValue, RunNode } from "./types.ts";

/**
 * The same graph with its nodes in order, or every problem in plain words. A reference is covered if its root
 * is a dependency, or an ancestor, which orders the two as well (real documents rely on it). `input` is
 * always covered. Linear, except that each node with a reference outside its dependencies costs a walk over
 * its ancestors.
 */
export function validate(graph: Graph): { graph: Graph } | { problems: readonly string[] } {
  const problems: string[] = [];
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
  const items: Item[] = graph.nodes.map((node) => ({
    title: `node ${quote(node.id)}`,
    depends: node.depends,
    value: node.input,
  }));
  items.push({ title: "the output node", depends: graph.output.depends, value: graph.output.fields });

  for (const item of items) {
    for (const id of item.depends) {
      if (id !== "input" && !nodes.has(id)) {
        problems.push(
          `${item.title} depends on ${quote(id)}, which is not a node${guess(id, nodes, problems)}`,
        );
      }
    }
    reportReferences(item, nodes, problems);
  }
  const order = topologicalOrder(graph.nodes);
  if (order.kind === "cycle") {
    problems.push(describeCycle(order.ids));
    return { problems };
  }
  return problems.length > 0 ? { problems } : { graph: { ...graph, nodes: order.nodes } };
}

/** A node or the output: both wait for dependencies, and then read them. */
interface Item {
  readonly title: string;
  readonly depends: readonly string[];
  readonly value: GraphValue;
}

function reportReferences(item: Item, nodes: ReadonlyMap<string, RunNode>, problems: string[]): void {
  const declared = new Set(item.depends);
  let ancestors: ReadonlySet<string> | undefined;
  for (const reference of listReferences(item.value)) {
    const { root } = reference;
    if (root === "input" || declared.has(root)) continue;
    const text = `${item.title} refers to ${quote(printReference(reference))}`;
    if (!nodes.has(root)) {
      problems.push(`${text}, but there is no node ${quote(root)}${guess(root, nodes, problems)}`);
      continue;
    }
    ancestors ??= listAncestors(item.depends, nodes);
    if (!ancestors.has(root)) problems.push(`${text}, but does not depend on ${quote(root)}`);
  }
}

function listAncestors(depends: readonly string[], nodes: ReadonlyMap<string, RunNode>): ReadonlySet<string> {
  const seen = new Set<string>(depends);
  // Iterating over a set also visits what is added meanwhile.
  for (const id of seen) {
    for (const dependency of nodes.get(id)?.depends ?? []) seen.add(dependency);
  }
  return seen;
}

function describeCycle(ids: readonly string[]): string {
  const [first = ""] = ids;
  if (ids.length === 1) return `node ${quote(first)} depends on itself`;
  const shown =
    ids.length > 12 ? [...ids.slice(0, 12).map(quote), `… (${ids.length} nodes)`] : ids.map(quote);
  return `these nodes depend on each other in a cycle: ${[...shown, quote(first)].join(" -> ")}`;
}

/**
 * A guess compares with every node, so a broken document with thousands of nodes gets guesses only for its
 * first problems.
 */
function guess(id: string, nodes: ReadonlyMap<string, unknown>, problems: readonly string[]): string {
  const near = id.length <= 128 && problems.length < 50 ? suggest(id, nodes.keys()) : undefined;
  return near === undefined ? "" : `; did you mean ${quote(near)}?`;
}
