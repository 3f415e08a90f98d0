import type { Catalog, Schema } from "../../catalog/schema.ts";
import { type Graph, type GraphValue, isRecord, isReference } from "../../graph/types.ts";

/** Where a part of the workflow's input goes, unchanged: a field of an endpoint's input. */
export interface InputUse {
  /** The endpoint's field: `image_url`. */
  readonly field: string;
  /** What the endpoint takes there; `undefined` for an endpoint nobody described. */
  readonly schema: Schema | undefined;
}

/** By path into the input, without the indices of lists: `prompt`, `shots.url`. Of several uses the first. */
export function findInputUses(graph: Graph, catalog: Catalog): ReadonlyMap<string, InputUse> {
  const uses = new Map<string, InputUse>();
  const visit = (value: GraphValue, field: string, schema: Schema | undefined): void => {
    if (isReference(value)) {
      const path = value.path.filter((segment) => typeof segment === "string").join(".");
      if (value.root === "input" && !uses.has(path)) uses.set(path, { field, schema });
    } else if (isRecord(value)) {
      for (const [key, inner] of value.fields) visit(inner, key, schema?.properties?.[key]);
    } else if (isList(value)) {
      for (const item of value) visit(item, field, schema?.items);
    }
  };
  for (const { app, input } of graph.nodes) visit(input, "", catalog.find(app)?.input);
  return uses;
}

/** `Array.isArray` does not narrow a union with a readonly array. */
function isList(value: GraphValue): value is readonly GraphValue[] {
  return Array.isArray(value);
}
