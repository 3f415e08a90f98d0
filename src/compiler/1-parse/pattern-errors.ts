/** Patterns and object literals that the parser accepts and an engine rejects. */
import { hasModifier } from "../syntax.ts";
import { ts, type TS } from "../typescript.ts";
import type { EarlyError } from "./early-error.ts";

export function* findObjectErrors(node: TS.ObjectLiteralElement, isTarget: boolean): Generator<EarlyError> {
  yield* findKeyErrors(node, isTarget);
  if (!isTarget || !ts.isSpreadAssignment(node)) return;
  if (!isLast<TS.Node>(node, node.parent.properties)) yield restNotLast(node);
}

/** `{ a = 1 }` is a pattern, not an object; `{ a?: 1 }` and `{ a!: 1 }` are left to the checker. */
function* findKeyErrors(node: TS.ObjectLiteralElement, isTarget: boolean): Generator<EarlyError> {
  if (ts.isShorthandPropertyAssignment(node) && node.objectAssignmentInitializer !== undefined && !isTarget) {
    yield {
      node,
      text: "A shorthand property with a default ('=') is allowed only in a destructuring pattern.",
    };
  }
  const marks = node as { readonly questionToken?: TS.Node; readonly exclamationToken?: TS.Node };
  const mark = marks.questionToken ?? marks.exclamationToken;
  if (mark !== undefined)
    yield { node: mark, text: "A property name in an object literal cannot have '?' or '!'." };
  if (ts.isMethodDeclaration(node) && node.body === undefined) yield { node, text: "'{' expected." };
}

/** `__proto__: x` sets the prototype, and may occur once. */
export function* findPrototypeErrors({ properties }: TS.ObjectLiteralExpression): Generator<EarlyError> {
  const prototypes = properties.filter(
    (property) =>
      ts.isPropertyAssignment(property) &&
      !ts.isComputedPropertyName(property.name) &&
      !ts.isPrivateIdentifier(property.name) &&
      property.name.text === "__proto__",
  );
  for (const node of prototypes.slice(1))
    yield { node, text: "An object literal can set '__proto__' only once." };
}

export function* findRestErrors(node: TS.BindingElement): Generator<EarlyError> {
  if (node.dotDotDotToken === undefined) return;
  if (!isLast<TS.Node>(node, node.parent.elements)) yield restNotLast(node);
  if (node.initializer !== undefined) yield { node, text: "A rest element cannot have a default." };
  if (node.propertyName !== undefined) yield { node, text: "A rest element cannot have a property name." };
  if (ts.isObjectBindingPattern(node.parent) && !ts.isIdentifier(node.name)) {
    yield { node: node.name, text: "A rest element of an object pattern must be an identifier." };
  }
}

/** A trailing comma is not allowed either. */
export function isLast<Node extends TS.Node>(node: Node, list: TS.NodeArray<Node>): boolean {
  return list.at(-1) === node && list.hasTrailingComma !== true;
}

export function restNotLast(node: TS.Node): EarlyError {
  return { node, text: "A rest element must be last in a destructuring pattern." };
}

export function* findDeclarationErrors(list: TS.VariableDeclarationList): Generator<EarlyError> {
  const { parent, declarations } = list;
  if (declarations.hasTrailingComma === true) yield { node: list, text: "Variable name expected after ','." };
  if (ts.isForOfStatement(parent) || ts.isForInStatement(parent)) {
    const [first, second] = declarations;
    if (first === undefined) yield { node: list, text: "Loop variable expected." };
    if (second !== undefined)
      yield { node: second, text: "A 'for...of' or 'for...in' loop can declare only one variable." };
    if (first?.initializer !== undefined) {
      yield {
        node: first,
        text: "The variable of a 'for...of' or 'for...in' loop cannot have an initializer.",
      };
    }
    return;
  }
  if (ts.isVariableStatement(parent) && hasModifier(parent, ts.SyntaxKind.DeclareKeyword)) return;
  if (declarations.length === 0) yield { node: list, text: "Variable name expected." };
  const isConstant = (list.flags & (ts.NodeFlags.Const | ts.NodeFlags.Using)) !== 0;
  for (const declaration of declarations) {
    const { exclamationToken: mark, type } = declaration;
    if (mark !== undefined && (declaration.initializer !== undefined || type === undefined))
      yield { node: mark, text: "A definite assignment assertion ('!') requires a type and no initializer." };
    if (declaration.initializer !== undefined) continue;
    if (isConstant) yield { node: declaration, text: "A 'const' declaration must have an initializer." };
    else if (!ts.isIdentifier(declaration.name)) {
      yield { node: declaration, text: "A destructuring declaration must have an initializer." };
    }
  }
}
