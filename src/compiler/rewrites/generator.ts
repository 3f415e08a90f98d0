/** Turns a generator into a function that returns a list. */
import type { Edit, Proposal } from "../../diagnostics/rewrite.ts";
import type { Module } from "../1-parse/module.ts";
import { hasModifier } from "../syntax.ts";
import { ts, type TS } from "../typescript.ts";
import { declarationOf, isTaken } from "./names.ts";
import { codeOf, edit, insertion } from "./source.ts";

/**
 *     function* views() { yield "front"; yield* more; }
 *     function views() { const all = []; all.push("front"); all.push(...more); return all; }
 *
 * `undefined` if it is advanced by hand, has a return value, or does not end by itself.
 */
export function listForGenerator(node: TS.Node, module: Module): Proposal | undefined {
  const declared = ts.isIdentifier(node) ? declarationOf(node) : node;
  if (declared === undefined || !ts.isFunctionDeclaration(declared)) return undefined;
  const { asteriskToken, body, type, name } = declared;
  if (asteriskToken === undefined || body === undefined || name === undefined) return undefined;
  if (hasModifier(declared, ts.SyntaxKind.AsyncKeyword) || /\.next\(/.test(module.source.text))
    return undefined;
  const list = ["all", "list", "items"].find((each) => !isTaken(each, declared));
  if (list === undefined) return undefined;
  const edits: Edit[] = [];
  let isOther = false;
  const visit = (each: TS.Node): void => {
    if (ts.isYieldExpression(each)) {
      const isStatement = ts.isExpressionStatement(each.parent) && each.expression !== undefined;
      if (!isStatement || each.expression === undefined) return void (isOther = true);
      const spread = each.asteriskToken === undefined ? "" : "...";
      edits.push(edit(each, `${list}.push(${spread}${codeOf(each.expression, module)})`, module));
      return;
    }
    if (ts.isFunctionLike(each)) return;
    const isEndless =
      (ts.isWhileStatement(each) && each.expression.kind === ts.SyntaxKind.TrueKeyword) ||
      (ts.isForStatement(each) && each.condition === undefined);
    if (isEndless || ts.isReturnStatement(each)) isOther = true;
    ts.forEachChild(each, visit);
  };
  ts.forEachChild(body, visit);
  const first = body.statements[0];
  const isLines =
    first !== undefined && module.source.text.slice(body.pos, first.getStart(module.tree)).includes("\n");
  if (isOther || edits.length === 0 || first === undefined) return undefined;
  const item = type && ts.isTypeReferenceNode(type) ? type.typeArguments?.[0] : undefined;
  const itemType =
    item === undefined
      ? ""
      : `: ${/^\w+$/.test(codeOf(item, module)) ? codeOf(item, module) : `(${codeOf(item, module)})`}[]`;
  const indent = isLines
    ? (/[^\n]*$/.exec(module.source.text.slice(0, first.getStart(module.tree)))?.[0] ?? "")
    : "";
  const space = isLines ? `\n${indent}` : " ";
  return {
    edits: [
      edit(asteriskToken, "", module),
      ...(type === undefined ? [] : [edit(type, itemType === "" ? "unknown[]" : itemType.slice(2), module)]),
      insertion(first.getStart(module.tree), `const ${list}${itemType} = [];${space}`, module),
      ...edits,
      insertion(body.statements.end, `${space}return ${list};`, module),
    ],
  };
}
