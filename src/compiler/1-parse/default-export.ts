/** Whether a file has a default export, by syntax alone: its value is known only after evaluation. */
import { hasModifier } from "../syntax.ts";
import { ts, type TS } from "../typescript.ts";

/** `export default x`, `export default function`, `export { x as default }`, `export { default } from`, `export =`. */
export type DefaultExport =
  | TS.ExportAssignment
  | TS.ExportSpecifier
  | TS.NamespaceExport
  | TS.FunctionDeclaration
  | TS.ClassDeclaration;

/** A type marked with `type` is not exported at run time, and `export *` does not re-export a default. */
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

/** Overloads and ambient declarations are not exported at run time. */
function isDeclaration(statement: TS.Statement): statement is TS.FunctionDeclaration | TS.ClassDeclaration {
  if (hasModifier(statement, ts.SyntaxKind.DeclareKeyword)) return false;
  return (
    ts.isClassDeclaration(statement) || (ts.isFunctionDeclaration(statement) && statement.body !== undefined)
  );
}

/** The location of a message about the exported value. */
export function exportedNode(node: DefaultExport): TS.Node {
  if (ts.isExportAssignment(node)) return node.expression;
  if (ts.isFunctionDeclaration(node) || ts.isClassDeclaration(node)) return node.name ?? node;
  return node;
}
