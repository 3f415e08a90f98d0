/** What an imported name stands for, found in the syntax of the files: which variable of which file. */
import type { Module } from "../../1-parse/module.ts";
import { hasModifier, namesIn } from "../../syntax.ts";
import { ts, type TS } from "../../typescript.ts";
import type { Place } from "../../2-evaluate/machine/machine.ts";
import type { Value } from "../../2-evaluate/values/values.ts";
import type { Frame } from "./frame.ts";
import type { Ledger } from "./ledger.ts";

/** A name of a file; `*` for all that the file exports. */
interface Origin {
  readonly module: Module;
  readonly name: string;
}

/** A name is the import that it was written as: the variable it leads to has the name that the other file gives it. */
export function findWrongImport(name: string, { scope, module }: Place, ledger: Ledger): string | undefined {
  if (!scope.isLink(name)) return undefined;
  const origin = originOf(module, name, ledger.modules(), new Set());
  const variable = scope.find(name);
  const isIt = origin === undefined || origin.name === "*" || variable?.name === origin.name;
  return isIt ? undefined : `${name} is not what it is imported as`;
}

/** `styles.soft`, of `import * as styles`; `undefined` if it is something else, or not known yet. */
export function memberOfFile(owner: Value, key: string, frame: Frame, ledger: Ledger): Value | undefined {
  if (owner.kind !== "namespace" || frame.place === undefined) return undefined;
  const { node, place } = frame;
  const isAccess =
    node !== undefined && ts.isPropertyAccessExpression(node) && ts.isIdentifier(node.expression);
  if (!isAccess || !place.scope.isLink((node.expression as TS.Identifier).text)) return undefined;
  const modules = ledger.modules();
  const whole = originOf(place.module, (node.expression as TS.Identifier).text, modules, new Set());
  const origin = whole?.name === "*" ? exportOf(whole.module, key, modules, new Set()) : undefined;
  return origin && ledger.top.get(`${origin.module.path} ${origin.name}`)?.value;
}

type Modules = ReadonlyMap<string, Module>;

function originOf(module: Module, name: string, modules: Modules, seen: Set<string>): Origin | undefined {
  for (const statement of module.tree.statements) {
    if (!ts.isImportDeclaration(statement)) continue;
    const imported = importedName(statement, name);
    if (imported === undefined) continue;
    const target = targetOf(module, statement, modules);
    if (target === undefined) return undefined;
    return imported === "*" ? { module: target, name: "*" } : exportOf(target, imported, modules, seen);
  }
  return { module, name };
}

function importedName({ importClause }: TS.ImportDeclaration, name: string): string | undefined {
  if (importClause?.name?.text === name) return "default";
  const bindings = importClause?.namedBindings;
  if (bindings === undefined) return undefined;
  if (ts.isNamespaceImport(bindings)) return bindings.name.text === name ? "*" : undefined;
  const found = bindings.elements.find((each) => each.name.text === name);
  return found && (found.propertyName ?? found.name).text;
}

function exportOf(module: Module, name: string, modules: Modules, seen: Set<string>): Origin | undefined {
  const key = `${module.path} ${name}`;
  if (seen.has(key)) return undefined;
  seen.add(key);
  const stars: Module[] = [];
  for (const statement of module.tree.statements) {
    if (ts.isExportDeclaration(statement)) {
      const target = statement.moduleSpecifier && targetOf(module, statement, modules);
      const { exportClause } = statement;
      if (exportClause === undefined) {
        if (target !== undefined) stars.push(target);
      } else if (ts.isNamespaceExport(exportClause)) {
        if (exportClause.name.text === name) return target && { module: target, name: "*" };
      } else {
        const element = exportClause.elements.find((each) => each.name.text === name);
        const local = element && (element.propertyName ?? element.name).text;
        if (local === undefined) continue;
        if (statement.moduleSpecifier === undefined) return originOf(module, local, modules, seen);
        return target && exportOf(target, local, modules, seen);
      }
    } else if (ts.isExportAssignment(statement) && name === "default") return { module, name: "default" };
    else if (hasModifier(statement, ts.SyntaxKind.ExportKeyword)) {
      const local = declaredName(statement, name);
      if (local !== undefined) return { module, name: local };
    }
  }
  if (name === "default") return undefined;
  for (const star of stars) {
    const found = exportOf(star, name, modules, seen);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The name that an exported declaration has in its file. */
function declaredName(statement: TS.Statement, exported: string): string | undefined {
  if (ts.isVariableStatement(statement)) {
    const names = statement.declarationList.declarations.flatMap(({ name }) => [...namesIn(name)]);
    return names.find(({ text }) => text === exported)?.text;
  }
  const { name } = statement as { readonly name?: TS.Node };
  const own = name !== undefined && ts.isIdentifier(name) ? name.text : "default";
  return exported === (hasModifier(statement, ts.SyntaxKind.DefaultKeyword) ? "default" : own)
    ? own
    : undefined;
}

function targetOf(
  module: Module,
  { moduleSpecifier }: TS.ImportDeclaration | TS.ExportDeclaration,
  modules: Modules,
): Module | undefined {
  if (moduleSpecifier === undefined || !ts.isStringLiteral(moduleSpecifier)) return undefined;
  const target = module.imports.get(moduleSpecifier.text);
  return target?.kind === "module" ? modules.get(target.path) : undefined;
}
