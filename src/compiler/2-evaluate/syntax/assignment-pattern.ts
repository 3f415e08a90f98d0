/** Assigning to patterns: `[a, b] = [b, a]`, `({ hero: out.image, ...rest } = shots)`. */
import type { Machine, Place } from "../machine/machine.ts";
import { unwrap } from "../../syntax.ts";
import { ts, type TS } from "../../typescript.ts";
import type { Value } from "../values/values.ts";
import { findTarget } from "./assignment-target.ts";
import { type KeyedSlot, type Slot, destructureArray, destructureObject } from "./patterns.ts";

export type AssignmentPattern = TS.ArrayLiteralExpression | TS.ObjectLiteralExpression;

export function isPattern(node: TS.Expression): node is AssignmentPattern {
  return ts.isArrayLiteralExpression(node) || ts.isObjectLiteralExpression(node);
}

/** `source` is the expression that gave the value. */
export function assignToPattern(
  pattern: AssignmentPattern,
  value: Value,
  source: TS.Node,
  place: Place,
  machine: Machine,
): void {
  if (ts.isArrayLiteralExpression(pattern)) {
    const slots = pattern.elements.map((element) =>
      ts.isOmittedExpression(element) ? undefined : slotOf(element, place, machine),
    );
    return destructureArray(slots, value, source, place, machine);
  }
  const slots: KeyedSlot[] = [];
  for (const property of pattern.properties) {
    const slot = keyedSlot(property, place, machine);
    if (slot !== undefined) slots.push(slot);
    else machine.refuse("syntax-error", property, place, { text: "Invalid assignment target." });
  }
  destructureObject(slots, pattern, value, source, place, machine);
}

/** Assigns a value to a variable, a field, or the parts of a pattern. */
export function assignTo(
  target: TS.Expression,
  value: Value,
  source: TS.Node,
  place: Place,
  machine: Machine,
): void {
  opened(target, place, machine)(value, source);
}

function slotOf(element: TS.Expression, place: Place, machine: Machine): Slot {
  const isRest = ts.isSpreadElement(element);
  const [target, initializer] = isRest ? [element.expression, undefined] : withInitializer(element);
  return { node: element, initializer, isRest, open: () => opened(target, place, machine) };
}

function keyedSlot(
  property: TS.ObjectLiteralElementLike,
  place: Place,
  machine: Machine,
): KeyedSlot | undefined {
  if (ts.isSpreadAssignment(property)) {
    const open = () => opened(property.expression, place, machine);
    return { node: property, initializer: undefined, isRest: true, key: undefined, open };
  }
  if (ts.isShorthandPropertyAssignment(property)) {
    const { name, objectAssignmentInitializer: initializer } = property;
    return {
      node: property,
      initializer,
      isRest: false,
      key: name,
      open: () => opened(name, place, machine),
    };
  }
  if (!ts.isPropertyAssignment(property)) return undefined;
  return { ...slotOf(property.initializer, place, machine), key: property.name };
}

/** `x = 1` inside a pattern is a target with a default. */
function withInitializer(element: TS.Expression): readonly [TS.Expression, TS.Expression | undefined] {
  return ts.isBinaryExpression(element) && element.operatorToken.kind === ts.SyntaxKind.EqualsToken
    ? [element.left, element.right]
    : [element, undefined];
}

function opened(
  target: TS.Expression,
  place: Place,
  machine: Machine,
): (value: Value, source: TS.Node) => void {
  const inner = unwrap(target);
  if (isPattern(inner)) return (value, source) => assignToPattern(inner, value, source, place, machine);
  const found = findTarget(inner, place, machine);
  return "kind" in found ? () => undefined : (value) => found.write(value);
}
