/**
 * Errors that TypeScript's parser accepts and JavaScript engines reject, even in code that never runs: a file with
 * such an error does not load at all. TypeScript's own checker finds these, but needs the whole program.
 */
import { isAmbientDeclaration, unwrap } from "../syntax.ts";
import { ts, type TS } from "../typescript.ts";
import { findTargetErrors } from "./assignment-targets.ts";
import { findArgumentsError, findClassErrors, findSuperErrors, isDeclaredPrivate } from "./class-errors.ts";
import { type CodeContext, contextOf, topLevel } from "./code-context.ts";
import type { EarlyError } from "./early-error.ts";
import { findExpressionErrors, isStrayPrivateName } from "./expression-errors.ts";
import { findFunctionErrors } from "./function-errors.ts";
import { findJumpErrors } from "./jumps.ts";
import { findWrongModifier } from "./modifiers.ts";
import {
  findDeclarationErrors,
  findObjectErrors,
  findPrototypeErrors,
  findRestErrors,
  isLast,
  restNotLast,
} from "./pattern-errors.ts";
import { findRedeclarations } from "./redeclarations.ts";
import { findNameError } from "./reserved-names.ts";
import { findEnumErrors, findSpecifierErrors, findStatementErrors, isOfFile } from "./statement-errors.ts";
import { findUnknownExports } from "./unknown-exports.ts";
import { isErased } from "./walk.ts";

const SyntaxKind = ts.SyntaxKind;

/** In source order. With an explicit stack, because code may be deeply nested. */
export function findEarlyErrors(tree: TS.SourceFile): readonly EarlyError[] {
  // It only provides types.
  if (tree.isDeclarationFile) return [];
  const errors: EarlyError[] = [
    ...findRedeclarations(tree),
    ...findJumpErrors(tree),
    ...findUnknownExports(tree),
  ];
  const waiting: { readonly node: TS.Node; readonly context: CodeContext }[] = [
    { node: tree, context: topLevel },
  ];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { node, context } = next;
    const modifier = findWrongModifier(node);
    if (modifier !== undefined) {
      errors.push({ node: modifier, text: `'${modifier.getText(tree)}' is not allowed here.` });
    }
    for (const error of findErrors(node, context)) errors.push(error);
    if (!context.isErased) for (const error of findErrorsOfCode(node, context)) errors.push(error);
    // Ambient declarations exist only for the type checker, with rules of their own.
    const isAmbient = isErased(node) && (!ts.isModuleDeclaration(node) || isAmbientDeclaration(node));
    const around = context.isErased || !isAmbient ? context : { ...context, isErased: true };
    if (ts.isModuleDeclaration(node) && around.isErased) continue;
    ts.forEachChild(node, (child) => {
      if (!isUnchecked(child)) waiting.push({ node: child, context: contextOf(node, child, around) });
    });
  }
  return errors.sort((a, b) => a.node.pos - b.node.pos);
}

/** Operators, keywords, strings and numbers: half of all nodes that are not names. */
function isUnchecked({ kind }: TS.Node): boolean {
  return kind <= SyntaxKind.LastToken && !checkedTokens.has(kind);
}

const checkedTokens: ReadonlySet<TS.SyntaxKind> = new Set([
  SyntaxKind.Identifier,
  SyntaxKind.PrivateIdentifier,
  SyntaxKind.RegularExpressionLiteral,
  SyntaxKind.ThisKeyword,
  SyntaxKind.SuperKeyword,
  SyntaxKind.ImportKeyword,
]);

/** Also for erased code: nothing else reports it. */
function* findErrors(node: TS.Node, { isTarget, privateNames }: CodeContext): Generator<EarlyError> {
  if (ts.isPrivateIdentifier(node) && !isDeclaredPrivate(node, privateNames)) {
    yield { node, text: `'${node.text}' is accessible only inside the class that declares it.` };
  } else if (ts.isPrivateIdentifier(node) && isStrayPrivateName(node)) {
    yield { node, text: `A private name on its own is allowed only before 'in': '${node.text} in object'.` };
  } else if (ts.isIdentifier(node) && node.text.startsWith("#")) {
    // Where the parser expects the name of a type or an import, it takes a private name for an ordinary one.
    yield { node, text: `The private name '${node.text}' is not allowed here.` };
  } else if (node.kind >= SyntaxKind.FirstJSDocNode && node.kind <= SyntaxKind.LastJSDocNode) {
    yield { node, text: "JSDoc types are allowed only in comments." };
  } else if (ts.isObjectLiteralElement(node) && ts.isObjectLiteralExpression(node.parent)) {
    yield* findObjectErrors(node, isTarget);
  } else if (node.kind === SyntaxKind.MissingDeclaration) {
    yield { node, text: "Declaration expected." };
  } else if (ts.isTypeReferenceNode(node) && isReserved(node.typeName)) {
    yield { node, text: `'${node.typeName.getText()}' is a reserved word and cannot be used as a type.` };
  } else if (isOfFile(node)) yield* findSpecifierErrors(node);
  else if (isTarget && ts.isSpreadElement(node) && ts.isArrayLiteralExpression(node.parent)) {
    if (!isLast(node, node.parent.elements)) yield restNotLast(node);
  } else if (ts.isBindingElement(node)) yield* findRestErrors(node);
  else if (ts.isVariableDeclarationList(node)) yield* findDeclarationErrors(node);
  if (ts.isFunctionLike(node)) yield* findFunctionErrors(node);
}

function* findErrorsOfCode(node: TS.Node, context: CodeContext): Generator<EarlyError> {
  if (ts.isIdentifier(node)) {
    // Half of all nodes are names: the other checks do not apply to them.
    const text = findNameError(node) ?? findArgumentsError(node, context);
    if (text !== undefined) yield { node, text };
    return;
  }
  if (isAwait(node) && !context.mayAwait) yield { node, text: refusedAwait };
  else if (ts.isYieldExpression(node) && !context.mayYield) {
    yield { node, text: "'yield' is allowed only in the body of a generator." };
  } else if (node.kind === SyntaxKind.ThisKeyword && !context.hasThis) {
    yield { node, text: "'this' is not allowed in the code of a namespace." };
  } else if (ts.isBinaryExpression(node)) {
    yield* findMixture(node);
  } else if (ts.isRegularExpressionLiteral(node)) yield* findPatternError(node);
  else if (ts.isDeleteExpression(node) && ts.isIdentifier(unwrap(node.expression))) {
    yield { node: node.expression, text: "A variable cannot be deleted." };
  } else if (ts.isObjectLiteralExpression(node) && !context.isTarget) yield* findPrototypeErrors(node);
  else if (ts.isClassLike(node)) yield* findClassErrors(node);
  else if (ts.isEnumDeclaration(node)) yield* findEnumErrors(node);
  yield* findTargetErrors(node);
  yield* findExpressionErrors(node);
  yield* findSuperErrors(node, context);
  yield* findStatementErrors(node, context);
}

const refusedAwait = "'await' is allowed only in async functions and at the top level of a file.";

function isAwait(node: TS.Node): boolean {
  return ts.isAwaitExpression(node) || (ts.isForOfStatement(node) && node.awaitModifier !== undefined);
}

/** `a ?? b || c`: the language defines no precedence. */
function* findMixture(node: TS.BinaryExpression): Generator<EarlyError> {
  const outer = node.operatorToken.kind;
  if (!isLogical(outer)) return;
  for (const operand of [node.left, node.right]) {
    const inner = ts.isBinaryExpression(operand) ? operand.operatorToken.kind : outer;
    const isMixed = (outer === coalescing) !== (inner === coalescing);
    if (isMixed && isLogical(inner)) {
      const [a, b] = [outer, inner].map((kind) => ts.tokenToString(kind));
      yield { node: operand, text: `'${a}' and '${b}' cannot be mixed without parentheses.` };
    }
  }
}

const coalescing = SyntaxKind.QuestionQuestionToken;

function isLogical(operator: TS.SyntaxKind): boolean {
  return (
    operator === coalescing ||
    operator === SyntaxKind.BarBarToken ||
    operator === SyntaxKind.AmpersandAmpersandToken
  );
}

/** Created only to see whether it is valid; it is not run. */
function* findPatternError(node: TS.RegularExpressionLiteral): Generator<EarlyError> {
  const end = node.text.lastIndexOf("/");
  try {
    new RegExp(node.text.slice(1, end), node.text.slice(end + 1));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    yield { node, text: `${error.message}.` };
  }
}

function isReserved(name: TS.EntityName): boolean {
  // `as const`
  if (ts.isConstTypeReference(name.parent)) return false;
  const keyword = ts.isIdentifier(name) ? ts.identifierToKeywordKind(name) : undefined;
  return (
    keyword !== undefined && keyword >= SyntaxKind.FirstReservedWord && keyword <= SyntaxKind.LastReservedWord
  );
}
