import { hasModifier, namesIn } from "../syntax.ts";
import { ts, type TS } from "../typescript.ts";

/**
 * Duplicate exports, in source order: no engine loads such a file, but TypeScript's parser does not report it. Types
 * and values are exported separately, and a function's overload exports nothing.
 */
export function findDuplicateExports(tree: TS.SourceFile): readonly TS.Node[] {
  const names = new Set<string>();
  return tree.statements
    .flatMap(exportsOf)
    .filter(({ name }) => {
      const known = names.has(name);
      names.add(name);
      return known;
    })
    .map(({ node }) => node);
}

interface Export {
  readonly name: string;
  readonly node: TS.Node;
}

function exportsOf(statement: TS.Statement): readonly Export[] {
  if (ts.isExportAssignment(statement)) {
    return statement.isExportEquals ? [] : [{ name: "default", node: statement }];
  }
  if (ts.isExportDeclaration(statement)) return specifiersOf(statement);
  if (!hasModifier(statement, ts.SyntaxKind.ExportKeyword)) return [];
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.flatMap(({ name }) =>
      [...namesIn(name)].map((identifier) => ({ name: identifier.text, node: identifier })),
    );
  }
  const isFunction = ts.isFunctionDeclaration(statement) && statement.body !== undefined;
  if (!isFunction && !ts.isClassDeclaration(statement)) return [];
  const node = statement.name ?? statement;
  if (hasModifier(statement, ts.SyntaxKind.DefaultKeyword)) return [{ name: "default", node }];
  return statement.name === undefined ? [] : [{ name: statement.name.text, node }];
}

function specifiersOf({ isTypeOnly, exportClause }: TS.ExportDeclaration): readonly Export[] {
  if (isTypeOnly || exportClause === undefined) return [];
  if (ts.isNamespaceExport(exportClause)) return [{ name: exportClause.name.text, node: exportClause }];
  return exportClause.elements
    .filter((element) => !element.isTypeOnly)
    .map(({ name }) => ({ name: name.text, node: name }));
}
