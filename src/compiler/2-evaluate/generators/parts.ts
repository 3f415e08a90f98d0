/** The operands of an expression, in JavaScript's order, if it always evaluates all of them before anything else. */
import { ownEntries } from "../builtins/own-entries.ts";
import { spreadElements } from "../machine/iterate.ts";
import type { Machine, Place } from "../machine/machine.ts";
import { inheritRunKeys } from "../values/run-keys.ts";
import { pieceNow } from "../values/text.ts";
import { isTransparent, isUpdate } from "../../syntax.ts";
import { ts, type TS } from "../../typescript.ts";
import { array, object, type Value } from "../values/values.ts";
import { yields } from "./yields.ts";

export interface ExpressionPart {
  readonly node: TS.Expression;
  /** What the rule does with the value immediately, and must not put off until the code continues. */
  readonly now?: (value: Value, place: Place, machine: Machine) => Value;
}

/** Up to the last part that can stop. `undefined` if there is no such order: falc then refuses the `yield`. */
export function partsOf(node: TS.Expression): readonly ExpressionPart[] | undefined {
  const parts = allParts(node);
  const last = parts?.findLastIndex((part) => yields(part.node)) ?? -1;
  return last < 0 ? undefined : parts?.slice(0, last + 1);
}

function allParts(node: TS.Expression): readonly ExpressionPart[] | undefined {
  if (ts.isOptionalChain(node)) return undefined;
  if (hasOneOperand(node)) return [{ node: node.expression }];
  if (ts.isPrefixUnaryExpression(node)) {
    return isUpdate(node) ? undefined : [{ node: node.operand }];
  }
  if (ts.isBinaryExpression(node)) {
    return [...(ts.isPrivateIdentifier(node.left) ? [] : [{ node: node.left }]), { node: node.right }];
  }
  if (ts.isPropertyAccessExpression(node)) return calleeParts(node.expression);
  if (ts.isElementAccessExpression(node)) {
    return [...calleeParts(node.expression), { node: node.argumentExpression }];
  }
  if (ts.isCallOrNewExpression(node)) {
    return [...calleeParts(node.expression), ...(node.arguments ?? []).map(elementPart)];
  }
  if (ts.isArrayLiteralExpression(node)) {
    return node.elements.filter((element) => !ts.isOmittedExpression(element)).map(elementPart);
  }
  if (ts.isTemplateExpression(node)) return templateParts(node, pieceNowOf);
  if (ts.isTaggedTemplateExpression(node)) {
    const { tag, template } = node;
    return [...calleeParts(tag), ...(ts.isTemplateExpression(template) ? templateParts(template) : [])];
  }
  return ts.isObjectLiteralExpression(node) ? objectParts(node) : undefined;
}

type WithOperand = TS.Expression & { readonly expression: TS.Expression };

function hasOneOperand(node: TS.Expression): node is WithOperand {
  return (
    isTransparent(node) ||
    ts.isAwaitExpression(node) ||
    ts.isTypeOfExpression(node) ||
    ts.isVoidExpression(node)
  );
}

/** `super` and `import` are not values. */
function calleeParts(node: TS.Expression): readonly ExpressionPart[] {
  const isWord = node.kind === ts.SyntaxKind.SuperKeyword || node.kind === ts.SyntaxKind.ImportKeyword;
  return isWord ? [] : [{ node }];
}

function elementPart(element: TS.Expression): ExpressionPart {
  if (!ts.isSpreadElement(element)) return { node: element };
  const { expression } = element;
  const now = (value: Value, place: Place, machine: Machine): Value => {
    const elements = spreadElements(value, expression, place, machine);
    return "kind" in elements ? elements : array([...elements]);
  };
  return { node: expression, now };
}

function templateParts(
  { templateSpans }: TS.TemplateExpression,
  nowOf?: (node: TS.Expression) => NonNullable<ExpressionPart["now"]>,
): readonly ExpressionPart[] {
  return templateSpans.map(({ expression }) => ({
    node: expression,
    ...(nowOf !== undefined && { now: nowOf(expression) }),
  }));
}

/** A spread copies the properties of that moment. */
function copyOf(node: TS.Expression): NonNullable<ExpressionPart["now"]> {
  return (value, place, machine) => {
    if (!["object", "array", "class", "function"].includes(value.kind)) return value;
    const entries = ownEntries(value, "...", node, place, machine);
    if ("kind" in entries) return entries;
    const copy = object(entries);
    inheritRunKeys(copy, value);
    if (value.kind === "object" && value.iterator !== undefined) copy.iterator = value.iterator;
    return copy;
  };
}

function pieceNowOf(node: TS.Expression): NonNullable<ExpressionPart["now"]> {
  return (value, place, machine) => pieceNow(value, node, place, machine).value;
}

function objectParts({ properties }: TS.ObjectLiteralExpression): readonly ExpressionPart[] {
  const parts: ExpressionPart[] = [];
  for (const property of properties) {
    if (ts.isSpreadAssignment(property)) {
      parts.push({ node: property.expression, now: copyOf(property.expression) });
      continue;
    }
    if (ts.isComputedPropertyName(property.name)) parts.push({ node: property.name.expression });
    if (ts.isPropertyAssignment(property)) parts.push({ node: property.initializer });
    else if (ts.isShorthandPropertyAssignment(property)) parts.push({ node: property.name });
  }
  return parts;
}
