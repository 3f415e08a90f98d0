/** What a file's imports and exports refer to: other files' variables, packages, JSON, or types. */
import { suggest } from "../../../guess/suggest.ts";
import type { Json } from "../../../lib/json.ts";
import type { ImportTarget, Module } from "../../1-parse/module.ts";
import { ts, type TS } from "../../typescript.ts";
import { modelFunction } from "../calls/model-calls.ts";
import type { Machine, Place } from "../machine/machine.ts";
import type { Variable } from "../machine/scope.ts";
import { array, known, type NamespaceValue, object, type Poison, type Value } from "../values/values.ts";
import { zodNamespace } from "../zod/zod.ts";
import { type Import, targetOf } from "./imports.ts";
import { declaresType, isStarredType, type ModuleExports } from "./module-exports.ts";

/** A file and its names. */
export interface Instance {
  readonly module: Module;
  readonly place: Place;
  readonly exports: ModuleExports;
}

/** What an imported name refers to; "type" if it exists only for the type checker. */
export type Found = Variable<Value> | "type" | undefined;

type Named = Omit<Import, "local">;

export type PackageTarget = ImportTarget & { readonly kind: "package" };

export class ResolvedNames {
  readonly #modules: ReadonlyMap<string, Module>;
  readonly #machine: Machine;
  readonly #instanceOf: (path: string) => Instance;
  readonly #jsons = new Map<string, Value>();

  constructor(
    modules: ReadonlyMap<string, Module>,
    machine: Machine,
    instanceOf: (path: string) => Instance,
  ) {
    this.#modules = modules;
    this.#machine = machine;
    this.#instanceOf = instanceOf;
  }

  /** `undefined` for a name that exists only as a type. */
  resolveImport(imported: Named, place: Place): Variable<Value> | undefined {
    const found = this.find(imported, place);
    if (found === "type") return undefined;
    return found ?? constant(imported.name, this.refuseMissing(imported, place));
  }

  /** What importers of the file get under a name. */
  find(imported: Named, place: Place): Found {
    return this.#member(targetOf(place.module, imported.specifier), imported, place, new Set());
  }

  /** `seen` contains the exports on the way, which may be circular. */
  #member(target: ImportTarget, imported: Named, place: Place, seen: Set<string>): Found {
    const machine = this.#machine;
    const { name, specifier, node } = imported;
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
        return this.resolveExport(module, name, seen);
      }
    }
  }

  resolveExport(module: Module, name: string, seen = new Set<string>()): Found {
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
      return this.#member(targetOf(module, origin.specifier), origin, place, seen);
    }
    if (declaresType(module, name) || exports.types.has(name)) return "type";
    if (name === "default") return undefined;
    let found: Found;
    let isHidden = false;
    for (const { specifier, node } of exports.stars) {
      const target = targetOf(module, specifier);
      if (target.kind === "missing") isHidden = true;
      if (target.kind !== "module") continue;
      const next = this.#member(target, { name, specifier, node }, place, seen);
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
      const found = this.resolveExport(module, key);
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

  refuseMissing({ name, specifier, node }: Named, place: Place): Poison {
    const target = targetOf(place.module, specifier);
    if (target.kind !== "module") {
      return this.#machine.refuse("import-not-found", node, place, { specifier, nearest: undefined });
    }
    const { names } = this.#instanceOf(target.path).exports;
    const nearest = this.#machine.nearest(name, names.keys());
    return this.#machine.refuse("export-not-found", node, place, { name, specifier, nearest, isType: false });
  }

  /** Refused only where it is used: many files import more from a package than the workflow needs. */
  #lazyPackage(name: string, specifier: string, target: PackageTarget = { kind: "package" }): Value {
    const refuse = (node: TS.Node, module: Module) =>
      this.refusePackage({ name, specifier, node }, target, { module });
    return { kind: "unavailable", refuse };
  }

  refusePackage(
    { name, specifier, node }: Named,
    { alias }: PackageTarget,
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

function constant(name: string, value: Value): Variable<Value> {
  return { name, constant: true, value };
}

function fromJson(json: Json): Value {
  if (typeof json !== "object" || json === null) return known(json);
  if (Array.isArray(json)) return array(json.map(fromJson));
  return object(Object.entries(json).map(([key, value]): [string, Value] => [key, fromJson(value as Json)]));
}
