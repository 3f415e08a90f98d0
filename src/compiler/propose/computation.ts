/** Computations around a value, and the type of what they give. */
import type { Here } from "./here.ts";
import { outermost, unwrap } from "../syntax.ts";
import { ts, type TS } from "../typescript.ts";
import type { FieldType } from "./input.ts";
import { wellKnown, wellKnownCallee } from "./well-known.ts";

/**
 * The whole computation: `Math.round(quality * 10) + 1` around `quality`. `takes`: whether it may use another operand or
 * argument.
 */
export function computationAround(
  node: TS.Expression,
  takes: (other: TS.Expression) => boolean,
  here: Here,
): TS.Expression {
  const outer = outermost(node);
  const { parent } = outer;
  const operands: readonly TS.Node[] = operandsOf(parent, here);
  if (!ts.isExpression(parent) || !operands.includes(outer)) return node;
  const others = operands.filter((each): each is TS.Expression => each !== outer);
  return others.every(takes) ? computationAround(parent, takes, here) : node;
}

/** None for what computes nothing. */
function operandsOf(node: TS.Node, here: Here): readonly TS.Expression[] {
  if (ts.isPrefixUnaryExpression(node)) return signs.has(node.operator) ? [node.operand] : [];
  if (ts.isBinaryExpression(node))
    return computing.has(node.operatorToken.kind) ? [node.left, node.right] : [];
  return ts.isCallExpression(node) && isLibrary(wellKnown(node.expression, here)) ? node.arguments : [];
}

/** The type of its result; `undefined` if the syntax does not show it. */
export function typeOfComputation(node: TS.Expression, here: Here): FieldType | undefined {
  const inner = unwrap(node);
  if (ts.isPrefixUnaryExpression(inner))
    return inner.operator === ts.SyntaxKind.ExclamationToken ? "boolean" : "number";
  if (ts.isBinaryExpression(inner)) {
    const { kind } = inner.operatorToken;
    if (kind === ts.SyntaxKind.InKeyword) return "boolean";
    return computing.has(kind) ? "number" : undefined;
  }
  const callee = wellKnownCallee(inner, here);
  if (callee === "JSON.stringify") return "string";
  return callee?.startsWith("Math.") === true ? "number" : undefined;
}

function isLibrary(name: string | undefined): boolean {
  return name !== undefined && /^(?:Math|JSON)\./.test(name);
}

export function isText(node: TS.Expression): boolean {
  const value = unwrap(node);
  return ts.isStringLiteralLike(value) || ts.isTemplateExpression(value);
}

const signs: ReadonlySet<TS.SyntaxKind> = new Set([
  ts.SyntaxKind.PlusToken,
  ts.SyntaxKind.MinusToken,
  ts.SyntaxKind.TildeToken,
  ts.SyntaxKind.ExclamationToken,
]);

const computing: ReadonlySet<TS.SyntaxKind> = new Set([
  ts.SyntaxKind.PlusToken,
  ts.SyntaxKind.MinusToken,
  ts.SyntaxKind.AsteriskToken,
  ts.SyntaxKind.SlashToken,
  ts.SyntaxKind.PercentToken,
  ts.SyntaxKind.AsteriskAsteriskToken,
  ts.SyntaxKind.AmpersandToken,
  ts.SyntaxKind.BarToken,
  ts.SyntaxKind.CaretToken,
  ts.SyntaxKind.LessThanLessThanToken,
  ts.SyntaxKind.GreaterThanGreaterThanToken,
  ts.SyntaxKind.GreaterThanGreaterThanGreaterThanToken,
  ts.SyntaxKind.InKeyword,
]);
