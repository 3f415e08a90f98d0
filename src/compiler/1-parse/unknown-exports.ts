/** `export { name }` of a name that the file does not declare. */
import { namesIn } from "../syntax.ts";
import { ts, type TS } from "../typescript.ts";
import { isVar } from "./declared-names.ts";
import type { EarlyError } from "./early-error.ts";

/** Types count: an export of one is erased with it. */
export function findUnknownExports(tree: TS.SourceFile): readonly EarlyError[] {
  const exported = tree.statements.flatMap(listExported);
  if (exported.length === 0) return [];
  const names = new Set([...tree.statements.flatMap(listDeclared), ...listVars(tree)]);
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

function listDeclared(statement: TS.Statement): readonly string[] {
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.flatMap(({ name }) => listTexts(name));
  }
  if (ts.isImportDeclaration(statement)) return listImported(statement);
  const { name } = statement as { readonly name?: TS.Node };
  return name !== undefined && ts.isIdentifier(name) ? [name.text] : [];
}

function listImported({ importClause }: TS.ImportDeclaration): readonly string[] {
  const own = importClause?.name === undefined ? [] : [importClause.name.text];
  const bindings = importClause?.namedBindings;
  if (bindings === undefined) return own;
  if (ts.isNamespaceImport(bindings)) return [...own, bindings.name.text];
  return [...own, ...bindings.elements.map(({ name }) => name.text)];
}

/**
 * For a file or a function's body: a `var` in a block belongs to the whole. With an explicit stack, because code may
 * be deeply nested.
 */
export function listVars(tree: TS.Node): readonly string[] {
  const names: string[] = [];
  const waiting: TS.Node[] = [tree];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (ts.isVariableDeclarationList(node) && isVar(node)) {
      names.push(...node.declarations.flatMap(({ name }) => listTexts(name)));
    }
    ts.forEachChild(node, (child) => {
      const isApart = ts.isFunctionLike(child) || ts.isClassLike(child) || ts.isModuleDeclaration(child);
      if (!isApart) waiting.push(child);
    });
  }
  return names;
}

function listTexts(name: TS.BindingName): readonly string[] {
  return [...namesIn(name)].map(({ text }) => text);
}
