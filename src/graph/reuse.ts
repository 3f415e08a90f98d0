/**
 * Which nodes take no answer of an earlier run: an artifact's `.schema.json` says it under a key of its own, because fal's
 * graph form must not have keys that fal does not know.
 *
 *     "x-falc-reuse": { "hero": false }
 */
import { isJsonObject, type JsonObject } from "../lib/json.ts";
import type { Graph } from "./types.ts";

export const reuseKey = "x-falc-reuse";

/** What a `.schema.json` has of it; nothing if there is no such node. */
export function writeReuse(neverReused: readonly string[]): JsonObject {
  return neverReused.length === 0
    ? {}
    : { [reuseKey]: Object.fromEntries(neverReused.map((id) => [id, false])) };
}

/** `artifact`: the content of a `.schema.json`. Node ids; or why they cannot be read. */
export function readReuse(
  artifact: unknown,
  { nodes }: Pick<Graph, "nodes">,
): { readonly neverReused: ReadonlySet<string> } | { readonly problem: string } {
  const given = isJsonObject(artifact) && Object.hasOwn(artifact, reuseKey) ? artifact[reuseKey] : {};
  if (!isJsonObject(given)) return { problem: `${reuseKey} must be an object of node ids` };
  const ids = new Set(nodes.map(({ id }) => id));
  const neverReused = new Set<string>();
  for (const [id, isReused] of Object.entries(given)) {
    if (!ids.has(id)) return { problem: `${reuseKey} names ${JSON.stringify(id)}, which is not a node` };
    if (typeof isReused !== "boolean") return { problem: `${reuseKey}.${id} must be true or false` };
    if (!isReused) neverReused.add(id);
  }
  return { neverReused };
}
