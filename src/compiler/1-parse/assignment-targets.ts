/** Invalid assignment targets: `f() = 1`, `1++`, `[x + y] = z`, `eval = 1`. */
import { isAssignment, isUpdate, unwrap } from "../syntax.ts";
import { ts, type TS } from "../typescript.ts";
import type { EarlyError } from "./early-error.ts";

const SyntaxKind = ts.SyntaxKind;

/** For an assignment, `++` and `--`, and the head of a `for…of` or `for…in` loop; nothing for any other node. */
export function* findTargetErrors(node: TS.Node): Generator<EarlyError> {
  if (ts.isBinaryExpression(node) && isAssignment(node.operatorToken.kind)) {
    if (node.operatorToken.kind === SyntaxKind.EqualsToken) yield* findPatternErrors(node.left);
    else yield* findSimpleError(node.left);
  } else if (isUpdate(node)) yield* findSimpleError(node.operand);
  else if (ts.isForOfStatement(node) || ts.isForInStatement(node)) {
    const { initializer } = node;
    if (ts.isVariableDeclarationList(initializer)) return;
    yield* findPatternErrors(initializer);
    const isAwaited = ts.isForOfStatement(node) && node.awaitModifier !== undefined;
    if (ts.isForOfStatement(node) && !isAwaited && initializer.getText() === "async") {
      yield { node: initializer, text: "'for (async of …)' is not allowed; write 'for ((async) of …)'." };
    }
  }
}

/** A pattern, or one variable or part. With an explicit stack, because patterns may be deeply nested. */
function* findPatternErrors(target: TS.Expression): Generator<EarlyError> {
  const waiting: TS.Expression[] = [target];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (ts.isArrayLiteralExpression(next)) {
      for (const element of next.elements) {
        if (ts.isOmittedExpression(element)) continue;
        if (!ts.isSpreadElement(element)) waiting.push(...withoutDefault(element));
        else if (hasDefault(element.expression)) yield notAssignable(element.expression);
        else waiting.push(element.expression);
      }
    } else if (ts.isObjectLiteralExpression(next)) {
      for (const property of next.properties) {
        if (ts.isPropertyAssignment(property)) waiting.push(...withoutDefault(property.initializer));
        else if (ts.isShorthandPropertyAssignment(property)) yield* findSimpleError(property.name);
        else if (ts.isSpreadAssignment(property)) yield* findSimpleError(property.expression);
        else yield notAssignable(property);
      }
    } else yield* findSimpleError(next);
  }
}

/** `x` in `x = 1`; nothing for a pattern with a default: that is an assignment, and is checked separately. */
function withoutDefault(element: TS.Expression): readonly TS.Expression[] {
  return hasDefault(element) ? [] : [element];
}

function hasDefault(element: TS.Expression): boolean {
  return ts.isBinaryExpression(element) && element.operatorToken.kind === SyntaxKind.EqualsToken;
}

function* findSimpleError(target: TS.Expression): Generator<EarlyError> {
  const inner = unwrap(target);
  // Also in `a?.b!` and `(a?.b)`.
  if (ts.isOptionalChain(inner)) {
    yield { node: target, text: "An optional chain ('?.') cannot be an assignment target." };
    return;
  }
  if (ts.isIdentifier(inner)) {
    if (inner.text === "eval" || inner.text === "arguments") {
      yield { node: inner, text: `Cannot assign to '${inner.text}'.` };
    }
  } else if (!ts.isPropertyAccessExpression(inner) && !ts.isElementAccessExpression(inner)) {
    yield notAssignable(target);
  }
}

function notAssignable(node: TS.Node): EarlyError {
  return { node, text: "Invalid assignment target." };
}
