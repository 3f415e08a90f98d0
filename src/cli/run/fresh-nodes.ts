import { suggest } from "../../guess/suggest.ts";
import type { RunEntry } from "../../runner/journal/entry.ts";
import type { WhyFresh } from "../../runner/journal/taken-calls.ts";
import { becauseOfSource } from "../../runner/journal/why.ts";
import type { Artifact } from "../../workspace/artifacts/artifact.ts";
import { CommandError, exit } from "../io.ts";
import type { RunOptions } from "./options.ts";

export interface FreshNodes {
  readonly why: WhyFresh;
  /** What the command line has asked for, now or when the run was begun; a run that goes on keeps to it. */
  readonly asked: Pick<RunEntry, "fresh" | "again">;
}

/**
 * Which nodes take nothing of other runs: `--fresh`, `--again`, or the call says `reuse: false`. `resumed`: the run that
 * goes on. Throws for a name that is none.
 */
export function freshNodes(
  { fresh = false, again = [] }: Pick<RunOptions, "fresh" | "again">,
  { name, graph, neverReused }: Pick<Artifact, "name" | "graph" | "neverReused">,
  resumed: Pick<RunEntry, "fresh" | "again"> = {},
): FreshNodes {
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
  const isAllFresh = fresh || resumed.fresh === true;
  // The workflow may have been compiled anew: a node that is gone is not paid for.
  const named = [...new Set([...again, ...(resumed.again ?? [])])];
  return {
    why(node) {
      if (isAllFresh || named.includes(node)) return "asked for anew";
      return neverReused.has(node) ? becauseOfSource : undefined;
    },
    asked: { ...(isAllFresh && { fresh: true }), ...(named.length > 0 && { again: named }) },
  };
}
