import type { Held } from "../execution/engine.ts";
import { printPath } from "../graph/print-path.ts";
import type { Graph } from "../graph/types.ts";
import { isJsonObject } from "../lib/json.ts";
import { copyJson } from "../runner/copy-json.ts";

/** What a caller holds, checked: a mistake here would pay for a call again. Throws a `TypeError`. */
export function readHeld(held: unknown, graph: Graph): ReadonlyMap<string, Held> {
  if (!isJsonObject(held)) throw new TypeError("held must be an object, by node id");
  const nodes = new Set(graph.nodes.map(({ id }) => id));
  return new Map(
    Object.entries(held).map(([id, result]) => {
      const name = `held[${JSON.stringify(id)}]`;
      if (!nodes.has(id)) throw new TypeError(`${name}: the graph has no such node`);
      return [id, readResult(result, name)];
    }),
  );
}

function readResult(result: unknown, name: string): Held {
  const { kind, output, requestId } = isJsonObject(result) ? result : {};
  if (kind === "output" && output !== undefined) {
    const copy = copyJson(output, (path, problem) => {
      throw new TypeError(`${[`${name}.output`, printPath(path)].filter(Boolean).join(".")} ${problem}`);
    });
    return { kind, output: copy };
  }
  // It becomes part of URLs.
  if (kind === "request" && typeof requestId === "string" && /^[\w-]{1,200}$/.test(requestId)) {
    return { kind, requestId };
  }
  throw new TypeError(`${name} must be { kind: "output", output } or { kind: "request", requestId }`);
}
