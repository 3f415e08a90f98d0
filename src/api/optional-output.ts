import type { RunOptions } from "../execution/engine.ts";
import type { Graph } from "../graph/types.ts";
import { optionalIn } from "../runner/optional-in.ts";

/**
 * Whether an endpoint may leave a value out of its answer, as `falc run` decides it. Where falc's catalogue is not beside
 * its code, as in a bundle, none may: a value that is missing is then a failure, with the rest of the result.
 */
export async function loadOptionalOutput(graph: Graph): Promise<NonNullable<RunOptions["mayBeAbsent"]>> {
  const lookup = await import("../endpoints/lookup.ts").catch(() => undefined);
  if (lookup === undefined) return () => false;
  // Its text is read when something is missing.
  const isOptional = optionalIn(graph, lookup.openCatalog());
  return (reference) => {
    try {
      return isOptional(reference);
    } catch {
      return false;
    }
  };
}
