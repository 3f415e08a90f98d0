/** A run's facts → what its page shows. */
import { printPath } from "../../graph/print-path.ts";
import type { Json } from "../../lib/json.ts";
import { findFiles } from "../find-files.ts";
import { presentable, presentableText } from "../presentable.ts";
import { makersOf, type RunOrigin } from "../recipe/recipes-of.ts";
import type { NodeFacts, RunFacts } from "./run-facts.ts";
import type { NodeCost, RunStory, StoryFile, StoryNode } from "./run-story.ts";

/** What became of a file. */
export type Kept = Pick<StoryFile, "saved" | "bytes" | "problem">;

export interface StoryOrigin extends RunOrigin {
  readonly title?: string;
  /** By node, of those that were sent. */
  readonly costs?: ReadonlyMap<string, NodeCost>;
}

/** `kept`: by URL, what became of the files. */
export function tellStory(origin: StoryOrigin, facts: RunFacts, kept: ReadonlyMap<string, Kept>): RunStory {
  const { falc, run, workflow, engine, date, commit, title, input, costs } = origin;
  const output = facts.output ?? {};
  const urls = new Set(findFiles(output).map(({ url }) => url));
  const makers = makersOf(urls, input, facts.nodes);
  return {
    workflow,
    ...(title !== undefined && title !== workflow && { title }),
    state: facts.state,
    engine,
    date,
    elapsedMs: facts.elapsedMs,
    ...(commit !== undefined && { commit }),
    falc,
    ...(run !== undefined && { run }),
    input: presentable(input, maxLength),
    ...(facts.output !== undefined && { output: presentable(facts.output, maxLength) }),
    problems: facts.problems.map((problem) => presentableText(problem).slice(0, maxMessage)),
    files: listFiles(output, kept, (url) => makers.get(url)?.id),
    nodes: facts.nodes.map((node) => tellNode(node, kept, costs?.get(node.id))),
  };
}

/** Characters of an input or an answer. */
const maxLength = 30_000;
const maxMessage = 5_000;

function tellNode(node: NodeFacts, kept: ReadonlyMap<string, Kept>, cost: NodeCost = {}): StoryNode {
  const { sent, output, failure, why, ...rest } = node;
  return {
    ...rest,
    ...(why !== undefined && { why: presentableText(why).slice(0, maxMessage) }),
    ...cost,
    ...(sent !== undefined && { sent: presentable(sent, maxLength) }),
    ...(output !== undefined && { answer: presentable(output, maxLength) }),
    ...(failure !== undefined && {
      failure: {
        message: presentableText(failure.message).slice(0, maxMessage),
        ...(failure.status !== undefined && { status: failure.status }),
      },
    }),
    files: output === undefined ? [] : listFiles(output, kept, () => undefined),
  };
}

function listFiles(
  value: Json,
  kept: ReadonlyMap<string, Kept>,
  makerOf: (url: string) => string | undefined,
): readonly StoryFile[] {
  return findFiles(value)
    .slice(0, maxFiles)
    .map(({ path, url }) => {
      const node = makerOf(url);
      return {
        path: printPath(path),
        url: presentableText(url),
        ...(node !== undefined && { node }),
        ...kept.get(url),
      };
    });
}

/** Of one result or answer; a page with more is of no use. */
const maxFiles = 500;
