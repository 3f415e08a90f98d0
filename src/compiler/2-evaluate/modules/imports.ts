/** What a file imports and re-exports, from its syntax. */
import type { ImportTarget, Module } from "../../1-parse/module.ts";
import { ts, type TS } from "../../typescript.ts";

export interface Import {
  readonly local: string;
  /** `default`, `*`, or the exported name. */
  readonly name: string;
  readonly specifier: string;
  readonly node: TS.Node;
}

/** Every name that a file imports, except explicit types. */
export function* listImports(module: Module): Generator<Import> {
  for (const statement of module.tree.statements) {
    if (ts.isImportDeclaration(statement)) yield* importsOf(statement);
  }
}

function* importsOf(statement: TS.ImportDeclaration): Generator<Import> {
  const clause = statement.importClause;
  if (clause === undefined || clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return;
  const specifier = specifierOf(statement);
  const of = (local: TS.Identifier, name: string): Import => ({
    local: local.text,
    name,
    specifier,
    node: local,
  });
  if (clause.name !== undefined) yield of(clause.name, "default");
  const bindings = clause.namedBindings;
  if (bindings === undefined) return;
  if (ts.isNamespaceImport(bindings)) yield of(bindings.name, "*");
  else {
    for (const element of bindings.elements) {
      if (!element.isTypeOnly) yield of(element.name, (element.propertyName ?? element.name).text);
    }
  }
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
