/** Questions about syntax that several stages ask. */
import { ts, type TS } from "./typescript.ts";

/** The expression inside parentheses, `as`, `satisfies`, `<T>x` and `x!`, none of which exist at run time. */
export function unwrap(node: TS.Expression): TS.Expression {
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

/** `=`, `+=`, `??=` and the like. */
export function isAssignment(operator: TS.SyntaxKind): boolean {
  return operator >= ts.SyntaxKind.FirstAssignment && operator <= ts.SyntaxKind.LastAssignment;
}
