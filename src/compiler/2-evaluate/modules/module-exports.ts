/** The names that a file exports, from its syntax: where each comes from, before any code runs. */
import type { ImportTarget, Module } from "../../1-parse/module.ts";
import { bindingsOfStatement } from "../../bindings.ts";
import { hasModifier, isAmbientDeclaration } from "../../syntax.ts";
import { ts, type TS } from "../../typescript.ts";

export type ExportOrigin =
  /** One of the file's own names, which may be an import. */
  | { readonly kind: "local"; readonly name: string; readonly node: TS.Node }
  /** `export { name } from "…"`; `*` for `export * as`. */
  | { readonly kind: "from"; readonly specifier: string; readonly name: string; readonly node: TS.Node };

export interface ModuleExports {
  readonly names: ReadonlyMap<string, ExportOrigin>;
  /** `export * from "…"` */
  readonly stars: readonly { readonly specifier: string; readonly node: TS.Node }[];
  /** Exported with `type`: they do not exist at run time. */
  readonly types: ReadonlySet<string>;
  /** The specifiers of `export type * from "…"`. */
  readonly typeStars: readonly string[];
}

export function listExports(module: Module): ModuleExports {
  const names = new Map<string, ExportOrigin>();
  const stars: { specifier: string; node: TS.Node }[] = [];
  const types = new Set<string>();
  const typeStars: string[] = [];
  const local = (exported: string, name: string, node: TS.Node) =>
    names.set(exported, { kind: "local", name, node });
  for (const statement of module.tree.statements) {
    if (ts.isExportAssignment(statement)) local("default", "default", statement);
    else if (ts.isExportDeclaration(statement)) {
      const specifier = statement.moduleSpecifier && (statement.moduleSpecifier as TS.StringLiteral).text;
      const { exportClause, isTypeOnly } = statement;
      if (isTypeOnly) {
        if (exportClause === undefined) typeStars.push(specifier ?? "");
        else for (const name of exportedNames(exportClause)) types.add(name);
      } else if (exportClause === undefined) stars.push({ specifier: specifier ?? "", node: statement });
      else if (ts.isNamespaceExport(exportClause)) {
        names.set(exportClause.name.text, {
          kind: "from",
          specifier: specifier ?? "",
          name: "*",
          node: statement,
        });
      } else {
        for (const element of exportClause.elements) {
          if (element.isTypeOnly) {
            types.add(element.name.text);
            continue;
          }
          const name = (element.propertyName ?? element.name).text;
          if (specifier === undefined) local(element.name.text, name, element);
          else names.set(element.name.text, { kind: "from", specifier, name, node: element });
        }
      }
    } else if (hasModifier(statement, ts.SyntaxKind.ExportKeyword) && !isAmbientDeclaration(statement)) {
      const isDefault = hasModifier(statement, ts.SyntaxKind.DefaultKeyword);
      for (const { identifier, exists, kind } of bindingsOfStatement(statement)) {
        const name = identifier?.text ?? "default";
        // A namespace of types has a name, too, that no code can use.
        if (exists || kind === "namespace") local(isDefault ? "default" : name, name, statement);
      }
    }
  }
  return { names, stars, types, typeStars };
}

function exportedNames(clause: TS.NamedExportBindings): readonly string[] {
  return ts.isNamespaceExport(clause) ? [clause.name.text] : clause.elements.map(({ name }) => name.text);
}

/**
 * Whether `export type * from "…"` exports the name: whatever it is there, it is only a type here. Decided by syntax,
 * because these files do not run. A package may export any name.
 */
export function isStarredType(module: Module, name: string, modules: ReadonlyMap<string, Module>): boolean {
  const seen = new Set<Module>();
  const waiting = targetsOf(module, listExports(module).typeStars);
  for (let target = waiting.pop(); target !== undefined; target = waiting.pop()) {
    const next = target.kind === "module" ? modules.get(target.path) : undefined;
    if (next === undefined) return true;
    if (seen.has(next)) continue;
    seen.add(next);
    const { names, types, stars, typeStars } = listExports(next);
    if (names.has(name) || types.has(name) || declaresType(next, name)) return true;
    waiting.push(...targetsOf(next, [...stars.map(({ specifier }) => specifier), ...typeStars]));
  }
  return false;
}

function targetsOf(module: Module, specifiers: readonly string[]): ImportTarget[] {
  return specifiers.map((specifier) => module.imports.get(specifier) ?? { kind: "missing" });
}

/** A type of this name: it does not exist at run time. */
export function declaresType(module: Module, name: string): boolean {
  return module.tree.statements.some(
    (statement) =>
      (ts.isTypeAliasDeclaration(statement) || ts.isInterfaceDeclaration(statement)) &&
      statement.name.text === name,
  );
}

/** The file's own declaration of a value with that name. For a function, it must have a body. */
export function declarationNamed(
  name: string | undefined,
  { tree }: Module,
): TS.VariableStatement | TS.FunctionDeclaration | undefined {
  if (name === undefined) return undefined;
  for (const statement of tree.statements) {
    const isFunction = ts.isFunctionDeclaration(statement) && statement.body !== undefined;
    if (isFunction && statement.name?.text === name) return statement;
    if (!ts.isVariableStatement(statement)) continue;
    const { declarations } = statement.declarationList;
    if (declarations.some((each) => ts.isIdentifier(each.name) && each.name.text === name)) return statement;
  }
  return undefined;
}
