/** Stage 1. Files → one workflow: its function, title, and every module it reaches. Reads syntax only. */
import type { Report } from "../../diagnostics/collector.ts";
import { oneParameter } from "../rewrites/schema.ts";
import { hasModifier, unwrap } from "../syntax.ts";
import { ts, type TS } from "../typescript.ts";
import { readDocComment } from "./doc-comment.ts";
import type { ModuleLoader } from "./load.ts";
import { type Module, type ParsedWorkflow, spanOf, type WorkflowFunction } from "./module.ts";
import { isWorkflowName, toWorkflowName } from "./workflow-name.ts";

export interface WorkflowFile {
  readonly name: string;
  readonly path: string;
}

/**
 * The workflow in a file; `undefined` when the file is a helper: it has no default export that is an async function.
 * `required` says that the user named this very file, so that being a helper is an error.
 */
export function parse(
  file: WorkflowFile,
  loader: ModuleLoader,
  required: boolean,
  report: Report,
): ParsedWorkflow | undefined {
  const modules = loader.load(file.path, report);
  const entry = modules?.get(file.path);
  if (modules === undefined || entry === undefined) return undefined;
  const body = findDefaultFunction(entry);
  if (body === undefined) {
    // After an error of the parser's nobody knows what the file was to export.
    if (required && parses(entry)) {
      const name = camelCase(file.name);
      const near = entry.tree.statements.find(isExportedFunction);
      const span = near ? spanOf(entry, near.name ?? near) : { source: entry.source, start: 0, end: 0 };
      report("workflow-missing", span, { name });
    }
    return undefined;
  }
  const count = body.parameters.length;
  if (count > 1) {
    const second = body.parameters[1] as TS.Node;
    report("workflow-parameters", spanOf(entry, second), {
      name: body.name?.text ?? camelCase(file.name),
      count,
      rewrite: oneParameter(body, entry),
    });
  }
  if (!isWorkflowName(file.name)) {
    const facts = { name: file.name, valid: toWorkflowName(file.name) };
    report("workflow-name", spanOf(entry, body.name ?? body.parameters[0] ?? body), facts);
  }
  return { name: file.name, entry, modules, body, ...titleOf(body) };
}

function parses({ tree }: Module): boolean {
  const { parseDiagnostics = [] } = tree as TS.SourceFile & { parseDiagnostics?: readonly TS.Diagnostic[] };
  return parseDiagnostics.length === 0;
}

/** `export default async function …`, `export default async () => …`, `export { f as default }`, `export default f`. */
function findDefaultFunction(module: Module): WorkflowFunction | undefined {
  for (const statement of module.tree.statements) {
    if (ts.isFunctionDeclaration(statement) && hasModifier(statement, ts.SyntaxKind.DefaultKeyword)) {
      return asyncFunction(statement);
    }
    if (ts.isExportAssignment(statement) && !statement.isExportEquals) {
      const expression = unwrap(statement.expression);
      return ts.isIdentifier(expression) ? findLocal(module, expression.text) : asyncFunction(expression);
    }
    if (ts.isExportDeclaration(statement) && statement.exportClause && !statement.moduleSpecifier) {
      if (!ts.isNamedExports(statement.exportClause)) continue;
      const named = statement.exportClause.elements.find((element) => element.name.text === "default");
      if (named !== undefined) return findLocal(module, (named.propertyName ?? named.name).text);
    }
  }
  return undefined;
}

/** What was probably meant to be the workflow. */
function isExportedFunction(statement: TS.Statement): statement is TS.FunctionDeclaration {
  return ts.isFunctionDeclaration(statement) && hasModifier(statement, ts.SyntaxKind.ExportKeyword);
}

function findLocal(module: Module, name: string): WorkflowFunction | undefined {
  for (const statement of module.tree.statements) {
    if (ts.isFunctionDeclaration(statement) && statement.name?.text === name) return asyncFunction(statement);
    if (!ts.isVariableStatement(statement)) continue;
    for (const { name: bound, initializer } of statement.declarationList.declarations) {
      if (ts.isIdentifier(bound) && bound.text === name && initializer) return asyncFunction(initializer);
    }
  }
  return undefined;
}

function asyncFunction(node: TS.Node): WorkflowFunction | undefined {
  const isFunction =
    ts.isFunctionDeclaration(node) || ts.isArrowFunction(node) || ts.isFunctionExpression(node);
  if (!isFunction || node.body === undefined || node.asteriskToken !== undefined) return undefined;
  return hasModifier(node, ts.SyntaxKind.AsyncKeyword) ? node : undefined;
}

/** The doc comment's first sentence is the title; all of it is the description when there is more. */
function titleOf(body: WorkflowFunction): Pick<ParsedWorkflow, "title" | "description"> {
  const declaration = ts.isFunctionDeclaration(body) ? body : ts.findAncestor(body, ts.isStatement);
  const text = declaration === undefined ? "" : readDocComment(declaration).text;
  if (text === "") return { title: undefined, description: undefined };
  const first = /^[\s\S]*?[.!?](?=\s|$)/.exec(text)?.[0] ?? text;
  return {
    title: first.replace(/\s+/g, " ").replace(/\.$/, ""),
    description: first.length < text.length ? text : undefined,
  };
}

export function camelCase(name: string): string {
  const camel = name.replace(/[^A-Za-z0-9]+(\w?)/g, (_, letter: string) => letter.toUpperCase());
  return /^[A-Za-z]/.test(camel) ? camel : `workflow${camel}`;
}
