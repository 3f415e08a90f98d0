import { suggest } from "../../guess/suggest.ts";
import type { Artifact } from "../../workspace/artifacts/artifact.ts";
import { CommandError, exit } from "../io.ts";
import type { RunOptions } from "./options.ts";

/** Whether a node is to be paid for whatever is held of it: `--fresh` and `--again`. Throws for a name that is none. */
export function freshNodes(
  { fresh = false, again = [] }: Pick<RunOptions, "fresh" | "again">,
  { name, graph }: Pick<Artifact, "name" | "graph">,
): (node: string) => boolean {
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
  return fresh ? () => true : (node) => again.includes(node);
}
