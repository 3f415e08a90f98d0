/** What a file imports and re-exports, from its syntax. */
import type { ImportTarget, Module } from "../../1-parse/module.ts";
import { bindingsOf } from "../../bindings.ts";
import { ts, type TS } from "../../typescript.ts";

export interface Import {
  readonly local: string;
  /** `default`, `*`, or the exported name. */
  readonly name: string;
  readonly specifier: string;
  readonly node: TS.Node;
}

/** Every name that a file imports, except explicit types. */
export function listImports({ tree }: Module): readonly Import[] {
  return bindingsOf(tree.statements).flatMap(({ kind, exists, identifier, node }) => {
    const statement = kind === "import" && exists ? ts.findAncestor(node, ts.isImportDeclaration) : undefined;
    if (statement === undefined || identifier === undefined) return [];
    const name = importedName(node);
    return [{ local: identifier.text, name, specifier: specifierOf(statement), node: identifier }];
  });
}

function importedName(node: TS.Node): string {
  if (ts.isImportSpecifier(node)) return (node.propertyName ?? node.name).text;
  return ts.isNamespaceImport(node) ? "*" : "default";
}

/** What a file imports or re-exports, in order. */
export function sourcesOf(module: Module): readonly ImportTarget[] {
  return module.tree.statements
    .filter(namesSource)
    .map((statement) => targetOf(module, specifierOf(statement)));
}

/** The sources that run before a file: all except those imported only for types. `all`: including those. */
export function runBefore(module: Module, all: boolean): readonly ImportTarget[] {
  return module.tree.statements
    .filter(namesSource)
    .filter((statement) => all || !module.erased.has(statement))
    .map((statement) => targetOf(module, specifierOf(statement)));
}

function namesSource(statement: TS.Statement): statement is TS.ImportDeclaration | TS.ExportDeclaration {
  if (ts.isImportDeclaration(statement)) {
    return statement.importClause?.phaseModifier !== ts.SyntaxKind.TypeKeyword;
  }
  return (
    ts.isExportDeclaration(statement) && !statement.isTypeOnly && statement.moduleSpecifier !== undefined
  );
}

export function specifierOf({ moduleSpecifier }: TS.ImportDeclaration | TS.ExportDeclaration): string {
  return moduleSpecifier !== undefined && ts.isStringLiteral(moduleSpecifier) ? moduleSpecifier.text : "";
}

export function targetOf(module: Module, specifier: string): ImportTarget {
  return module.imports.get(specifier) ?? { kind: "missing" };
}
