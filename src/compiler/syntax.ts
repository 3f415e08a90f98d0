/** Questions about syntax that several stages ask. */
import { ts, type TS } from "./typescript.ts";

/** The expression inside parentheses, `as`, `satisfies`, `<T>x` and `x!`, none of which exist at run time. */
export function unwrap(node: TS.Expression): TS.Expression;
export function unwrap(node: TS.Node): TS.Node;
export function unwrap(node: TS.Node): TS.Node {
  let inner = node;
  while (isTransparent(inner)) inner = inner.expression;
  return inner;
}

/** Parentheses, `as`, `satisfies`, `<T>x` and `x!`. */
export function isTransparent(
  node: TS.Node,
): node is
  | TS.ParenthesizedExpression
  | TS.AsExpression
  | TS.SatisfiesExpression
  | TS.TypeAssertion
  | TS.NonNullExpression {
  return (
    ts.isParenthesizedExpression(node) ||
    ts.isAsExpression(node) ||
    ts.isSatisfiesExpression(node) ||
    ts.isTypeAssertionExpression(node) ||
    ts.isNonNullExpression(node)
  );
}

/** The opposite of `unwrap`: the node, with all parentheses and type assertions around it. */
export function outermost(node: TS.Node): TS.Node {
  let outer = node;
  while (isTransparent(outer.parent)) outer = outer.parent;
  return outer;
}

/** An access by a key that is written in the code: `photo.url`, `photo?.["url"]`, `images[0]`. */
export interface Access {
  readonly owner: TS.Expression;
  readonly key: string;
  readonly isIndex: boolean;
  /** Where the key is written. */
  readonly name: TS.Node;
}

/** `undefined` for anything else. */
export function accessOf(node: TS.Node): Access | undefined {
  if (ts.isPropertyAccessExpression(node))
    return { owner: node.expression, key: node.name.text, isIndex: false, name: node.name };
  if (!ts.isElementAccessExpression(node)) return undefined;
  const name = unwrap(node.argumentExpression);
  const isIndex = ts.isNumericLiteral(name);
  if (!isIndex && !ts.isStringLiteralLike(name)) return undefined;
  return { owner: node.expression, key: name.text, isIndex, name };
}

/** The call whose callee the node is. */
export function callOf(callee: TS.Node): TS.CallExpression | undefined {
  const outer = outermost(callee);
  const { parent } = outer;
  return ts.isCallExpression(parent) && parent.expression === outer ? parent : undefined;
}

export interface MethodCall {
  readonly call: TS.CallExpression;
  readonly method: Access;
}

/** `photo.trim()`; `undefined` for any other expression. */
export function methodCall(node: TS.Node): MethodCall | undefined {
  const call = unwrap(node);
  const method = ts.isCallExpression(call) ? accessOf(unwrap(call.expression)) : undefined;
  return method && { call: call as TS.CallExpression, method };
}

/** The call of a method, in which the node is the call itself, the owner, the method or an argument. */
export function methodCallAt(node: TS.Node): MethodCall | undefined {
  const { parent } = outermost(node);
  if (ts.isCallExpression(node)) return methodCall(node);
  const call = accessOf(parent) === undefined ? parent : callOf(parent);
  return call && methodCall(call);
}

/** `seed`, `"seed"` and `["seed"]`; `undefined` for a computed name. */
export function writtenName(name: TS.Node): string | undefined {
  const written = ts.isComputedPropertyName(name) ? name.expression : name;
  return ts.isStringLiteralLike(written) || (written === name && ts.isIdentifier(written))
    ? written.text
    : undefined;
}

/** `hasModifier(node, ts.SyntaxKind.AsyncKeyword)`; false for what cannot have modifiers. */
export function hasModifier(node: TS.Node, kind: TS.SyntaxKind): boolean {
  const modifiers = ts.canHaveModifiers(node) ? node.modifiers : undefined;
  return modifiers?.some((modifier) => modifier.kind === kind) ?? false;
}

/** `declare …`: exists only for the type checker. */
export function isAmbientDeclaration(node: TS.Node): boolean {
  return hasModifier(node, ts.SyntaxKind.DeclareKeyword);
}

/** The names that a pattern binds, in source order. */
export function* namesIn(name: TS.BindingName): Generator<TS.Identifier> {
  if (ts.isIdentifier(name)) {
    yield name;
    return;
  }
  for (const element of name.elements) if (ts.isBindingElement(element)) yield* namesIn(element.name);
}

export type UpdateExpression = (TS.PrefixUnaryExpression | TS.PostfixUnaryExpression) & {
  readonly operator: TS.SyntaxKind.PlusPlusToken | TS.SyntaxKind.MinusMinusToken;
};

/** `i++`, `--i` */
export function isUpdate(node: TS.Node): node is UpdateExpression {
  if (!ts.isPrefixUnaryExpression(node) && !ts.isPostfixUnaryExpression(node)) return false;
  return node.operator === ts.SyntaxKind.PlusPlusToken || node.operator === ts.SyntaxKind.MinusMinusToken;
}

/** `=`, `+=`, `??=` and the like. */
export function isAssignment(operator: TS.SyntaxKind): boolean {
  return operator >= ts.SyntaxKind.FirstAssignment && operator <= ts.SyntaxKind.LastAssignment;
}
