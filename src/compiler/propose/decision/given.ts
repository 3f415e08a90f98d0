/** Whether a helper's parameter is given, which is known at each call. */
import type { Here } from "../here.ts";
import type { Rewrite } from "../../../diagnostics/suggestion.ts";
import { ts, type TS } from "../../typescript.ts";
import { fallbackOf } from "../default.ts";
import { codeOf, edit, replaced } from "../source.ts";
import { isTest } from "./truthiness.ts";

/**
 * `if (parent)` for `parent?: string` → `if (parent !== undefined)`: whether an argument is given is known at the
 * call.
 */
export function comparedWithUndefined(
  node: TS.Node,
  { name, questionToken, type, initializer }: TS.ParameterDeclaration,
  module: Here,
): Rewrite | undefined {
  const isOptional =
    questionToken !== undefined ||
    (type !== undefined && ts.isUnionTypeNode(type) && type.types.some(({ kind }) => kind === ts.SyntaxKind.UndefinedKeyword)); // prettier-ignore
  const declared = type === undefined ? "" : codeOf(type, module);
  if (!isOptional || initializer !== undefined || !ts.isIdentifier(node) || !ts.isIdentifier(name))
    return undefined;
  // `false` and 0 are values, and decide differently from undefined.
  if (/\b(?:boolean|number|null|any|unknown)\b/.test(declared)) return undefined;
  const { parent } = node;
  const note = `a ${node.text} of "" then counts as given`;
  if (ts.isPrefixUnaryExpression(parent) && parent.operator === ts.SyntaxKind.ExclamationToken) {
    return replaced(parent, `${node.text} === undefined`, module, note);
  }
  if (!ts.isBinaryExpression(parent) || isLogicalAnd(parent)) {
    return isTest(node) ? replaced(node, `${node.text} !== undefined`, module, note) : undefined;
  }
  const fallback = fallbackOf(node);
  if (fallback?.operatorToken.kind !== ts.SyntaxKind.BarBarToken) return undefined;
  return { edits: [edit(fallback.operatorToken, "??", module)], note };
}

function isLogicalAnd({ operatorToken: { kind } }: TS.BinaryExpression): boolean {
  return kind === ts.SyntaxKind.AmpersandAmpersandToken;
}
