/** Uses of a text that only test whether it is empty. */
import type { Here } from "../here.ts";
import type { Edit } from "../../../diagnostics/suggestion.ts";
import { unwrap } from "../../syntax.ts";
import { ts, type TS } from "../../typescript.ts";
import { codeOf, edit } from "../source.ts";

export interface Conditions {
  readonly nodes: readonly TS.Node[];
  readonly edits: readonly Edit[];
}

/**
 * Replaces the conditions among the uses by a flag that says whether the text is present. `undefined` if one is
 * nested in another.
 */
export function conditionEdits(
  uses: readonly TS.Expression[],
  flag: string,
  module: Here,
): Conditions | undefined {
  const nodes: TS.Node[] = [];
  const edits: Edit[] = [];
  if (uses.length > maxUses) return undefined;
  for (const use of uses) {
    const change = conditionEdit(use, flag, module);
    if (change === undefined) continue;
    const isInside = ({ span }: Edit) => span.start < change.span.end && change.span.start < span.end;
    if (edits.some(isInside)) return undefined;
    nodes.push(use);
    edits.push(change);
  }
  return { nodes, edits };
}

/** Nobody reads a rewrite with more changes. */
const maxUses = 50;

function conditionEdit(use: TS.Expression, flag: string, module: Here): Edit | undefined {
  let whole: TS.Node = use;
  while (ts.isParenthesizedExpression(whole.parent)) whole = whole.parent;
  const { parent } = whole;
  if (isTest(whole)) return edit(whole, flag, module);
  if (!ts.isBinaryExpression(parent)) return undefined;
  switch (parent.operatorToken.kind) {
    case ts.SyntaxKind.AmpersandAmpersandToken:
    case ts.SyntaxKind.BarBarToken:
      return parent.left === whole ? logical(parent, flag, module) : undefined;
    case ts.SyntaxKind.EqualsEqualsEqualsToken:
    case ts.SyntaxKind.ExclamationEqualsEqualsToken: {
      const other = unwrap(parent.left === whole ? parent.right : parent.left);
      if (!ts.isStringLiteralLike(other) || other.text !== "") return undefined;
      const isEqual = parent.operatorToken.kind === ts.SyntaxKind.EqualsEqualsEqualsToken;
      return edit(parent, isEqual ? `!${flag}` : flag, module);
    }
    default:
      return undefined;
  }
}

/** `title || "none"` also uses the value: `hasTitle ? title : "none"`. */
function logical(node: TS.BinaryExpression, flag: string, module: Here): Edit | undefined {
  if (isTest(node)) return edit(node.left, flag, module);
  const [left, right] = [codeOf(node.left, module), codeOf(node.right, module)];
  const isAnd = node.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken;
  const text = isAnd ? `${flag} ? ${right} : ${left}` : `${flag} ? ${left} : ${right}`;
  const needsBrackets = ts.isBinaryExpression(node.parent) || ts.isConditionalExpression(node.parent);
  return edit(node, needsBrackets ? `(${text})` : text, module);
}

/** Whether only its truthiness matters. */
export function isTest(node: TS.Node): boolean {
  const { parent } = node;
  if (ts.isIfStatement(parent) || ts.isWhileStatement(parent)) return parent.expression === node;
  if (ts.isConditionalExpression(parent)) return parent.condition === node;
  if (ts.isParenthesizedExpression(parent)) return isTest(parent);
  if (ts.isPrefixUnaryExpression(parent)) return parent.operator === ts.SyntaxKind.ExclamationToken;
  const isLogical =
    ts.isBinaryExpression(parent) &&
    (parent.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken ||
      parent.operatorToken.kind === ts.SyntaxKind.BarBarToken);
  return isLogical && isTest(parent);
}
