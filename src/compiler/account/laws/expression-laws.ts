/**
 * What each expression must evaluate to, computed from what was observed of its parts. Every kind has its law: a value
 * that is not accounted for by its expression is a gap, however well it is known.
 */
import { isAssignment, isTransparent, isUpdate } from "../../syntax.ts";
import { ts, type TS } from "../../typescript.ts";
import type { Place } from "../../2-evaluate/machine/machine.ts";
import type { Value } from "../../2-evaluate/values/values.ts";
import { findLostAccess } from "./access-laws.ts";
import { findLostAssignment, findLostUpdate } from "./assignment-laws.ts";
import { findLostBinary } from "./binary-laws.ts";
import { findLostResult } from "./call-laws.ts";
import { findLostMembers, findLostObject } from "./class-laws.ts";
import { type Frame, valueIn } from "./frame.ts";
import type { Ledger } from "./ledger.ts";
import { findLostElement, findLostKey, findLostText, writtenValue } from "./literal-laws.ts";
import { accessorOf, keyOf, memberOf } from "./member-laws.ts";
import { findWrongImport } from "./module-laws.ts";
import { Native } from "./native.ts";
import { unary } from "./operator-laws.ts";
import { findLostTarget, findLostThis } from "./receiver-laws.ts";
import { isSame, isTruthy } from "./same.ts";

/** What is wrong; `undefined` if the result is what it must be, or if its parts do not determine it. */
export function findLoss(
  node: TS.Expression,
  result: Value,
  frame: Frame,
  ledger: Ledger,
): string | undefined {
  if (result.kind === "poison") return undefined;
  if (makesAnew(node)) {
    if (ledger.made.has(result)) return "it gave what exists already, instead of something new";
    ledger.made.add(result);
  }
  const written = writtenValue(node);
  if (written !== undefined) {
    const isWritten = result.kind === "known" && Object.is(result.value, written.value);
    return isWritten ? undefined : "a literal evaluated to something else";
  }
  if (ts.isIdentifier(node)) return findLostName(node, result, frame, ledger);
  if (isTransparent(node)) return same(result, valueIn(frame, node.expression));
  if (ts.isObjectLiteralExpression(node)) return findLostKey(node, result, frame);
  if (ts.isArrayLiteralExpression(node)) return findLostElement(node, result, frame);
  if (ts.isTemplateExpression(node)) return findLostText(node, result, frame);
  if (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) {
    return findLostAccess(node, result, frame, ledger);
  }
  if (ts.isCallExpression(node)) {
    const isBase = node.expression.kind === ts.SyntaxKind.SuperKeyword;
    return isBase ? findLostObject(result, frame, node, ledger) : findLostResult(node, result, frame);
  }
  if (ts.isTaggedTemplateExpression(node)) return findLostResult(node, result, frame);
  if (ts.isNewExpression(node)) return findLostObject(result, frame, node, ledger);
  if (ts.isBinaryExpression(node)) {
    return isAssignment(node.operatorToken.kind)
      ? findLostAssignment(node, result, frame, ledger)
      : findLostBinary(node, result, frame);
  }
  if (ts.isConditionalExpression(node)) {
    const condition = valueIn(frame, node.condition);
    if (condition === undefined) return "a condition was not evaluated";
    return same(result, valueIn(frame, isTruthy(condition) ? node.whenTrue : node.whenFalse));
  }
  if (ts.isAwaitExpression(node)) {
    const awaited = valueIn(frame, node.expression);
    return same(result, awaited?.kind === "pending" ? awaited.value : awaited);
  }
  if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) {
    if (isUpdate(node)) return findLostUpdate(node, result, frame, ledger);
    const operand = valueIn(frame, node.operand);
    return operand === undefined
      ? "an operand was not evaluated"
      : known(result, unary(node.operator, operand));
  }
  if (ts.isTypeOfExpression(node)) return known(result, typeOf(valueIn(frame, node.expression)));
  if (ts.isVoidExpression(node)) return known(result, { value: undefined });
  if (ts.isDeleteExpression(node)) return findUndeleted(node, frame);
  if (ts.isArrowFunction(node) || ts.isFunctionExpression(node)) {
    return result.kind === "function" && result.node === node
      ? undefined
      : "a function evaluated to something else";
  }
  if (ts.isClassExpression(node)) return findLostMembers(node, result, frame);
  if (ts.isRegularExpressionLiteral(node)) {
    return result.kind === "regexp" && String(result.value) === node.text && result.value.lastIndex === 0
      ? undefined
      : "a pattern is another";
  }
  if (node.kind === ts.SyntaxKind.ThisKeyword) return findLostThis(result, frame, ledger);
  if (ts.isMetaProperty(node)) return findLostTarget(node, result);
  // What is sent to a generator is compared where it arrives.
  return ts.isYieldExpression(node)
    ? undefined
    : `there is no account of the value of ${ts.SyntaxKind[node.kind]}`;
}

/** Each evaluation gives another object, so that a change of one is not a change of all. */
function makesAnew(node: TS.Expression): boolean {
  return (
    ts.isObjectLiteralExpression(node) ||
    ts.isArrayLiteralExpression(node) ||
    ts.isRegularExpressionLiteral(node) ||
    ts.isFunctionExpression(node) ||
    ts.isArrowFunction(node) ||
    ts.isClassExpression(node) ||
    (ts.isNewExpression(node) && !(ts.isIdentifier(node.expression) && node.expression.text === "Object"))
  );
}

function same(given: Value, expected: Value | undefined): string | undefined {
  if (expected === undefined) return "a part of it was not evaluated";
  return isSame(given, expected) ? undefined : "it is not the value of its part";
}

function known(given: Value, expected: { readonly value: unknown } | undefined): string | undefined {
  if (expected === undefined) return undefined;
  const isIt = given.kind === "known" && Object.is(given.value, expected.value);
  return isIt ? undefined : `JavaScript computes ${String(expected.value)} here`;
}

const constants: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ["undefined", undefined],
  ["NaN", Number.NaN],
  ["Infinity", Number.POSITIVE_INFINITY],
]);

function findLostName(
  node: TS.Identifier,
  result: Value,
  { place }: Frame,
  ledger: Ledger,
): string | undefined {
  if (place === undefined) return undefined;
  const variable = place.scope.find(node.text);
  if (variable === undefined) {
    return constants.has(node.text) ? known(result, { value: constants.get(node.text) }) : undefined;
  }
  const lost = findLostJson(node.text, result, place, ledger) ?? findWrongImport(node.text, place, ledger);
  if (lost !== undefined) return lost;
  // The earlier members of an enum have names inside it, which nothing writes.
  if (isInEnum(node)) return undefined;
  const held = variable.holder === undefined ? undefined : memberOf(variable.holder, node.text);
  const isRead = held === undefined ? ledger.mayRead(node.text, result, place) : isSame(held, result);
  return isRead ? undefined : `${node.text} does not have the value that was written to it`;
}

/** A name of an imported JSON file, read for the first time: nothing can have changed it. */
function findLostJson(
  name: string,
  result: Value,
  { scope, module }: Place,
  ledger: Ledger,
): string | undefined {
  if (result.kind !== "object" && result.kind !== "array") return undefined;
  if (!scope.isLink(name)) return undefined;
  for (const { importClause, moduleSpecifier } of module.tree.statements.filter(ts.isImportDeclaration)) {
    if (importClause?.name?.text !== name || !ts.isStringLiteral(moduleSpecifier)) continue;
    const target = module.imports.get(moduleSpecifier.text);
    if (target?.kind !== "json" || ledger.compared.has(target.path)) return undefined;
    ledger.compared.add(target.path);
    return new Native().matches(target.value, result) ? undefined : `${name} lacks a part of its file`;
  }
  return undefined;
}

function isInEnum(node: TS.Node): boolean {
  let around: TS.Node = node;
  while (ts.isExpression(around)) around = around.parent;
  return ts.isEnumMember(around);
}

function typeOf(value: Value | undefined): { readonly value: unknown } | undefined {
  switch (value?.kind) {
    case "known":
      return { value: typeof value.value };
    case "text":
      return { value: "string" };
    case "function":
    case "class":
    case "builtin":
    case "model":
      return { value: "function" };
    case "array":
    case "object":
    case "map":
    case "set":
    case "regexp":
    case "pending":
      return { value: "object" };
    default:
      return undefined;
  }
}

function findUndeleted(node: TS.DeleteExpression, frame: Frame): string | undefined {
  let target: TS.Expression = node.expression;
  while (isTransparent(target)) target = target.expression;
  if (!ts.isPropertyAccessExpression(target) && !ts.isElementAccessExpression(target)) return undefined;
  const owner = valueIn(frame, target.expression);
  const key = ts.isPropertyAccessExpression(target)
    ? target.name.text
    : keyOf(valueIn(frame, target.argumentExpression));
  if (owner?.kind === "array" && key !== undefined)
    return Object.hasOwn(owner.elements, key) ? `${key} was not deleted` : undefined;
  if (owner?.kind !== "object" || key === undefined) return undefined;
  const isGone = frame.keys?.some((each) => each !== key && !Object.hasOwn(owner.fields, each)) === true;
  if (isGone) return "another field was deleted";
  const isLeft =
    Object.hasOwn(owner.fields, key) || (accessorOf(owner, key) !== undefined && owner.class === undefined);
  return isLeft ? `${key} was not deleted` : undefined;
}
