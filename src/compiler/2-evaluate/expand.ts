/** The whole input, where its fields are wanted one by one: `{ ...input }`, `flux(input)`, `{ a, ...rest }`. */
import { placeholderOf } from "../../catalog/path.ts";
import { isIdentifierKey } from "../../graph/reference.ts";
import type { TS } from "../typescript.ts";
import type { Machine, Place } from "./machine.ts";
import { object, type ObjectValue, type Poison, type ReferenceValue, type Value } from "./values.ts";

/**
 * An object of references to the fields, which the interface lists completely: a run refuses an input with other
 * fields. `undefined` when not all fields are known. A model's output is never expanded: fal may answer with more than
 * its types say.
 */
export function expandInput(
  value: Value,
  node: TS.Node,
  place: Place,
  machine: Machine,
): ObjectValue | Poison | undefined {
  if (value.kind !== "reference" || value.root !== "input") return undefined;
  const { properties, required = [], additionalProperties } = value.schema ?? {};
  const isClosed = additionalProperties === undefined || additionalProperties === false;
  if (properties === undefined || !isClosed) return undefined;
  const fields: [string, Value][] = [];
  for (const [key, schema] of Object.entries(properties)) {
    if (!required.includes(key) && schema.default === undefined) {
      const path = `${machine.textOf(node, place)}.${key}`;
      return machine.refuse("input-optional", node, place, {
        path,
        field: key,
        example: JSON.stringify(placeholderOf(schema)),
      });
    }
    if (!isIdentifierKey(key)) {
      return machine.refuse("path-key", node, place, { path: machine.textOf(node, place), key });
    }
    const field: ReferenceValue = {
      kind: "reference",
      root: "input",
      path: [...value.path, key],
      schema,
      mayBeMissing: false,
    };
    fields.push([key, field]);
  }
  return object(fields);
}
