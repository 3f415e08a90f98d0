/** A workflow's title: the doc comment of its function, or else of what exports it. */
import { type DefaultExport } from "../../1-parse/default-export.ts";
import { readDocComment } from "../../1-parse/doc-comment.ts";
import type { ParsedWorkflow } from "../../1-parse/module.ts";
import { unwrap } from "../../syntax.ts";
import { ts, type TS } from "../../typescript.ts";
import { declarationNamed } from "../modules/module-exports.ts";
import type { FunctionNode, FunctionValue } from "../values/values.ts";

export interface WorkflowTitle {
  readonly title: string | undefined;
  readonly description: string | undefined;
}

/** The first sentence is the title; the whole comment is the description if it is longer. */
export function titleOf(fn: FunctionValue, { entry, exported }: ParsedWorkflow): WorkflowTitle {
  const named = declarationNamed(nameOf(exported), entry);
  const statements = [ownStatement(fn.node), named, statementOf(exported)];
  const text = statements
    .map((node) => (node === undefined ? "" : readDocComment(node).text))
    .find((each) => each !== "");
  if (text === undefined) return { title: undefined, description: undefined };
  const first = /^[\s\S]*?[.!?](?=\s|$)/.exec(text)?.[0] ?? text;
  return {
    title: first.replace(/\s+/g, " ").replace(/\.$/, ""),
    description: first.length < text.length ? text : undefined,
  };
}

/**
 * The statement that declares only the function; the comment of a function that creates another one does not describe
 * that one.
 */
function ownStatement(fn: FunctionNode): TS.Node | undefined {
  if (ts.isFunctionDeclaration(fn) || ts.isMethodDeclaration(fn)) return fn;
  let whole: TS.Node = fn;
  while (ts.isExpression(whole.parent) && unwrap(whole.parent) === fn) whole = whole.parent;
  const { parent } = whole;
  if (ts.isExportAssignment(parent)) return parent;
  return ts.isVariableDeclaration(parent) ? parent.parent.parent : undefined;
}

function statementOf(exported: DefaultExport): TS.Node {
  return ts.isExportSpecifier(exported) || ts.isNamespaceExport(exported)
    ? (ts.findAncestor(exported, ts.isStatement) ?? exported)
    : exported;
}

/** `workflow` in `export default workflow` and in `export { workflow as default }`. */
function nameOf(exported: DefaultExport): string | undefined {
  if (ts.isExportAssignment(exported)) {
    const value = unwrap(exported.expression);
    return ts.isIdentifier(value) ? value.text : undefined;
  }
  if (!ts.isExportSpecifier(exported) || exported.parent.parent.moduleSpecifier !== undefined)
    return undefined;
  return (exported.propertyName ?? exported.name).text;
}
