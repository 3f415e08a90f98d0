/** Stage 1. Files → one workflow's file and every file that it reaches. Reads syntax only. */
import type { Report } from "../../diagnostics/collector.ts";
import type { Span } from "../../diagnostics/span.ts";
import { hasModifier } from "../syntax.ts";
import { ts, type TS } from "../typescript.ts";
import { callsModel } from "./calls-model.ts";
import { findDefaultExport } from "./default-export.ts";
import type { ModuleLoader } from "./load.ts";
import { type Module, type ParsedWorkflow, spanOf } from "./module.ts";

export interface WorkflowFile {
  readonly name: string;
  readonly path: string;
}

/**
 * A file with a default export, from which stage 2 determines the workflow's function; `undefined` if the file has
 * none. That is reported for a file that calls models, and if `required` says that the user named this file.
 */
export function parse(
  file: WorkflowFile,
  loader: ModuleLoader,
  required: boolean,
  report: Report,
): ParsedWorkflow | undefined {
  if (!/\.m?ts$/.test(file.path)) {
    reportOtherCode(file, loader, report);
    return undefined;
  }
  const modules = loader.load(file.path, report);
  const entry = modules?.get(file.path);
  if (modules === undefined || entry === undefined) return undefined;
  const exported = findDefaultExport(entry.tree);
  if (exported !== undefined) return { name: file.name, entry, modules, exported };
  // After a parser error, it is unknown what the file was meant to export.
  if ((required || callsModel(entry.tree)) && parses(entry)) {
    const exportedFunctions = entry.tree.statements.filter(isExportedFunction);
    const [near] = exportedFunctions;
    const span = near ? spanOf(entry, near.name ?? near) : { source: entry.source, start: 0, end: 0 };
    report("workflow-missing", span, {
      name: camelCase(file.name),
      head: near && exportedFunctions.length === 1 ? headOf(near, entry) : undefined,
    });
  }
  return undefined;
}

/** `export async` before `function`, in place of which `export default async` is meant. */
function headOf(fn: TS.FunctionDeclaration, { tree, source }: Module): Span {
  const isWord = ({ kind }: TS.Node) => kind === ts.SyntaxKind.FunctionKeyword;
  const end = fn.getChildren(tree).find(isWord)?.getStart(tree) ?? fn.end;
  return { source, start: fn.getStart(tree), end };
}

/** For code in a language that falc does not compile: reports what looks like a workflow or a helper of one. */
function reportOtherCode({ path }: WorkflowFile, loader: ModuleLoader, report: Report): void {
  const tree = loader.treeOf(path);
  if (tree === undefined || (findDefaultExport(tree) === undefined && !callsModel(tree))) return;
  const [, name = "", ending = ""] = /([^/]*)(\.\w+)$/.exec(path) ?? [];
  report("workflow-ending", { source: { path, text: tree.text }, start: 0, end: 0 }, { name, ending });
}

function parses({ tree }: Module): boolean {
  const { parseDiagnostics = [] } = tree as TS.SourceFile & { parseDiagnostics?: readonly TS.Diagnostic[] };
  return parseDiagnostics.length === 0;
}

/** What was probably meant to be the workflow. */
function isExportedFunction(statement: TS.Statement): statement is TS.FunctionDeclaration {
  return ts.isFunctionDeclaration(statement) && hasModifier(statement, ts.SyntaxKind.ExportKeyword);
}

export function camelCase(name: string): string {
  const camel = name.replace(/[^A-Za-z0-9]+(\w?)/g, (_, letter: string) => letter.toUpperCase());
  return /^[A-Za-z]/.test(camel) ? camel : `workflow${camel}`;
}
