/** Rewrites of a name's declaration. */
import type { Here } from "./here.ts";
import type { Suggestion } from "../../diagnostics/suggestion.ts";
import { isAssignment, isUpdate, outermost, unwrap } from "../syntax.ts";
import { ts, type TS } from "../typescript.ts";
import { declarationOf } from "../2-evaluate/types/names/value-names.ts";
import { isUse } from "./names.ts";
import { codeOf, deletion, insertion, pascal } from "./source.ts";

/** It is reassigned later, so `let`. */
export function letSuggestion(node: TS.Node, module: Here): Suggestion | undefined {
  const declared = ts.isIdentifier(node) ? declarationOf(node) : undefined;
  const list = declared && ts.findAncestor(declared, ts.isVariableDeclarationList);
  if (list === undefined || (list.flags & ts.NodeFlags.Const) === 0) return undefined;
  const start = list.getStart(module.tree);
  return { edits: [{ span: { source: module.source, start, end: start + "const".length }, text: "let" }] };
}

/** `using brand = …` → `const brand = …` */
export function constSuggestion(node: TS.Node, { source, tree }: Here): Suggestion | undefined {
  const [first] = ts.isVariableDeclarationList(node) ? node.declarations : [];
  const span = first && { source, start: node.getStart(tree), end: first.getStart(tree) };
  return span && { edits: [{ span, text: "const " }], note: "nothing is disposed at the end" };
}

/** The declaration moved before the statement that uses the name. */
export function declaredFirst(node: TS.Node, module: Here): Suggestion | undefined {
  const declared = ts.isIdentifier(node) ? declarationOf(node) : undefined;
  const statement = declared && ts.isVariableDeclaration(declared) ? declared.parent.parent : undefined;
  if (statement === undefined || !ts.isVariableStatement(statement)) return undefined;
  const list = siblings(statement);
  const use = ts.findAncestor(node, (each) => list.includes(each as TS.Statement)) as
    TS.Statement | undefined;
  // Inside a function, the use may run later than its position suggests.
  if (use === undefined || use === statement || list.indexOf(use) > list.indexOf(statement)) return undefined;
  const between = list.slice(list.indexOf(use), list.indexOf(statement));
  if (dependsOn(statement, between)) return undefined;
  const start = use.getStart(module.tree);
  const from = module.source.text.lastIndexOf("\n", start - 1) + 1;
  const indent = /^[ \t]*/.exec(module.source.text.slice(from, start))?.[0] ?? "";
  return {
    edits: [
      insertion(start, `${codeOf(statement, module).replace(/\n(?=.)/g, `\n${indent}`)}\n${indent}`, module),
      deletion(statement, module),
    ],
  };
}

function siblings(statement: TS.Statement): readonly TS.Statement[] {
  const { parent } = statement;
  return ts.isBlock(parent) || ts.isSourceFile(parent) ? parent.statements : [];
}

/** Whether the moved statement uses a declaration in between, or has side effects. */
function dependsOn(moved: TS.Statement, between: readonly TS.Statement[]): boolean {
  const visit = (node: TS.Node): boolean => {
    if (ts.isAwaitExpression(node)) return true;
    if (ts.isIdentifier(node) && isUse(node)) {
      const declared = declarationOf(node);
      if (
        declared !== undefined &&
        between.some((each) => declared.pos >= each.pos && declared.end <= each.end)
      )
        return true;
    }
    return ts.forEachChild(node, (child) => visit(child) || undefined) ?? false;
  };
  return visit(moved);
}

/** The import stays unchanged; the modified value gets its own name. */
export function ownVariable(node: TS.Node, module: Here): Suggestion | undefined {
  const { parent } = node;
  if (!ts.isIdentifier(node) || !ts.isBinaryExpression(parent) || !ts.isExpressionStatement(parent.parent))
    return undefined;
  const block = parent.parent.parent;
  if (parent.left !== node || !ts.isBlock(block)) return undefined;
  if (!isAssignment(parent.operatorToken.kind)) return undefined;
  const operator = (ts.tokenToString(parent.operatorToken.kind) ?? "").slice(0, -1);
  const value = codeOf(parent.right, module);
  const own = `own${pascal(node.text)}`;
  const statement = `const ${own} = ${operator === "" ? value : `${node.text} ${operator} ${value}`}`;
  const declared = declarationOf(node);
  const later: TS.Identifier[] = [];
  const visit = (each: TS.Node): void => {
    if (
      ts.isIdentifier(each) &&
      each.text === node.text &&
      each.pos > parent.end &&
      isUse(each) &&
      declarationOf(each) === declared
    )
      later.push(each);
    ts.forEachChild(each, visit);
  };
  visit(block);
  if (later.some(isChanged) || ts.findAncestor(block, isLoop) !== undefined) return undefined;
  const { source, tree } = module;
  return {
    edits: [
      { span: { source, start: parent.getStart(tree), end: parent.end }, text: statement },
      ...later.map((each) => ({
        span: { source, start: each.getStart(tree), end: each.end },
        text: ts.isShorthandPropertyAssignment(each.parent) ? `${each.text}: ${own}` : own,
      })),
    ],
  };
}

/** `a = b`, `a += b`, `a++` */
function isChanged(name: TS.Identifier): boolean {
  const { parent } = outermost(name);
  if (ts.isBinaryExpression(parent))
    return unwrap(parent.left) === name && isAssignment(parent.operatorToken.kind);
  return isUpdate(parent);
}

function isLoop(node: TS.Node): boolean {
  return ts.isIterationStatement(node, false);
}
