/** Which files of a run are kept where in the folder of `--out`. */
import { findFiles, type FoundFile } from "../../runner/find-files.ts";
import type { NodeFacts, RunFacts } from "../../runner/story/run-facts.ts";

export interface RunLayout {
  /** In the folder itself: the files of the result; if there is none, those of every node that finished. */
  readonly result: readonly FoundFile[];
  /** In `stepsFolder`: all others. Their paths begin with the node's id. */
  readonly steps: readonly FoundFile[];
  /** Each URL once. */
  readonly all: readonly FoundFile[];
}

export const stepsFolder = "steps";
/** Of the files of an earlier run that are shown beside the new ones. */
export const previousFolder = "previous";

export function layOut({ nodes, state, output = {} }: RunFacts): RunLayout {
  const made = nodes.filter(hasOutput).flatMap(listNodeFiles);
  const result = state === "completed" ? findFiles(output) : made;
  const known = new Set(result.map(({ url }) => url));
  const steps = made.filter(({ url }) => !known.has(url));
  const all = [...new Map([...result, ...steps].toReversed().map((file) => [file.url, file])).values()];
  return { result, steps, all };
}

type FinishedNode = NodeFacts & Required<Pick<NodeFacts, "output">>;

export function hasOutput(node: NodeFacts): node is FinishedNode {
  return node.output !== undefined;
}

/** Named after the node, and where they are in its answer. */
export function listNodeFiles({ id, output }: FinishedNode): readonly FoundFile[] {
  return findFiles({ [id]: output });
}
