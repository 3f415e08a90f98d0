/** Files as they run: a module's top level is evaluated once per workflow, after the modules it imports. */
import type { Json } from "../../lib/json.ts";
import { suggest } from "../../lib/suggest.ts";
import type { ImportTarget, Module } from "../1-parse/module.ts";
import { hasModifier } from "../syntax.ts";
import { ts, type TS } from "../typescript.ts";
import type { Machine, Place } from "./machine.ts";
import { modelFunction } from "./models.ts";
import { Scope } from "./scope.ts";
import { isRefused } from "./syntax/declarations.ts";
import { refuseJump } from "./syntax/jumps.ts";
import { array, known, type NamespaceValue, object, type Poison, type Value } from "./values.ts";
import { zodNamespace } from "./zod.ts";

export class ModuleInstances {
  readonly #modules: ReadonlyMap<string, Module>;
  readonly #machine: Machine;
  readonly #place: (module: Module, scope: Scope<Value>) => Place;
  readonly #scopes = new Map<string, Scope<Value>>();
  readonly #exports = new Map<string, Map<string, Value>>();
  readonly #jsons = new Map<string, Value>();

  constructor(
    modules: ReadonlyMap<string, Module>,
    machine: Machine,
    place: (module: Module, scope: Scope<Value>) => Place,
  ) {
    this.#modules = modules;
    this.#machine = machine;
    this.#place = place;
  }

  /** The module's own names, after its top level ran. A module that imports itself, by however many steps, is refused. */
  instantiate(module: Module): Scope<Value> {
    const existing = this.#scopes.get(module.path);
    if (existing !== undefined) return existing;
    const scope = new Scope<Value>();
    this.#scopes.set(module.path, scope);
    const place = this.#place(module, scope);
    const exports = new Map<string, Value>();
    const { statements } = module.tree;
    // What a file imports or re-exports runs before it, in the order it is named.
    for (const statement of statements) {
      if (ts.isImportDeclaration(statement)) this.#import(statement, module, place);
      else if (ts.isExportDeclaration(statement)) this.#runSource(statement, module, place);
    }
    const completion = this.#machine.executeAll(statements, place);
    if (completion.kind !== "normal") refuseJump(completion, place, this.#machine);
    for (const statement of statements) this.#collect(statement, module, place, exports);
    this.#exports.set(module.path, exports);
    return scope;
  }

  #import(statement: TS.ImportDeclaration, module: Module, place: Place): void {
    const clause = statement.importClause;
    if (clause?.phaseModifier === ts.SyntaxKind.TypeKeyword) return;
    const specifier = (statement.moduleSpecifier as TS.StringLiteral).text;
    const target = module.imports.get(specifier) ?? { kind: "missing" };
    if (clause === undefined) {
      // Imported for its effects: a project's own file runs, a package's cannot.
      if (target.kind === "module") this.#exportsOf(target, statement, place);
      else this.#machine.refuse("import-package", statement, place, { name: specifier, specifier });
      return;
    }
    const declare = (local: TS.Identifier, name: string) => {
      const value = this.#member(target, name, specifier, local, place);
      if (value !== undefined) place.scope.declare(local.text, true, value);
    };
    if (clause.name !== undefined) declare(clause.name, "default");
    const bindings = clause.namedBindings;
    if (bindings === undefined) return;
    if (ts.isNamespaceImport(bindings)) declare(bindings.name, "*");
    else {
      for (const element of bindings.elements) {
        if (!element.isTypeOnly) declare(element.name, (element.propertyName ?? element.name).text);
      }
    }
  }

  /** An imported name's value; `undefined` for a name that exists only as a type. */
  #member(
    target: ImportTarget,
    name: string,
    specifier: string,
    node: TS.Node,
    place: Place,
  ): Value | undefined {
    const machine = this.#machine;
    switch (target.kind) {
      case "authoring":
        if (name === "model") return modelFunction(place, machine);
        return name === "withBackend" ? this.#lazyPackage(name, specifier) : undefined;
      case "zod":
        return name === "z" || name === "*" || name === "default"
          ? zodNamespace(machine, place)
          : this.#lazyPackage(name, specifier);
      case "json":
        if (name === "default") return this.#json(target);
        return machine.refuse("syntax-unsupported", node, place, {
          construct: "a JSON file imported by name",
          rewrite: `import data from ${JSON.stringify(specifier)};`,
        });
      case "package":
        return this.#lazyPackage(name, specifier);
      case "missing":
        return machine.refuse("import-not-found", node, place, { specifier, nearest: undefined });
      case "module": {
        const exports = this.#exportsOf(target, node, place);
        if (!(exports instanceof Map)) return exports;
        if (name === "*") return namespaceOf(specifier, exports);
        const value = exports.get(name);
        if (value !== undefined) return value;
        const module = this.#modules.get(target.path);
        if (module !== undefined && declaresType(module, name)) return undefined;
        return machine.refuse("export-not-found", node, place, {
          name,
          specifier,
          nearest: suggest(name, exports.keys()),
        });
      }
    }
  }

  #exportsOf(target: { readonly path: string }, node: TS.Node, place: Place): Map<string, Value> | Poison {
    const module = this.#modules.get(target.path);
    const existing = this.#exports.get(target.path);
    if (existing !== undefined) return existing;
    if (module === undefined) throw new Error(`falc: ${target.path} is imported and was not parsed`);
    if (this.#scopes.has(module.path) && !this.#exports.has(module.path)) {
      return this.#machine.refuse("syntax-unsupported", node, place, {
        construct: "files that import each other in a circle",
        rewrite: `import { style } from "./_shared.ts";   // what both need, in a third file`,
      });
    }
    this.instantiate(module);
    return this.#exports.get(module.path) ?? new Map<string, Value>();
  }

  /** Refused only where it is used: many files import more from a package than the workflow needs. */
  #lazyPackage(name: string, specifier: string): Value {
    const refuse = (node: TS.Node, module: Module) =>
      this.#machine.refuse("import-package", node, { module }, { name, specifier });
    return { kind: "unavailable", refuse };
  }

  /** One file is one value, whoever imports it. */
  #json({ path, value }: ImportTarget & { readonly kind: "json" }): Value {
    const known = this.#jsons.get(path) ?? fromJson(value);
    this.#jsons.set(path, known);
    return known;
  }

  #collect(statement: TS.Statement, module: Module, place: Place, exports: Map<string, Value>): void {
    const read = (name: string) => this.#ownValue(name, statement, place);
    if (ts.isExportAssignment(statement)) exports.set("default", read("default"));
    else if (ts.isExportDeclaration(statement)) this.#reexport(statement, module, place, exports);
    else if (ts.isFunctionDeclaration(statement) && isExported(statement) && statement.body !== undefined) {
      const isDefault = hasModifier(statement, ts.SyntaxKind.DefaultKeyword);
      exports.set(
        isDefault ? "default" : (statement.name?.text ?? "default"),
        read(statement.name?.text ?? "default"),
      );
    } else if (isRefused(statement)) {
      const name = statement.name?.text ?? "default";
      exports.set(name, read(name));
    } else if (ts.isVariableStatement(statement) && isExported(statement)) {
      this.#exportVariables(statement, place, exports);
    }
  }

  #exportVariables(statement: TS.VariableStatement, place: Place, exports: Map<string, Value>): void {
    const isLet = (statement.declarationList.flags & ts.NodeFlags.Let) !== 0;
    for (const { name } of statement.declarationList.declarations) {
      if (!ts.isIdentifier(name)) {
        this.#machine.refuse("syntax-unsupported", name, place, {
          construct: "exporting a pattern",
          rewrite: `export const style = settings.style;`,
        });
      } else if (isLet) {
        exports.set(name.text, this.#refuseVariable(name.text, name, place));
      } else exports.set(name.text, this.#ownValue(name.text, name, place));
    }
  }

  /** An importer would see every later change; here it would get the value as it is now. */
  #refuseVariable(name: string, node: TS.Node, place: Place): Poison {
    return this.#machine.refuse("syntax-unsupported", node, place, {
      construct: "exporting a variable that can change",
      rewrite: `export const ${name} = …;`,
    });
  }

  #ownValue(name: string, node: TS.Node, place: Place): Value {
    const value = place.scope.own(name)?.value;
    return value ?? this.#machine.refuse("name-before-definition", node, place, { name });
  }

  #runSource(statement: TS.ExportDeclaration, module: Module, place: Place): void {
    const { isTypeOnly, moduleSpecifier } = statement;
    if (isTypeOnly || moduleSpecifier === undefined) return;
    const target = module.imports.get((moduleSpecifier as TS.StringLiteral).text);
    if (target?.kind === "module") this.#exportsOf(target, statement, place);
  }

  #reexport(
    statement: TS.ExportDeclaration,
    module: Module,
    place: Place,
    exports: Map<string, Value>,
  ): void {
    if (statement.isTypeOnly) return;
    const { exportClause, moduleSpecifier } = statement;
    const specifier = moduleSpecifier && (moduleSpecifier as TS.StringLiteral).text;
    const target =
      specifier === undefined ? undefined : (module.imports.get(specifier) ?? { kind: "missing" as const });
    if (exportClause === undefined || !ts.isNamedExports(exportClause)) {
      const found = target?.kind === "module" ? this.#exportsOf(target, statement, place) : undefined;
      const all = found instanceof Map ? found : undefined;
      if (found === undefined) {
        this.#machine.refuse("import-package", statement, place, { name: "*", specifier: specifier ?? "" });
      }
      if (exportClause !== undefined && all !== undefined)
        exports.set(exportClause.name.text, namespaceOf(specifier ?? "", all));
      else
        for (const [name, value] of all ?? []) {
          if (name === "default" || place.scope.own(name) !== undefined) continue;
          // Two files give the name: JavaScript then gives it to nobody.
          if (exports.has(name) && exports.get(name) !== value) {
            this.#machine.refuse("syntax-unsupported", statement, place, {
              construct: `two exports of the name ${name}`,
              rewrite: `export { ${name} } from ${statement.moduleSpecifier?.getText(module.tree) ?? ""};`,
            });
          } else exports.set(name, value);
        }
      return;
    }
    for (const element of exportClause.elements) {
      if (element.isTypeOnly) continue;
      const name = (element.propertyName ?? element.name).text;
      if (target === undefined && place.scope.own(name)?.constant === false) {
        exports.set(element.name.text, this.#refuseVariable(name, element, place));
        continue;
      }
      const value =
        target === undefined || specifier === undefined
          ? place.scope.own(name)?.value
          : this.#member(target, name, specifier, element, place);
      if (value !== undefined) exports.set(element.name.text, value);
    }
  }
}

function namespaceOf(name: string, exports: ReadonlyMap<string, Value>): NamespaceValue {
  return { kind: "namespace", name, members: exports };
}

function fromJson(json: Json): Value {
  if (typeof json !== "object" || json === null) return known(json);
  if (Array.isArray(json)) return array(json.map(fromJson));
  return object(Object.entries(json).map(([key, value]): [string, Value] => [key, fromJson(value as Json)]));
}

function isExported(statement: TS.FunctionDeclaration | TS.VariableStatement): boolean {
  return hasModifier(statement, ts.SyntaxKind.ExportKeyword);
}

function declaresType(module: Module, name: string): boolean {
  return module.tree.statements.some(
    (statement) =>
      (ts.isTypeAliasDeclaration(statement) || ts.isInterfaceDeclaration(statement)) &&
      statement.name.text === name,
  );
}
