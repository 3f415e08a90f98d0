/** Where the value of a file's export is written, through re-exports and imports, by syntax. */
import type { Located, Module } from "../../1-parse/module.ts";
import { namesIn } from "../../syntax.ts";
import { ts, type TS } from "../../typescript.ts";
import { listExports } from "./module-exports.ts";

/**
 * A variable's initializer, as far as it can be followed; else the exporting node. `undefined` if no file exports the
 * name.
 */
export function findExportedDeclaration(
  entry: Module,
  name: string,
  modules: ReadonlyMap<string, Module>,
): Located | undefined {
  const seen = new Set<string>();
  const waiting = [{ module: entry, name }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { module } = next;
    const key = `${next.name} ${module.path}`;
    if (seen.has(key)) continue;
    seen.add(key);
    const follow = (specifier: string, exportName: string): boolean => {
      const target = module.imports.get(specifier);
      const source = target?.kind === "module" ? modules.get(target.path) : undefined;
      if (source === undefined) return false;
      waiting.push({ module: source, name: exportName });
      return true;
    };
    const { names, stars } = listExports(module);
    const origin = names.get(next.name);
    if (origin === undefined) {
      for (const { specifier } of stars.toReversed()) follow(specifier, next.name);
      continue;
    }
    if (origin.kind === "from") {
      if (follow(origin.specifier, origin.name)) continue;
      return { node: origin.node, module };
    }
    const initializer = initializerOf(origin.name, module);
    if (initializer !== undefined) return { node: initializer, module };
    const imported = importOf(origin.name, module);
    if (imported === undefined || !follow(imported.specifier, imported.name)) {
      return { node: origin.node, module };
    }
  }
  return undefined;
}

/** For a pattern, the destructured expression. */
export function initializerOf(name: string, { tree }: Module): TS.Expression | undefined {
  for (const statement of tree.statements) {
    if (!ts.isVariableStatement(statement)) continue;
    const found = statement.declarationList.declarations.find((each) =>
      [...namesIn(each.name)].some(({ text }) => text === name),
    );
    if (found !== undefined) return found.initializer;
  }
  return undefined;
}

function importOf(
  local: string,
  { tree }: Module,
): { readonly specifier: string; readonly name: string } | undefined {
  for (const { importClause, moduleSpecifier } of tree.statements.filter(ts.isImportDeclaration)) {
    if (!ts.isStringLiteral(moduleSpecifier)) continue;
    const specifier = moduleSpecifier.text;
    if (importClause?.name?.text === local) return { specifier, name: "default" };
    const bindings = importClause?.namedBindings;
    if (bindings === undefined || ts.isNamespaceImport(bindings)) continue;
    const found = bindings.elements.find(({ name }) => name.text === local);
    if (found !== undefined) return { specifier, name: (found.propertyName ?? found.name).text };
  }
  return undefined;
}
