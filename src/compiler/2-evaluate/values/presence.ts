/** Whether a value is neither null nor undefined: for `?.`, `??` and the defaults of patterns. */
import type { Schema } from "../../../schema/schema.ts";
import { ts, type TS } from "../../typescript.ts";
import type { Machine, Place } from "../machine/machine.ts";
import type { ReferenceValue } from "../../evaluation.ts";
import type { Value } from "./values.ts";

/** `undefined` if it is known only at run time. */
export function isNullish(value: Value): boolean | undefined {
  if (value.kind === "known") return value.value === null || value.value === undefined;
  if (value.kind === "optional") return undefined;
  if (value.kind !== "reference") return false;
  // The answer of an unknown endpoint is certainly a value; one that the workflow declares may be null.
  const isSaid = value.path.length > 0 || (value.root !== "input" && value.root.known?.saysNull === true);
  const nullable = isSaid && (value.schema === undefined || allowsNull(value.schema));
  return value.mayBeMissing || nullable ? undefined : false;
}

/** Before a reference is sent, returned, put into a text, or read from. `node` is the expression that gave it. */
export function warnIfUnsure(
  { root, path, unsure }: ReferenceValue,
  node: TS.Node,
  place: Pick<Place, "module">,
  machine: Machine,
): void {
  if (unsure === undefined || root === "input") return;
  machine.warn("result-optional", node, place, {
    path: unsure,
    field: String(path.at(-1)),
    endpoint: root.endpoint,
    isShorthand: ts.isShorthandPropertyAssignment(node),
  });
}

/** `value!`: the author asserts that it exists. */
export function assertPresent(value: Value): Value {
  return value.kind === "reference" && value.unsure !== undefined ? { ...value, unsure: undefined } : value;
}

export function allowsNull(schema: Schema, depth = 0): boolean {
  if (depth > 50) return true; // schemas in a workflow file are untrusted
  if (schema.const !== undefined) return schema.const === null;
  if (schema.enum !== undefined) return schema.enum.includes(null);
  if (schema.type !== undefined) return [schema.type].flat().includes("null");
  const some = (branches: readonly Schema[]) => branches.some((branch) => allowsNull(branch, depth + 1));
  const branches = schema.anyOf ?? schema.oneOf;
  if (branches !== undefined) return some(branches);
  if (schema.allOf !== undefined) return schema.allOf.every((part) => allowsNull(part, depth + 1));
  return schema.properties === undefined && schema.items === undefined;
}
