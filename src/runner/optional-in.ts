import type { Catalog } from "../endpoints/catalog.ts";
import type { Graph, Reference } from "../graph/types.ts";
import { stepInto } from "../schema/path.ts";
import type { Schema } from "../schema/schema.ts";

/** Whether a reference leads to a field that the node's endpoint may leave out of its answer. */
export function optionalIn(graph: Graph, catalog: Catalog): (reference: Reference) => boolean {
  const apps = new Map(graph.nodes.map(({ id, app }) => [id, app]));
  return ({ root, path }) => {
    let schema: Schema | undefined = catalog.find(apps.get(root) ?? "")?.output;
    let optional = false;
    for (const segment of path) {
      const step = stepInto(schema, segment);
      if (step.kind !== "found") return false;
      ({ schema, optional } = step);
    }
    return optional;
  };
}
