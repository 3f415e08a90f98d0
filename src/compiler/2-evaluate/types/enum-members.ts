/** The members of an enum, including all its parts, with their values. */
import { ts, type TS } from "../../typescript.ts";
import { hasModifier } from "../../syntax.ts";
import { isAmbient } from "./names/export-names.ts";
import { literal, type LiteralShape } from "./shape.ts";

/** Name → value; `undefined` if one of them is not constant for TypeScript, or cannot be computed here. */
export function enumMembers(
  parts: readonly TS.EnumDeclaration[],
): ReadonlyMap<string, LiteralShape> | undefined {
  const members = new Map<string, LiteralShape>();
  const [enumeration] = parts;
  for (const part of parts) {
    // Members of `declare enum` without a value may have any; those of `declare const enum` are numbered.
    const counts = hasModifier(part, ts.SyntaxKind.ConstKeyword) || !isAmbient(part);
    let next: number | undefined = counts ? 0 : undefined;
    for (const { name, initializer } of part.members) {
      const value: string | number | undefined = initializer ? constantOf(initializer, members) : next;
      const isKnown = value !== undefined && (typeof value === "string" || Number.isFinite(value));
      if (!isKnown || !("text" in name) || members.has(name.text)) return undefined;
      members.set(name.text, literal(value, enumeration));
      next = counts && typeof value === "number" ? value + 1 : undefined;
    }
  }
  return members;
}

type Constant = string | number;

function constantOf(node: TS.Expression, members: ReadonlyMap<string, LiteralShape>): Constant | undefined {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isNumericLiteral(node)) return Number(node.text);
  if (ts.isParenthesizedExpression(node)) return constantOf(node.expression, members);
  if (ts.isIdentifier(node)) {
    const value = members.get(node.text)?.value;
    return typeof value === "boolean" ? undefined : value;
  }
  if (ts.isPrefixUnaryExpression(node)) {
    const operand = constantOf(node.operand, members);
    if (typeof operand !== "number") return undefined;
    if (node.operator === ts.SyntaxKind.MinusToken) return -operand;
    return node.operator === ts.SyntaxKind.PlusToken ? operand : undefined;
  }
  if (!ts.isBinaryExpression(node)) return undefined;
  const [left, right] = [constantOf(node.left, members), constantOf(node.right, members)];
  return left === undefined || right === undefined
    ? undefined
    : combine(node.operatorToken.kind, left, right);
}

function combine(operator: TS.SyntaxKind, left: Constant, right: Constant): Constant | undefined {
  const SyntaxKind = ts.SyntaxKind;
  if (typeof left === "string" || typeof right === "string") {
    return operator === SyntaxKind.PlusToken ? `${left}${right}` : undefined;
  }
  switch (operator) {
    case SyntaxKind.PlusToken:
      return left + right;
    case SyntaxKind.MinusToken:
      return left - right;
    case SyntaxKind.AsteriskToken:
      return left * right;
    case SyntaxKind.LessThanLessThanToken:
      return left << right;
    case SyntaxKind.BarToken:
      return left | right;
    default:
      return undefined;
  }
}
