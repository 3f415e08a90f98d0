/** Whether a helper's parameter is given, which is known at each call. */
import type { Here } from "../here.ts";
import type { Rewrite } from "../../../diagnostics/suggestion.ts";
import { declarationsInFile } from "../../2-evaluate/types/names/in-file.ts";
import { outermost, unwrap } from "../../syntax.ts";
import { ts, type TS } from "../../typescript.ts";
import { fallbackOf } from "../default.ts";
import { edit, replaced } from "../source.ts";
import { isTest } from "./truthiness.ts";

/**
 * `if (parent)` for `parent?: string` → `if (parent !== undefined)`: whether an argument is given is known at the
 * call.
 */
export function comparedWithUndefined(
  node: TS.Node,
  { name, questionToken, type, initializer }: TS.ParameterDeclaration,
  module: Here,
  types: readonly string[] = [],
): Rewrite | undefined {
  const isOptional =
    questionToken !== undefined ||
    (type !== undefined && ts.isUnionTypeNode(type) && type.types.some(({ kind }) => kind === ts.SyntaxKind.UndefinedKeyword)); // prettier-ignore
  const read = unwrap(node);
  if (!isOptional || initializer !== undefined || !ts.isIdentifier(read) || !ts.isIdentifier(name))
    return undefined;
  // `false` and 0 are values, and decide differently from undefined.
  if (type !== undefined && mayBeOther(type, module, types)) return undefined;
  const whole = outermost(node);
  const { parent } = whole;
  const note = `a ${read.text} of "" then counts as given`;
  if (ts.isPrefixUnaryExpression(parent) && parent.operator === ts.SyntaxKind.ExclamationToken) {
    return replaced(parent, `${read.text} === undefined`, module, note);
  }
  if (!ts.isBinaryExpression(parent) || isLogicalAnd(parent)) {
    return isTest(whole) ? replaced(node, `${read.text} !== undefined`, module, note) : undefined;
  }
  const fallback = fallbackOf(node);
  if (fallback?.operatorToken.kind !== ts.SyntaxKind.BarBarToken) return undefined;
  return { edits: [edit(fallback.operatorToken, "??", module)], note };
}

/** Whether a value of the type may be false without being missing or an empty text. `types`: JSON's, of a value of it. */
function mayBeOther(type: TS.TypeNode, module: Here, types: readonly string[], depth = 0): boolean {
  const inside = (part: TS.TypeNode) => mayBeOther(part, module, types, depth + 1);
  if (ts.isParenthesizedTypeNode(type)) return inside(type.type);
  if (ts.isUnionTypeNode(type)) return type.types.some(inside);
  if (ts.isLiteralTypeNode(type)) return !ts.isStringLiteralLike(type.literal);
  if (!ts.isTypeReferenceNode(type)) return others.has(type.kind);
  const [declared, ...more] = declarationsInFile(type.typeName, module);
  const isAlias = declared !== undefined && more.length === 0 && ts.isTypeAliasDeclaration(declared);
  return isAlias && depth < maxDepth ? inside(declared.type) : !types.every((each) => truthy.has(each));
}

/** Aliases may be circular. */
const maxDepth = 20;

/** JSON's types whose values are all true but for an empty text. */
const truthy: ReadonlySet<string> = new Set(["string", "array", "object"]);

const others: ReadonlySet<TS.SyntaxKind> = new Set([
  ts.SyntaxKind.BooleanKeyword,
  ts.SyntaxKind.NumberKeyword,
  ts.SyntaxKind.BigIntKeyword,
  ts.SyntaxKind.AnyKeyword,
  ts.SyntaxKind.UnknownKeyword,
]);

function isLogicalAnd({ operatorToken: { kind } }: TS.BinaryExpression): boolean {
  return kind === ts.SyntaxKind.AmpersandAmpersandToken;
}
