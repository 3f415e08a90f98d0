/**
 * Runs files. As in JavaScript, they are first linked, so that every import is the exporting file's own variable, and
 * then run one after the other, each after its imports; imports may be circular.
 */
import type { ImportTarget, Module } from "../../1-parse/module.ts";
import { bindingsOf } from "../../bindings.ts";
import { ts, type TS } from "../../typescript.ts";
import type { Machine, Place } from "../machine/machine.ts";
import { Scope, type Variable } from "../machine/scope.ts";
import { hoist, hoistVars } from "../syntax/hoist.ts";
import type { Value } from "../values/values.ts";
import { type Import, listImports, runBefore, sourcesOf, specifierOf, targetOf } from "./imports.ts";
import { listExports } from "./module-exports.ts";
import { type Instance, ResolvedNames } from "./resolved-names.ts";

export class ModuleInstances {
  readonly #modules: ReadonlyMap<string, Module>;
  readonly #machine: Machine;
  readonly #place: (module: Module, scope: Scope<Value>) => Place;
  readonly #instances = new Map<string, Instance>();
  readonly #started = new Set<string>();
  readonly #names: ResolvedNames;
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
    this.#names = new ResolvedNames(modules, machine, (path) => this.#instanceOf(path));
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
    const found = this.#names.resolveExport(module, name);
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
          once(() => this.#names.resolveImport(imported, place)),
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
      const found = this.#names.resolveExport(module, name);
      if (found === undefined) this.#names.refuseMissing(origin, place);
    }
    for (const { specifier, node } of exports.stars) {
      const target = targetOf(module, specifier);
      if (target.kind === "package") this.#names.refusePackage({ name: "*", specifier, node }, target, place);
    }
    for (const statement of module.tree.statements) {
      if (!ts.isImportDeclaration(statement) || statement.importClause !== undefined) continue;
      // Imported for its effects: a project's own file runs, a package's cannot.
      const specifier = specifierOf(statement);
      const target = targetOf(module, specifier);
      if (target.kind === "package")
        this.#names.refusePackage({ name: specifier, specifier, node: statement }, target, place);
    }
  }

  /** The files that run, in any order. */
  #listRunning(entry: Module): readonly Instance[] {
    const running = new Set([entry.path]);
    for (const path of running) {
      for (const target of runBefore(this.#instanceOf(path).module, false)) {
        if (target.kind === "module") running.add(target.path);
      }
    }
    return [...running].map((path) => this.#instanceOf(path));
  }

  /** Reports types that are imported or re-exported as values, if the project keeps those imports: the file would not load. */
  #checkTypes({ module, place, exports }: Instance): void {
    const isType = (named: Omit<Import, "local">) => this.#names.find(named, place) === "type";
    const { imports, exports: reexports } = module.keepsTypes;
    if (!imports && !reexports) return;
    const exported = new Set<string>();
    for (const origin of exports.names.values()) {
      if (origin.kind === "local") exported.add(origin.name);
      else if (reexports && isType(origin))
        this.#refuseType(origin.name, origin.specifier, origin.node, place);
    }
    for (const imported of listImports(module)) {
      const { local, name, specifier, node } = imported;
      if (!imports && !exported.has(local)) continue;
      const written = ts.isImportSpecifier(node.parent) ? node.parent : node;
      if (isType(imported)) this.#refuseType(name, specifier, written, place);
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
      stack.push({ instance, sources: runBefore(instance.module, this.#forTypes)[Symbol.iterator]() });
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
}

function once<T>(make: () => T): () => T {
  let result: { readonly value: T } | undefined;
  return () => (result ??= { value: make() }).value;
}
