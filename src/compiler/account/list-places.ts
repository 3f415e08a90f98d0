/** Which nodes need an account: calls, operands, and the keys of objects. By syntax alone. */
import { ts, type TS } from "../typescript.ts";
import type { PlaceKind } from "./coverage.ts";
import { isTransparent, isUpdate, outermost } from "../syntax.ts";

const SyntaxKind = ts.SyntaxKind;

/** `undefined` for nodes that are accounted for by their parts, or by what they are a part of. */
export function placeKindOf(node: TS.Node): PlaceKind | undefined {
  if (ts.isCallExpression(node) || ts.isNewExpression(node) || ts.isTaggedTemplateExpression(node))
    return "call";
  if (isKey(node)) return "key";
  if (ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node)) {
    return node.text === "" ? undefined : "operand";
  }
  if (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node) || ts.isIdentifier(node)) {
    return isOperand(node) ? "operand" : undefined;
  }
  const isLiteral =
    (ts.isLiteralExpression(node) &&
      !ts.isImportDeclaration(node.parent) &&
      !ts.isExportDeclaration(node.parent)) ||
    node.kind === SyntaxKind.TrueKeyword ||
    node.kind === SyntaxKind.FalseKeyword ||
    node.kind === SyntaxKind.NullKeyword;
  return isLiteral && !isName(node) ? "operand" : undefined;
}

/** Every such descendant, in source order; none inside a type. */
export function listPlaces(root: TS.Node): readonly TS.Node[] {
  const found: TS.Node[] = [];
  const waiting: TS.Node[] = [root];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (isOfType(node)) continue;
    if (placeKindOf(node) !== undefined) found.push(node);
    const children: TS.Node[] = [];
    ts.forEachChild(node, (child) => void children.push(child));
    for (const child of children.reverse()) waiting.push(child);
  }
  return found;
}

export function isOfType(node: TS.Node): boolean {
  return (
    ts.isTypeNode(node) ||
    ts.isTypeElement(node) ||
    ts.isTypeParameterDeclaration(node) ||
    ts.isInterfaceDeclaration(node) ||
    ts.isTypeAliasDeclaration(node) ||
    ts.isImportDeclaration(node) ||
    ts.isExportDeclaration(node)
  );
}

function isKey(node: TS.Node): boolean {
  const { parent } = node;
  if (parent === undefined || !ts.isObjectLiteralElementLike(parent) || parent.name !== node) return false;
  return ts.isObjectLiteralExpression(parent.parent) && !isTarget(parent.parent);
}

/** A name or a path that is read: the longest one, except the name of a callee. */
function isOperand(node: TS.Identifier | TS.PropertyAccessExpression | TS.ElementAccessExpression): boolean {
  if (!isRead(node)) return false;
  const outer = outermost(node);
  const { parent } = outer;
  const isBase =
    (ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent)) &&
    parent.expression === outer;
  // `photo` in `photo.images`; in `scenes.map(…)`, nothing else accounts for `scenes`.
  if (isBase) return isCallee(parent);
  return !isCallee(outer) && !isTarget(outer);
}

function isCallee(node: TS.Node): boolean {
  const outer = outermost(node);
  const { parent } = outer;
  return (
    ((ts.isCallExpression(parent) || ts.isNewExpression(parent)) && parent.expression === outer) ||
    (ts.isTaggedTemplateExpression(parent) && parent.tag === outer)
  );
}

/** Whether a name is read as a value here. */
function isRead(node: TS.Node): boolean {
  return !ts.isIdentifier(node) || (ts.isExpression(node) && !isName(node));
}

/** A name that declares or labels something, or selects a part. */
function isName(node: TS.Node): boolean {
  const { parent } = node as { readonly parent: TS.Node & { readonly name?: TS.Node } };
  if (parent.name === node) return true;
  if (ts.isBindingElement(parent)) return parent.propertyName === node;
  if (ts.isLabeledStatement(parent) || ts.isBreakOrContinueStatement(parent)) return parent.label === node;
  return (
    ts.isImportSpecifier(parent) ||
    ts.isExportSpecifier(parent) ||
    ts.isImportClause(parent) ||
    ts.isMetaProperty(parent) ||
    ts.isImportAttribute(parent)
  );
}

/** Whether it is, or is inside, an assignment target. */
function isTarget(node: TS.Node): boolean {
  let inner: TS.Node = node;
  for (let outer = node.parent; outer !== undefined; inner = outer, outer = outer.parent) {
    if (ts.isBinaryExpression(outer)) {
      const { kind } = outer.operatorToken;
      if (kind < SyntaxKind.FirstAssignment || kind > SyntaxKind.LastAssignment) return false;
      return outer.left === inner;
    }
    if (ts.isPrefixUnaryExpression(outer) || ts.isPostfixUnaryExpression(outer)) {
      return isUpdate(outer);
    }
    if (ts.isForOfStatement(outer) || ts.isForInStatement(outer)) return outer.initializer === inner;
    if (ts.isDeleteExpression(outer)) return true;
    const isPart =
      isTransparent(outer) ||
      ts.isArrayLiteralExpression(outer) ||
      ts.isSpreadElement(outer) ||
      ts.isSpreadAssignment(outer) ||
      ts.isObjectLiteralExpression(outer) ||
      ts.isShorthandPropertyAssignment(outer) ||
      (ts.isPropertyAssignment(outer) && outer.initializer === inner);
    if (!isPart) return false;
  }
  return false;
}
