/**
 * Runs files. As in JavaScript, they are first linked, so that every import is the exporting file's own variable, and
 * then run one after the other, each after its imports; imports may be circular.
 */
import type { Json } from "../../../lib/json.ts";
import { suggest } from "../../../guess/suggest.ts";
import type { ImportTarget, Module } from "../../1-parse/module.ts";
import { ts, type TS } from "../../typescript.ts";
import type { Machine, Place } from "../machine/machine.ts";
import { modelFunction } from "../calls/model-calls.ts";
import { declaresType, isStarredType, listExports, type ModuleExports } from "./module-exports.ts";
import { Scope, type Variable } from "../machine/scope.ts";
import { bindingsOf } from "../../bindings.ts";
import { hoist, hoistVars } from "../syntax/hoist.ts";
import { array, known, type NamespaceValue, object, type Poison, type Value } from "../values/values.ts";
import { zodNamespace } from "../zod/zod.ts";

interface Instance {
  readonly module: Module;
  readonly place: Place;
  readonly exports: ModuleExports;
}

/** What an imported name refers to; "type" if it exists only for the type checker. */
type Found = Variable<Value> | "type" | undefined;

export class ModuleInstances {
  readonly #modules: ReadonlyMap<string, Module>;
  readonly #machine: Machine;
  readonly #place: (module: Module, scope: Scope<Value>) => Place;
  readonly #instances = new Map<string, Instance>();
  readonly #started = new Set<string>();
  readonly #jsons = new Map<string, Value>();
  readonly #forTypes: boolean;

  /** `forTypes`: also runs files that only provide types. */
  constructor(
    modules: ReadonlyMap<string, Module>,
    machine: Machine,
    place: (module: Module, scope: Scope<Value>) => Place,
    forTypes: boolean,
  ) {
    this.#forTypes = forTypes;
    this.#modules = modules;
    this.#machine = machine;
    this.#place = place;
  }

  /** The module's own names, after its top level ran. */
  instantiate(module: Module): Scope<Value> {
    const existing = this.#instances.get(module.path);
    if (existing !== undefined) return existing.place.scope;
    for (const instance of this.#link(module)) this.#checkNames(instance);
    for (const instance of this.#listRunning(module)) this.#checkTypes(instance);
    this.#run(module.path);
    return this.#instanceOf(module.path).place.scope;
  }

  /** What importers get under a name; `undefined` if there is nothing, or only a type. */
  exported(module: Module, name: string): Variable<Value> | undefined {
    const found = this.#resolveExport(module, name, new Set());
    return found === "type" ? undefined : found;
  }

  /** For the files reached so far. */
  *scopes(): Generator<Scope<Value>> {
    for (const { place } of this.#instances.values()) yield place.scope;
  }

  /** Gives every reachable file its scope, with its functions and its imports. Nothing runs. */
  #link(entry: Module): readonly Instance[] {
    const reached: Instance[] = [];
    const waiting = [entry];
    for (let module = waiting.pop(); module !== undefined; module = waiting.pop()) {
      if (this.#instances.has(module.path)) continue;
      const place = this.#place(module, new Scope());
      const instance: Instance = { module, place, exports: listExports(module) };
      this.#instances.set(module.path, instance);
      reached.push(instance);
      for (const imported of listImports(module)) {
        place.scope.link(
          imported.local,
          once(() => this.#resolveImport(imported, instance)),
        );
      }
      hoistVars(module.tree, place.scope);
      hoist(bindingsOf(module.tree.statements), place);
      for (const target of sourcesOf(module)) {
        const source = target.kind === "module" ? this.#modules.get(target.path) : undefined;
        if (source !== undefined) waiting.push(source);
      }
    }
    return reached;
  }

  /** Reports missing imports and re-exports, even unused ones: the file would not load. */
  #checkNames({ module, place, exports }: Instance): void {
    for (const { local } of listImports(module)) place.scope.own(local);
    for (const [name, origin] of exports.names) {
      if (origin.kind === "local") continue;
      const found = this.#resolveExport(module, name, new Set());
      if (found === undefined) this.#refuseMissing(origin.name, origin.specifier, origin.node, module, place);
    }
    for (const { specifier, node } of exports.stars) {
      const target = targetOf(module, specifier);
      if (target.kind === "package") this.#refusePackage("*", specifier, target, node, place);
    }
    for (const statement of module.tree.statements) {
      if (!ts.isImportDeclaration(statement) || statement.importClause !== undefined) continue;
      // Imported for its effects: a project's own file runs, a package's cannot.
      const specifier = specifierOf(statement);
      const target = targetOf(module, specifier);
      if (target.kind === "package") this.#refusePackage(specifier, specifier, target, statement, place);
    }
  }

  /** The files that run, in any order. */
  #listRunning(entry: Module): readonly Instance[] {
    const running = new Set([entry.path]);
    for (const path of running) {
      for (const target of runBefore(this.#instanceOf(path), false)) {
        if (target.kind === "module") running.add(target.path);
      }
    }
    return [...running].map((path) => this.#instanceOf(path));
  }

  /** Reports types that are imported or re-exported as values, if the project keeps those imports: the file would not load. */
  #checkTypes({ module, place, exports }: Instance): void {
    const isType = (name: string, specifier: string, node: TS.Node) =>
      this.#member(targetOf(module, specifier), name, specifier, node, place, new Set()) === "type";
    const { imports, exports: reexports } = module.keepsTypes;
    if (!imports && !reexports) return;
    const exported = new Set<string>();
    for (const origin of exports.names.values()) {
      if (origin.kind === "local") exported.add(origin.name);
      else if (reexports && isType(origin.name, origin.specifier, origin.node))
        this.#refuseType(origin.name, origin.specifier, origin.node, place);
    }
    for (const { local, name, specifier, node } of listImports(module)) {
      if (!imports && !exported.has(local)) continue;
      const written = ts.isImportSpecifier(node.parent) ? node.parent : node;
      if (isType(name, specifier, node)) this.#refuseType(name, specifier, written, place);
    }
  }

  #refuseType(name: string, specifier: string, node: TS.Node, place: Place): void {
    this.#machine.refuse("export-not-found", node, place, {
      name,
      specifier,
      nearest: undefined,
      isType: true,
    });
  }

  /** Depth first, in import order, each once; with an explicit stack, because chains of files may be long. */
  #run(entry: string): void {
    const stack: { readonly instance: Instance; readonly sources: Iterator<ImportTarget> }[] = [];
    const enter = (path: string) => {
      if (this.#started.has(path)) return;
      this.#started.add(path);
      const instance = this.#instanceOf(path);
      stack.push({ instance, sources: runBefore(instance, this.#forTypes)[Symbol.iterator]() });
    };
    enter(entry);
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const { done, value: target } = top.sources.next();
      if (done === true) {
        stack.pop();
        this.#runCode(top.instance);
      } else if (target.kind === "module") enter(target.path);
    }
  }

  #runCode({ module, place }: Instance): void {
    for (const statement of module.tree.statements) {
      // The parse stage guarantees that every jump has a target.
      this.#machine.execute(statement, place);
    }
  }

  #instanceOf(path: string): Instance {
    const instance = this.#instances.get(path);
    if (instance === undefined) throw new Error(`falc: ${path} is imported and was not parsed`);
    return instance;
  }

  /** `undefined` for a name that exists only as a type. */
  #resolveImport(
    { name, specifier, node }: Import,
    { module, place }: Instance,
  ): Variable<Value> | undefined {
    const found = this.#member(targetOf(module, specifier), name, specifier, node, place, new Set());
    if (found === "type") return undefined;
    return found ?? constant(name, this.#refuseMissing(name, specifier, node, module, place));
  }

  /** An imported name. `seen` contains the exports on the way, which may be circular. */
  #member(
    target: ImportTarget,
    name: string,
    specifier: string,
    node: TS.Node,
    place: Place,
    seen: Set<string>,
  ): Found {
    const machine = this.#machine;
    switch (target.kind) {
      case "authoring":
        if (name === "model") return constant(name, modelFunction(machine));
        if (name === "*") {
          const members = new Map<string, Value>([["model", modelFunction(machine)]]);
          return constant(name, { kind: "namespace", name: specifier, members });
        }
        return name === "withBackend" ? constant(name, this.#lazyPackage(name, specifier)) : "type";
      case "zod":
        return constant(
          name,
          name === "z" || name === "*" || name === "default"
            ? zodNamespace(machine, place)
            : this.#lazyPackage(name, specifier),
        );
      case "json":
        if (name === "default") return constant(name, this.#json(target));
        return constant(
          name,
          machine.refuse("module-unsupported", node, place, {
            construct: "a named import from a JSON file",
            form: "named-of-json",
            specifier: JSON.stringify(specifier),
          }),
        );
      case "package":
        return constant(name, this.#lazyPackage(name, specifier, target));
      case "missing":
        return constant(name, machine.alreadyReported);
      case "module": {
        const { module } = this.#instanceOf(target.path);
        if (name === "*") return constant(name, this.#namespace(module, specifier, node, place));
        return this.#resolveExport(module, name, seen);
      }
    }
  }

  #resolveExport(module: Module, name: string, seen: Set<string>): Found {
    const key = `${name} ${module.path}`;
    if (seen.has(key)) return undefined;
    seen.add(key);
    const { place, exports } = this.#instanceOf(module.path);
    const origin = exports.names.get(name);
    if (origin?.kind === "local") {
      const variable = place.scope.own(origin.name);
      if (variable !== undefined) return variable;
      // `export default …` creates its variable when it runs.
      return origin.name === "default" ? place.scope.declare("default", true) : "type";
    }
    if (origin !== undefined) {
      return this.#member(
        targetOf(module, origin.specifier),
        origin.name,
        origin.specifier,
        origin.node,
        place,
        seen,
      );
    }
    if (declaresType(module, name) || exports.types.has(name)) return "type";
    if (name === "default") return undefined;
    let found: Found;
    let isHidden = false;
    for (const { specifier, node } of exports.stars) {
      const target = targetOf(module, specifier);
      if (target.kind === "missing") isHidden = true;
      if (target.kind !== "module") continue;
      const next = this.#member(target, name, specifier, node, place, seen);
      if (next === undefined) continue;
      // Two files export the name: in JavaScript, it is then not exported.
      if (found !== undefined && found !== next) {
        return constant(
          name,
          this.#machine.refuse("module-unsupported", node, place, {
            construct: `two exports named ${name}`,
            form: "exported-twice",
            name,
            specifier: JSON.stringify(specifier),
          }),
        );
      }
      found = next;
    }
    // The unreadable file may export it.
    if (found !== undefined) return found;
    if (isHidden) return constant(name, this.#machine.alreadyReported);
    return isStarredType(module, name, this.#modules) ? "type" : undefined;
  }

  /** `import * as x`: reads the variables' current values on access. */
  #namespace(module: Module, name: string, node: TS.Node, place: Place): NamespaceValue {
    const get = (key: string): Value | undefined => {
      const found = this.#resolveExport(module, key, new Set());
      if (found === "type") return undefined;
      if (found === undefined) return this.#missingMember(key, module, name);
      if (!found.constant) {
        return this.#machine.refuse("module-unsupported", node, place, {
          construct: `reading ${key}, which can change, through import * as`,
          form: "changing",
          name: key,
          specifier: JSON.stringify(name),
        });
      }
      return (
        found.value ??
        this.#machine.throws("ReferenceError", "name-before-definition", node, place, { name: key })
      );
    };
    return { kind: "namespace", name, members: { get } };
  }

  /** Refused where it is read. */
  #missingMember(name: string, { path }: Module, specifier: string): Value {
    const nearest = suggest(name, this.#instanceOf(path).exports.names.keys());
    const refuse = (node: TS.Node, module: Module) =>
      this.#machine.refuse("export-not-found", node, { module }, { name, specifier, nearest, isType: false });
    return { kind: "unavailable", refuse };
  }

  #refuseMissing(name: string, specifier: string, node: TS.Node, module: Module, place: Place): Poison {
    const target = targetOf(module, specifier);
    if (target.kind !== "module") {
      return this.#machine.refuse("import-not-found", node, place, { specifier, nearest: undefined });
    }
    const { names } = this.#instanceOf(target.path).exports;
    const nearest = suggest(name, names.keys());
    return this.#machine.refuse("export-not-found", node, place, { name, specifier, nearest, isType: false });
  }

  /** Refused only where it is used: many files import more from a package than the workflow needs. */
  #lazyPackage(name: string, specifier: string, target: PackageTarget = { kind: "package" }): Value {
    const refuse = (node: TS.Node, module: Module) =>
      this.#refusePackage(name, specifier, target, node, { module });
    return { kind: "unavailable", refuse };
  }

  #refusePackage(
    name: string,
    specifier: string,
    { alias }: PackageTarget,
    node: TS.Node,
    place: Pick<Place, "module">,
  ): Poison {
    const isWhole = name === "default" || name === "*";
    const shown = isWhole && ts.isIdentifier(node) ? node.text : name;
    return alias === undefined
      ? this.#machine.refuse("import-package", node, place, { name: shown, specifier })
      : this.#machine.refuse("import-outside-project", node, place, { specifier, alias });
  }

  /** One file is one value, whoever imports it. */
  #json({ path, value }: ImportTarget & { readonly kind: "json" }): Value {
    const known = this.#jsons.get(path) ?? fromJson(value);
    this.#jsons.set(path, known);
    return known;
  }
}

type PackageTarget = ImportTarget & { readonly kind: "package" };

interface Import {
  readonly local: string;
  /** `default`, `*`, or the exported name. */
  readonly name: string;
  readonly specifier: string;
  readonly node: TS.Node;
}

/** Every name that a file imports, except explicit types. */
function* listImports(module: Module): Generator<Import> {
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
function sourcesOf(module: Module): readonly ImportTarget[] {
  return module.tree.statements
    .filter(namesSource)
    .map((statement) => targetOf(module, specifierOf(statement)));
}

/** The sources that run before a file: all except those imported only for types. `all`: including those. */
function runBefore({ module }: Instance, all: boolean): readonly ImportTarget[] {
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

function specifierOf({ moduleSpecifier }: TS.ImportDeclaration | TS.ExportDeclaration): string {
  return moduleSpecifier !== undefined && ts.isStringLiteral(moduleSpecifier) ? moduleSpecifier.text : "";
}

function targetOf(module: Module, specifier: string): ImportTarget {
  return module.imports.get(specifier) ?? { kind: "missing" };
}

function constant(name: string, value: Value): Variable<Value> {
  return { name, constant: true, value };
}

function once<T>(make: () => T): () => T {
  let result: { readonly value: T } | undefined;
  return () => (result ??= { value: make() }).value;
}

function fromJson(json: Json): Value {
  if (typeof json !== "object" || json === null) return known(json);
  if (Array.isArray(json)) return array(json.map(fromJson));
  return object(Object.entries(json).map(([key, value]): [string, Value] => [key, fromJson(value as Json)]));
}
