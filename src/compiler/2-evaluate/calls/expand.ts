/** Expands the whole input, or a whole result, into its fields: `{ ...photo }`, `flux(input)`, `return photo`. */
import { placeholderOf } from "../../../schema/path.ts";
import type { Schema } from "../../../schema/schema.ts";
import { isIdentifierKey } from "../../../graph/reference.ts";
import { isTransparent } from "../../syntax.ts";
import { ts, type TS } from "../../typescript.ts";
import type { Machine, Place } from "../machine/machine.ts";
import { originOf } from "../values/origin.ts";
import type { ReferenceValue } from "../../evaluation.ts";
import { object, type ObjectValue, type Poison, type Value } from "../values/values.ts";

export interface ExpandOptions {
  /** Fields that are not needed: they are overwritten, or were already taken. */
  readonly except?: Pick<ReadonlySet<string>, "has">;
  /** Whether JavaScript throws for null and undefined; a spread of those adds nothing. */
  readonly throwsOnNullish?: boolean;
}

/**
 * An object of references to the fields, if the schema lists them completely; `undefined` if not all fields are
 * known, or it is not a reference. An optional field is refused: JavaScript would omit its key, a graph cannot. A run
 * refuses an input with other fields. For fal's answers, the types decide, as in the author's editor: a direct call
 * passes on a field that is in no type, the graph does not.
 */
export function expandWhole(
  value: Value,
  node: TS.Node,
  place: Place,
  machine: Machine,
  { except = new Set(), throwsOnNullish = false }: ExpandOptions = {},
): ObjectValue | Poison | undefined {
  if (value.kind !== "reference") return undefined;
  const properties = fieldsOf(value);
  if (properties === undefined) return undefined;
  const text = machine.textOf(node, place).replace(/^\.{3}/, "");
  const isInput = value.root === "input";
  const required = new Set(value.schema?.required);
  const fields: [string, Value][] = [];
  const optional: string[] = [];
  for (const [key, schema] of Object.entries(properties)) {
    machine.step(node, place);
    // The run fills in defaults of the interface.
    const isOptional = !required.has(key) && !(isInput && schema.default !== undefined);
    // A field that can be expressed keeps its position among the keys, even if another value overwrites it.
    if (except.has(key) && (isOptional || !isIdentifierKey(key))) continue;
    if (isOptional && !isInput) {
      optional.push(key);
      continue;
    }
    if (isOptional) {
      return machine.refuse("input-optional", node, place, {
        path: `${text}.${key}`,
        field: key,
        example: JSON.stringify(placeholderOf(schema)),
      });
    }
    if (key === "__proto__") return machine.refuse("key-unsupported", node, place, { key });
    if (!isIdentifierKey(key)) return machine.refuse("path-key", node, place, { path: text, key });
    const isFilled = isInput && !required.has(key);
    if (isFilled) machine.inputDefaults.noteRead([...value.path, key], node);
    fields.push([key, { ...fieldOf(value, key, schema), filledAt: isFilled ? node : undefined }]);
  }
  if (value.mayBeMissing) machine.noteRunTime();
  const isUnsure = value.mayBeMissing && !throwsOnNullish && !isAsserted(node);
  if (optional.length > 0 || isUnsure) {
    const always = fields.map(([key]) => key).filter((key) => !except.has(key));
    return machine.refuse("whole-optional", node, place, {
      text,
      optional,
      always,
      ...originOf(value, node, place, machine),
    });
  }
  return { ...object(fields), runKeys: isInput ? "order" : "others" };
}

/** Certainly an object with only these fields. */
function fieldsOf({ root, schema = {} }: ReferenceValue): Schema["properties"] {
  const { type, properties, additionalProperties, anyOf, oneOf, allOf, const: only, enum: some } = schema;
  const isPlain = [anyOf, oneOf, allOf, only, some].every((part) => part === undefined);
  const isObject = type === undefined || type === "object";
  const isClosed = additionalProperties === undefined || additionalProperties === false;
  const isReported = root !== "input" && root.known?.isPartial === true;
  return isPlain && isObject && isClosed && !isReported ? properties : undefined;
}

function fieldOf({ root, path }: ReferenceValue, key: string, schema: Schema): ReferenceValue {
  return { kind: "reference", root, path: [...path, key], schema, mayBeMissing: false };
}

/** `photo.images[0]!`: the author asserts that it exists. */
function isAsserted(node: TS.Node): boolean {
  let inner = node;
  while (isTransparent(inner) && !ts.isNonNullExpression(inner)) inner = inner.expression;
  return ts.isNonNullExpression(inner);
}
