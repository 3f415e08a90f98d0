/** Whether a file has a default export, by syntax alone: what is exported is known only when the file was evaluated. */
import { hasModifier } from "../syntax.ts";
import { ts, type TS } from "../typescript.ts";

/** `export default x`, `export default function`, `export { x as default }`, `export { default } from`, `export =`. */
export type DefaultExport =
  | TS.ExportAssignment
  | TS.ExportSpecifier
  | TS.NamespaceExport
  | TS.FunctionDeclaration
  | TS.ClassDeclaration;

/** A type that is marked as one is not exported when the file runs; nor does `export *` hand a default on. */
export function findDefaultExport({ statements }: TS.SourceFile): DefaultExport | undefined {
  for (const statement of statements) {
    if (ts.isExportAssignment(statement)) return statement;
    if (ts.isExportDeclaration(statement)) {
      const found = findAmong(statement);
      if (found !== undefined) return found;
    } else if (isDeclaration(statement) && hasModifier(statement, ts.SyntaxKind.DefaultKeyword)) {
      return statement;
    }
  }
  return undefined;
}

function findAmong({ isTypeOnly, exportClause }: TS.ExportDeclaration): DefaultExport | undefined {
  if (isTypeOnly || exportClause === undefined) return undefined;
  if (ts.isNamespaceExport(exportClause)) {
    return exportClause.name.text === "default" ? exportClause : undefined;
  }
  return exportClause.elements.find((each) => !each.isTypeOnly && each.name.text === "default");
}

/** Overloads, and what is declared only, are not exported when the file runs. */
function isDeclaration(statement: TS.Statement): statement is TS.FunctionDeclaration | TS.ClassDeclaration {
  if (hasModifier(statement, ts.SyntaxKind.DeclareKeyword)) return false;
  return (
    ts.isClassDeclaration(statement) || (ts.isFunctionDeclaration(statement) && statement.body !== undefined)
  );
}

/** Where a message about the exported value points. */
export function exportedNode(node: DefaultExport): TS.Node {
  if (ts.isExportAssignment(node)) return node.expression;
  if (ts.isFunctionDeclaration(node) || ts.isClassDeclaration(node)) return node.name ?? node;
  return node;
}
