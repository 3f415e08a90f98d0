/**
 * `input.steps ?? 9` for a field whose doc comment or zod schema also has a default. A run fills in the interface's,
 * so the code's has to be the same.
 */
import { isDeepStrictEqual } from "node:util";
import { spanOf } from "../../1-parse/module.ts";
import { isAssignment, isUpdate, unwrap } from "../../syntax.ts";
import { ts, type TS } from "../../typescript.ts";
import type { Machine, Place } from "../machine/machine.ts";
import { pureDefault } from "./parameter-defaults.ts";
import { mayReplaceGiven, type Replaces } from "./replaced-value.ts";
import type { ReferenceValue } from "../../evaluation.ts";
import type { Value } from "../values/values.ts";

/** The value of `reference ?? initializer`; `undefined` if the code's default is not one for a missing field. */
export function compareDefaults(
  reference: ReferenceValue,
  readAt: TS.Node,
  replaces: Replaces,
  initializer: TS.Expression,
  place: Place,
  machine: Machine,
): Value | undefined {
  const { schema = {}, path } = reference;
  if (schema.default === undefined || mayReplaceGiven(schema, replaces)) return undefined;
  const { zodFor } = machine.inputDefaults;
  if (zodFor !== undefined && (isForOthers(initializer, readAt, zodFor) || !isPlain(initializer)))
    return undefined;
  const field = path.join(".");
  const inCode = pureDefault(field, initializer, place, machine);
  if ("kind" in inCode) return inCode;
  const { value, isUndefined } = inCode;
  if (isUndefined) return reference;
  if (value === undefined || !isDeepStrictEqual(value, schema.default)) {
    machine.inputDefaults.noteStated(readAt);
    return machine.refuse("input-default-differs", initializer, place, {
      field,
      inCode: value === undefined ? machine.textOf(initializer, place) : JSON.stringify(value),
      inType: JSON.stringify(schema.default),
    });
  }
  machine.inputDefaults.add(path, value, initializer, spanOf(place.module, initializer), true);
  if (isReadFor(readAt, initializer)) machine.inputDefaults.noteStated(readAt);
  return { ...reference, filledAt: undefined };
}

/** `input.steps ?? 28`, `{ steps = 28 }`: the default is directly beside the read. */
function isReadFor(read: TS.Node, { parent }: TS.Expression): boolean {
  return ts.isBinaryExpression(parent)
    ? unwrap(parent.left) === read
    : ts.isBindingElement(parent) && (parent.propertyName ?? parent.name) === read;
}

/** A helper's default is for its other callers: `(steps = 28) => …`, called as `render(input.steps)`. */
function isForOthers(initializer: TS.Node, readAt: TS.Node, workflow: TS.Node): boolean {
  const around = functionAround(initializer);
  if (around.fn !== functionAround(readAt).fn) return true;
  return around.fn !== workflow && around.isInParameter;
}

function functionAround(node: TS.Node): {
  readonly fn: TS.Node | undefined;
  readonly isInParameter: boolean;
} {
  let isInParameter = false;
  let each: TS.Node | undefined = node.parent;
  for (; each !== undefined && !ts.isFunctionLike(each); each = each.parent)
    if (ts.isParameter(each)) isInParameter = true;
  return { fn: each, isInParameter };
}

/** Whether evaluating it has no effects: with zod's default, JavaScript never evaluates it. */
function isPlain(node: TS.Node): boolean {
  if (ts.isFunctionLike(node) || ts.isClassLike(node)) return true;
  if (ts.isCallExpression(node) || ts.isNewExpression(node) || ts.isTaggedTemplateExpression(node))
    return false;
  if (ts.isAwaitExpression(node) || ts.isDeleteExpression(node) || isUpdate(node)) return false;
  if (ts.isBinaryExpression(node) && isAssignment(node.operatorToken.kind)) return false;
  return ts.forEachChild(node, (child) => !isPlain(child) || undefined) === undefined;
}
