/** Getters and `this` in object literals. */
import type { Proposal } from "../../diagnostics/rewrite.ts";
import type { Module } from "../1-parse/module.ts";
import { unwrap } from "../syntax.ts";
import { ts, type TS } from "../typescript.ts";
import { usesOf } from "./names.ts";
import { codeOf, edit, replaced } from "./source.ts";

/**
 * `get length() { return parts.length; }` → `length: () => parts.length`, and called where it is read, because the
 * result may change. A getter that returns a literal becomes a value.
 */
export function functionForGetter(node: TS.Node, module: Module): Proposal | undefined {
  if (!ts.isGetAccessorDeclaration(node) || !ts.isIdentifier(node.name) || node.body === undefined)
    return undefined;
  const declaration = variableOf(node);
  if (declaration === undefined) return undefined;
  const key = node.name.text;
  const value = returnedBy(node.body);
  const written = value && unwrap(value);
  const isLiteral =
    written !== undefined && (ts.isStringLiteralLike(written) || ts.isNumericLiteral(written));
  if (isLiteral) return replaced(node, `${key}: ${codeOf(written, module)}`, module);
  const hasSetter = ts.isObjectLiteralExpression(node.parent) && node.parent.properties.some((each) => ts.isSetAccessorDeclaration(each) && codeOf(each.name, module) === key); // prettier-ignore
  if (hasSetter) return undefined;
  const reads = [];
  for (const use of usesOf(declaration, declaration.name.text, module.tree)) {
    const { parent } = use;
    if (!ts.isPropertyAccessExpression(parent)) return undefined;
    if (parent.name.text === key) reads.push(parent);
  }
  const text = value === undefined ? codeOf(node.body, module) : codeOf(value, module);
  const uses = countThis(node.body);
  // In a text it is a word, and in a nested function another `this`.
  if (uses !== (text.match(/\bthis\b/g)?.length ?? 0)) return undefined;
  const body = text.replace(/\bthis\b/g, declaration.name.text);
  const isObject = written !== undefined && ts.isObjectLiteralExpression(written);
  return {
    edits: [
      edit(node, `${key}: () => ${isObject ? `(${body})` : body}`, module),
      ...reads.map((read) => edit(read.name, `${key}()`, module)),
    ],
  };
}

type NamedVariable = TS.VariableDeclaration & { readonly name: TS.Identifier };

/** `brand` for a direct member of the object in `const brand = { … }`. */
function variableOf(member: TS.Node): NamedVariable | undefined {
  const owner = ts.isPropertyAssignment(member.parent) ? member.parent.parent : member.parent;
  if (!ts.isObjectLiteralExpression(owner)) return undefined;
  let whole: TS.Node = owner.parent;
  while (ts.isAsExpression(whole) || ts.isSatisfiesExpression(whole) || ts.isParenthesizedExpression(whole))
    whole = whole.parent;
  if (!ts.isVariableDeclaration(whole) || (whole.parent.flags & ts.NodeFlags.Const) === 0) return undefined;
  return ts.isIdentifier(whole.name) ? (whole as NamedVariable) : undefined;
}

/** Infinite if a nested function has its own `this`. */
function countThis(node: TS.Node): number {
  if (node.kind === ts.SyntaxKind.ThisKeyword) return 1;
  if (ts.isFunctionExpression(node) || ts.isFunctionDeclaration(node) || ts.isMethodDeclaration(node))
    return Infinity;
  let count = 0;
  ts.forEachChild(node, (child) => void (count += countThis(child)));
  return count;
}

/** The value of a body that is a single return. */
function returnedBy({ statements }: TS.Block): TS.Expression | undefined {
  const [statement, ...more] = statements;
  return statement !== undefined && more.length === 0 && ts.isReturnStatement(statement)
    ? statement.expression
    : undefined;
}
