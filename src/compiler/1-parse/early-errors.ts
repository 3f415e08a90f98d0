/**
 * What TypeScript's parser lets through and no JavaScript engine does, also in code that never runs: a file with such an
 * error does not load at all. TypeScript's own checker finds these; it needs the whole program for it.
 */
import { hasModifier, unwrap } from "../syntax.ts";
import { ts, type TS } from "../typescript.ts";
import { findWrongModifier } from "./modifiers.ts";

const { SyntaxKind } = ts;

export interface EarlyError {
  readonly node: TS.Node;
  readonly text: string;
}

/** What the code around a node allows. */
interface Context {
  readonly mayAwait: boolean;
  readonly inClass: boolean;
  /** Whether it is the left side of an assignment, where lists and objects are patterns. */
  readonly isTarget: boolean;
}

/** In source order. With a stack of its own: code may be nested deep. */
export function findEarlyErrors(tree: TS.SourceFile): readonly EarlyError[] {
  // Only types are taken from it.
  if (tree.isDeclarationFile) return [];
  const errors: EarlyError[] = [];
  const outermost: Context = { mayAwait: true, inClass: false, isTarget: false };
  const waiting: { readonly node: TS.Node; readonly context: Context }[] = [
    { node: tree, context: outermost },
  ];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { node, context } = next;
    if (!context.mayAwait && isAwait(node)) {
      errors.push({
        node,
        text: "'await' is only allowed in async functions and at the top level of a file.",
      });
    }
    const modifier = findWrongModifier(node);
    if (modifier !== undefined) {
      errors.push({ node: modifier, text: `'${modifier.getText(tree)}' is not allowed here.` });
    }
    for (const error of findErrors(node, context)) errors.push(error);
    // What is declared only exists for the type checker, by rules of its own.
    if (ts.isModuleDeclaration(node) && hasModifier(node, SyntaxKind.DeclareKeyword)) continue;
    ts.forEachChild(
      node,
      (child) => void waiting.push({ node: child, context: inside(node, child, context) }),
    );
  }
  return errors.sort((a, b) => a.node.pos - b.node.pos);
}

function inside(node: TS.Node, child: TS.Node, { mayAwait, inClass, isTarget }: Context): Context {
  const isFunction = ts.isFunctionLike(node);
  return {
    mayAwait: isFunction ? hasModifier(node, SyntaxKind.AsyncKeyword) : mayAwait,
    inClass: inClass || ts.isClassLike(node),
    isTarget: isFunction ? false : leadsToTarget(node, child, isTarget),
  };
}

function leadsToTarget(node: TS.Node, child: TS.Node, isTarget: boolean): boolean {
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === SyntaxKind.EqualsToken) {
    return child === node.left;
  }
  if (ts.isForOfStatement(node) || ts.isForInStatement(node)) return child === node.initializer;
  // A default in a pattern is a value, and so is what stands in a key's brackets.
  if (ts.isPropertyAssignment(node)) return isTarget && child === node.initializer;
  return isTarget && !ts.isElementAccessExpression(node) && !ts.isCallExpression(node);
}

function isAwait(node: TS.Node): boolean {
  return ts.isAwaitExpression(node) || (ts.isForOfStatement(node) && node.awaitModifier !== undefined);
}

function* findErrors(node: TS.Node, { inClass, isTarget }: Context): Generator<EarlyError> {
  if (ts.isPrivateIdentifier(node) && !inClass) {
    yield { node, text: `'${node.text}' is only known inside the class that declares it.` };
  } else if (node.kind >= SyntaxKind.FirstJSDocNode && node.kind <= SyntaxKind.LastJSDocNode) {
    yield { node, text: "This notation of a type is only for comments." };
  } else if (ts.isObjectLiteralElement(node) && ts.isObjectLiteralExpression(node.parent)) {
    yield* findKeyErrors(node, isTarget);
    if (isTarget && ts.isSpreadAssignment(node) && !isLast(node, node.parent.properties))
      yield restNotLast(node);
    if (ts.isMethodDeclaration(node)) yield* findParameterErrors(node);
  } else if (isTarget && ts.isSpreadElement(node) && ts.isArrayLiteralExpression(node.parent)) {
    if (!isLast(node, node.parent.elements)) yield restNotLast(node);
  } else if (ts.isFunctionLike(node)) yield* findParameterErrors(node);
  else if (ts.isBindingElement(node)) yield* findRestErrors(node);
  else if (ts.isVariableDeclarationList(node)) yield* findDeclarationErrors(node);
  else if (ts.isBinaryExpression(node) && isAssignment(node) && isOptional(node.left)) {
    yield { node: node.left, text: "A chain with '?.' cannot be assigned to." };
  } else if (isUpdate(node) && isOptional(node.operand)) {
    yield { node: node.operand, text: "A chain with '?.' cannot be changed." };
  } else if (ts.isLabeledStatement(node) && isLabelTaken(node)) {
    yield { node: node.label, text: `The label '${node.label.text}' is taken.` };
  } else if (isOfModule(node) && !ts.isSourceFile(node.parent) && !ts.isModuleBlock(node.parent)) {
    yield { node, text: "Imports and exports stand at the top level of a file." };
  }
}

/** `{ a = 1 }` is a pattern and no object; `{ a?: 1 }` and `{ a!: 1 }` are for the checker to complain about. */
function* findKeyErrors(node: TS.ObjectLiteralElement, isTarget: boolean): Generator<EarlyError> {
  if (ts.isShorthandPropertyAssignment(node) && node.objectAssignmentInitializer !== undefined && !isTarget) {
    yield { node, text: "A default with '=' is only allowed in a pattern." };
  }
  const marks = node as { readonly questionToken?: TS.Node; readonly exclamationToken?: TS.Node };
  const mark = marks.questionToken ?? marks.exclamationToken;
  if (mark !== undefined) yield { node: mark, text: "An object's key takes no '?' or '!'." };
  if (ts.isMethodDeclaration(node) && node.body === undefined) yield { node, text: "'{' expected." };
}

function* findParameterErrors(node: TS.SignatureDeclaration): Generator<EarlyError> {
  const { parameters } = node;
  for (const [index, parameter] of parameters.entries()) {
    const isRest = parameter.dotDotDotToken !== undefined;
    if (isRest && !isLast(parameter, parameters)) {
      yield { node: parameter, text: "A rest parameter must be last in a parameter list." };
    }
    if (isRest && parameter.initializer !== undefined) {
      yield { node: parameter, text: "A rest parameter cannot have a default." };
    }
    const { name } = parameter;
    const isSecond = parameters
      .slice(0, index)
      .some((other) => ts.isIdentifier(name) && isNamed(other, name));
    if (isSecond) yield { node: parameter, text: `'${name.getText()}' is declared twice.` };
  }
  if (!ts.isFunctionDeclaration(node) || node.body === undefined) return;
  if (hasModifier(node, SyntaxKind.DeclareKeyword)) {
    yield { node: node.body, text: "What is declared elsewhere cannot have a body here." };
  }
}

function isNamed({ name }: TS.ParameterDeclaration, { text }: TS.Identifier): boolean {
  return ts.isIdentifier(name) && name.text === text;
}

function* findRestErrors(node: TS.BindingElement): Generator<EarlyError> {
  if (node.dotDotDotToken === undefined) return;
  if (!isLast<TS.Node>(node, node.parent.elements)) yield restNotLast(node);
  if (node.initializer !== undefined) yield { node, text: "A rest element cannot have a default." };
  if (node.propertyName !== undefined) yield { node, text: "A rest element cannot have a property's name." };
}

/** Without a comma behind it either. */
function isLast<Node extends TS.Node>(node: Node, list: TS.NodeArray<Node>): boolean {
  return list.at(-1) === node && list.hasTrailingComma !== true;
}

function restNotLast(node: TS.Node): EarlyError {
  return { node, text: "A rest element must be last in a pattern." };
}

function* findDeclarationErrors(list: TS.VariableDeclarationList): Generator<EarlyError> {
  const { parent, declarations } = list;
  if (ts.isForOfStatement(parent) || ts.isForInStatement(parent)) {
    const [first, second] = declarations;
    if (second !== undefined) yield { node: second, text: "A loop over elements declares one variable." };
    if (first?.initializer !== undefined) {
      yield { node: first, text: "The variable of a loop over elements cannot have a value of its own." };
    }
    return;
  }
  if (ts.isVariableStatement(parent) && hasModifier(parent, SyntaxKind.DeclareKeyword)) return;
  const isConstant = (list.flags & ts.NodeFlags.Const) !== 0;
  for (const declaration of declarations) {
    if (declaration.initializer !== undefined) continue;
    if (isConstant) yield { node: declaration, text: "A constant needs a value." };
    else if (!ts.isIdentifier(declaration.name)) {
      yield { node: declaration, text: "A pattern needs a value to take apart." };
    }
  }
}

function isAssignment({ operatorToken }: TS.BinaryExpression): boolean {
  return operatorToken.kind >= SyntaxKind.FirstAssignment && operatorToken.kind <= SyntaxKind.LastAssignment;
}

function isUpdate(node: TS.Node): node is TS.PrefixUnaryExpression | TS.PostfixUnaryExpression {
  return (
    (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) &&
    (node.operator === SyntaxKind.PlusPlusToken || node.operator === SyntaxKind.MinusMinusToken)
  );
}

/** `a?.b`, also in `a?.b!` and `(a?.b)`. */
function isOptional(node: TS.Expression): boolean {
  return ts.isOptionalChain(unwrap(node));
}

function isLabelTaken(node: TS.LabeledStatement): boolean {
  for (let outer = node.parent; outer !== undefined && !ts.isFunctionLike(outer); outer = outer.parent) {
    if (ts.isLabeledStatement(outer) && outer.label.text === node.label.text) return true;
  }
  return false;
}

function isOfModule(node: TS.Node): boolean {
  return (
    ts.isImportDeclaration(node) ||
    ts.isExportDeclaration(node) ||
    ts.isExportAssignment(node) ||
    (ts.isStatement(node) && hasModifier(node, SyntaxKind.ExportKeyword))
  );
}
