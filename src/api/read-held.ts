import type { Held } from "../execution/engine.ts";
import type { Graph } from "../graph/types.ts";
import { isJsonObject } from "../lib/json.ts";

/** What a caller holds, checked: a mistake here would pay for a call again. Throws a `TypeError`. */
export function readHeld(held: unknown, graph: Graph): ReadonlyMap<string, Held> {
  if (!isJsonObject(held)) throw new TypeError("held must be an object, by node id");
  const nodes = new Set(graph.nodes.map(({ id }) => id));
  for (const [id, result] of Object.entries(held)) {
    const name = `held[${JSON.stringify(id)}]`;
    if (!nodes.has(id)) throw new TypeError(`${name}: the graph has no such node`);
    if (!isHeld(result)) {
      throw new TypeError(`${name} must be { kind: "output", output } or { kind: "request", requestId }`);
    }
  }
  return new Map(Object.entries(held as Readonly<Record<string, Held>>));
}

function isHeld(result: unknown): boolean {
  if (!isJsonObject(result)) return false;
  if (result["kind"] === "output") return result["output"] !== undefined;
  // It becomes part of URLs.
  return result["kind"] === "request" && /^[\w-]{1,200}$/.test(String(result["requestId"]));
}
