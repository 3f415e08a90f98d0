import { suggest } from "../../guess/suggest.ts";
import type { WhyFresh } from "../../runner/journal/taken-calls.ts";
import { becauseOfSource } from "../../runner/journal/why.ts";
import type { Artifact } from "../../workspace/artifacts/artifact.ts";
import { CommandError, exit } from "../io.ts";
import type { RunOptions } from "./options.ts";

/**
 * Why a node takes nothing of earlier runs: `--fresh`, `--again`, or the call says `reuse: false`. Throws for a name that
 * is none.
 */
export function freshNodes(
  { fresh = false, again = [] }: Pick<RunOptions, "fresh" | "again">,
  { name, graph, neverReused }: Pick<Artifact, "name" | "graph" | "neverReused">,
): WhyFresh {
  const nodes = graph.nodes.map(({ id }) => id);
  for (const word of again) {
    if (nodes.includes(word)) continue;
    const near = suggest(word, nodes);
    throw new CommandError(
      `--again: ${name} has no node ${JSON.stringify(word)}`,
      exit.usage,
      near === undefined ? `Its nodes: ${nodes.join(", ")}` : `Did you mean ${near}?`,
    );
  }
  return (node) => {
    if (fresh || again.includes(node)) return "asked for anew";
    return neverReused.has(node) ? becauseOfSource : undefined;
  };
}
