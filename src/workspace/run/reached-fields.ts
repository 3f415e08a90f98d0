/** Where a workflow's input goes: the endpoint fields that a place in it is passed to, unchanged. */
import type { Catalog } from "../../endpoints/catalog.ts";
import { type Graph, type GraphValue, isRecord, isReference } from "../../graph/types.ts";
import { addTo } from "../../lib/add-to.ts";
import { stepInto } from "../../schema/path.ts";
import type { Schema } from "../../schema/schema.ts";

export type InputPath = readonly (string | number)[];

export interface ReachedField {
  readonly app: string;
  /** The field's own name; for an item, that of the list: `frontal_image_url`. */
  readonly name: string;
  /** What the endpoint accepts there; `undefined` if it is not described. */
  readonly schema: Schema | undefined;
}

/** Takes a path: `["elements", 0, "frontal_image_url"]`. */
export type ReachedFields = (path: InputPath) => readonly ReachedField[];

export function findReachedFields(graph: Graph, catalog: Catalog): ReachedFields {
  // By the first step of the path, so that few links are searched.
  const links = new Map<string | number | undefined, Link[]>();
  for (const { app, input } of graph.nodes) {
    const values: Visit[] = [{ value: input, name: "", schema: catalog.find(app)?.input }];
    for (const { value, name, schema } of values) {
      if (isReference(value)) {
        if (value.root === "input")
          addTo(links, value.path[0], { path: value.path, field: { app, name, schema } });
      } else if (isRecord(value)) {
        for (const [key, inner] of value.fields)
          values.push({ value: inner, name: key, schema: into(schema, key) });
      } else if (isList(value)) {
        for (const [index, item] of value.entries())
          values.push({ value: item, name, schema: into(schema, index) });
      }
    }
  }
  return (path) =>
    [...(links.get(path[0]) ?? []), ...(links.get(undefined) ?? [])]
      .filter((link) => link.path.every((step, index) => step === path[index]))
      .map(({ path: { length }, field }) => path.slice(length).reduce(stepDown, field));
}

interface Link {
  /** In the workflow's input. */
  readonly path: InputPath;
  readonly field: ReachedField;
}

interface Visit {
  readonly value: GraphValue;
  readonly name: string;
  readonly schema: Schema | undefined;
}

function stepDown({ app, name, schema }: ReachedField, key: string | number): ReachedField {
  return { app, name: typeof key === "string" ? key : name, schema: into(schema, key) };
}

function into(schema: Schema | undefined, key: string | number): Schema | undefined {
  const step = stepInto(schema, key);
  return step.kind === "found" ? step.schema : undefined;
}

/** `Array.isArray` does not narrow a union with a readonly array. */
function isList(value: GraphValue): value is readonly GraphValue[] {
  return Array.isArray(value);
}
