/** `export { name }` of a name that the file does not declare. */
import { bindingsOf, varsOf } from "../bindings.ts";
import { ts, type TS } from "../typescript.ts";
import type { EarlyError } from "./early-error.ts";

/** Types count: an export of one is erased with it. */
export function findUnknownExports(tree: TS.SourceFile): readonly EarlyError[] {
  const exported = tree.statements.flatMap(listExported);
  if (exported.length === 0) return [];
  const names = new Set(
    [...bindingsOf(tree.statements), ...varsOf(tree)].map(({ identifier }) => identifier?.text),
  );
  return exported
    .filter(({ text }) => !names.has(text))
    .map((node) => ({ node, text: `'${node.text}' is exported but not declared in this file.` }));
}

function listExported(statement: TS.Statement): readonly TS.ModuleExportName[] {
  if (!ts.isExportDeclaration(statement) || statement.moduleSpecifier !== undefined || statement.isTypeOnly) {
    return [];
  }
  const { exportClause } = statement;
  if (exportClause === undefined || !ts.isNamedExports(exportClause)) return [];
  return exportClause.elements
    .filter(({ isTypeOnly }) => !isTypeOnly)
    .map(({ propertyName, name }) => propertyName ?? name);
}
