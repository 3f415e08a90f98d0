/** The recipes of a run's files. */
import { printPath } from "../../graph/print-path.ts";
import { isJsonObject, type Json, type JsonObject } from "../../lib/json.ts";
import type { FoundFile } from "../find-files.ts";
import { presentable, presentableText } from "../presentable.ts";
import type { NodeFacts } from "../story/run-facts.ts";
import { isSeed, type Recipe } from "./recipe.ts";

/** What every recipe of a run says. */
export interface RunOrigin {
  /** falc's version. */
  readonly falc: string;
  /** The id of the run, if it has one. */
  readonly run?: string | undefined;
  readonly workflow: string;
  readonly engine: "fal" | "emulator" | "answers";
  /** As it was sent, with files as URLs. */
  readonly input: JsonObject;
  readonly commit?: string | undefined;
  /** ISO 8601, in UTC. */
  readonly date: string;
}

export function recipeOf(
  { falc, run, workflow, engine, input, commit, date }: RunOrigin,
  { path }: FoundFile,
  maker: NodeFacts | undefined,
): Recipe {
  const seed = seedOf(maker);
  // The one that sent the request.
  const from = maker?.from ?? run;
  return {
    falc,
    workflow,
    path: presentableText(printPath(path)).slice(0, 500),
    ...(maker !== undefined && { node: maker.id, endpoint: maker.app }),
    ...(maker?.sent !== undefined && { input: presentable(maker.sent, maxLength) }),
    ...(seed !== undefined && { seed }),
    ...(maker?.requestId !== undefined && { requestId: maker.requestId }),
    engine,
    ...(from !== undefined && { run: from }),
    runInput: presentable(input, maxLength),
    ...(commit !== undefined && { commit }),
    date,
  };
}

/** Characters of each input: with both, and escaped, a recipe stays below what is read again (`maxTextBytes`). */
const maxLength = 100_000;

function seedOf(maker: NodeFacts | undefined): string | number | undefined {
  const found = [maker?.output, maker?.sent].map((each) =>
    isJsonObject(each) && Object.hasOwn(each, "seed") ? each["seed"] : undefined,
  );
  const seed = found.find(isSeed);
  return typeof seed === "string" ? presentableText(seed) : seed;
}

/**
 * By URL, the node that made the file: the first in the graph's order whose answer has the URL, because others only
 * passed it on. None if the run's input has it.
 */
export function makersOf(
  urls: ReadonlySet<string>,
  input: JsonObject,
  nodes: readonly NodeFacts[],
): ReadonlyMap<string, NodeFacts> {
  const makers = new Map<string, NodeFacts>();
  const given = new Set(listAmong(urls, input));
  for (const node of nodes) {
    for (const url of listAmong(urls, node.output ?? null)) {
      if (!makers.has(url) && !given.has(url)) makers.set(url, node);
    }
  }
  return makers;
}

/** The texts in a value that are among `urls`. With a stack of its own, because an answer may be deep. */
function listAmong(urls: ReadonlySet<string>, value: Json): readonly string[] {
  const found: string[] = [];
  const stack: Json[] = [value];
  for (let each = stack.pop(); each !== undefined; each = stack.pop()) {
    if (typeof each === "string" && urls.has(each)) found.push(each);
    else if (typeof each === "object" && each !== null)
      for (const item of Object.values(each)) stack.push(item);
  }
  return found;
}
