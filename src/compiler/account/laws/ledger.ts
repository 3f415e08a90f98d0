/** What the account remembers between evaluations: what was written to each variable, and what built-ins returned. */
import { ts, type TS } from "../../typescript.ts";
import type { Module } from "../../1-parse/module.ts";
import type { Place } from "../../2-evaluate/machine/machine.ts";
import type { FunctionNode, Value } from "../../2-evaluate/values/values.ts";
import type { Iterators } from "./contents.ts";
import { memberOf } from "./member-laws.ts";
import { isSame } from "./same.ts";

/** A variable's identity; its value is compared, not believed. */
type Cell = NonNullable<ReturnType<Place["scope"]["find"]>>;

export class Ledger {
  /** Every file that the workflow reaches, by path. */
  readonly modules: () => ReadonlyMap<string, Module>;
  readonly iterators: Iterators = new WeakMap();
  /** What `bind` returned, with what it was given. */
  readonly bound = new WeakMap<
    Value,
    { readonly callee: Value; readonly owner: Value | undefined; readonly args: readonly Value[] }
  >();
  /** By the variable of each function's `this`: what it was given. */
  readonly owners = new WeakMap<Cell, Value>();
  /** Of generator functions: with what `this` they were called. */
  readonly generatorOwners = new WeakMap<FunctionNode, Set<Value>>();
  /** Variables at files' top levels, by the file's path and the name. */
  readonly top = new Map<string, Cell>();
  /** What literals and `new` gave, each of which is another object. */
  readonly made = new WeakSet<Value>();
  /** JSON files that were compared with the value of the first name that was read from them. */
  readonly compared = new Set<string>();
  readonly #cells = new WeakMap<Cell, Value>();
  /** By name: each iteration of a loop has copies of its variables, which nothing in the source writes. */
  readonly #written = new Map<string, Set<Value>>();

  constructor(modules: () => ReadonlyMap<string, Module>) {
    this.modules = modules;
  }

  /** After a write: whether the variable has the value. */
  write(name: string, value: Value, place: Place): boolean {
    const { scope } = place;
    const cell = scope.find(name);
    if (cell === undefined) return true;
    // What a namespace exports is a property of its object.
    if (cell.holder !== undefined) {
      const held = memberOf(cell.holder, name);
      return held !== undefined && isSame(held, value);
    }
    this.#noteTop(name, cell, place);
    const held = cell.value;
    if (held === undefined || !isSame(held, value)) return false;
    this.#cells.set(cell, held);
    const written = this.#written.get(name) ?? new Set();
    this.#written.set(name, written.add(held));
    return true;
  }

  /** Whether a read can give this value: what was written last. */
  mayRead(name: string, value: Value, place: Place): boolean {
    const { scope } = place;
    const cell = scope.find(name);
    if (cell === undefined || cell.holder !== undefined) return true;
    this.#noteTop(name, cell, place);
    const last = this.#cells.get(cell);
    if (last !== undefined) return isSame(last, value);
    this.#cells.set(cell, value);
    const written = this.#written.get(name);
    if (written?.has(value) === true) return true;
    if (isDeclared(value)) return isDeclaredAs(cell.name, value);
    if (written === undefined) return true;
    return [...written].some((each) => isSame(each, value));
  }

  /** What the variable holds by the account, before it is changed. */
  held(name: string, { scope }: Place): Value | undefined {
    const cell = scope.find(name);
    if (cell === undefined) return undefined;
    if (cell.holder !== undefined) return memberOf(cell.holder, name);
    return this.#cells.get(cell) ?? cell.value;
  }

  #noteTop(name: string, cell: Cell, { scope, module }: Place): void {
    if (scope.parent === undefined && !scope.isLink(name)) this.top.set(`${module.path} ${name}`, cell);
  }

  /** After a write that the account does not follow. */
  forget(name: string, { scope }: Place): void {
    const cell = scope.find(name);
    if (cell !== undefined) this.#cells.delete(cell);
    const value = cell?.value;
    if (value !== undefined) this.#written.set(name, (this.#written.get(name) ?? new Set()).add(value));
  }
}

/** Has its value from its declaration, which is no assignment. */
function isDeclared({ kind }: Value): boolean {
  return kind === "function" || kind === "class" || kind === "object" || kind === "namespace";
}

/** The last function of its name in its block, or the class of that name. */
function isDeclaredAs(name: string, value: Value): boolean {
  const node = value.kind === "function" ? value.node : value.kind === "class" ? value.own?.node : undefined;
  if (node === undefined || name === "default") return true;
  if (ts.isClassDeclaration(node)) return node.name?.text === name;
  if (!ts.isFunctionDeclaration(node)) return true;
  const { parent } = node;
  const around: readonly TS.Node[] = "statements" in parent ? (parent.statements as readonly TS.Node[]) : [];
  const isOf = (each: TS.Node) =>
    ts.isFunctionDeclaration(each) && each.body !== undefined && each.name?.text === name;
  return node.name?.text === name && (around.findLast(isOf) ?? node) === node;
}
