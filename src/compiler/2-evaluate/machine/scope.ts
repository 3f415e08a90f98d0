/** Names and their values. One scope per block, function and module, as in JavaScript. */
export interface Variable<Held> {
  readonly name: string;
  readonly constant: boolean;
  /** `undefined` before the declaration is reached: the temporal dead zone. */
  value: Held | undefined;
  /** For what a namespace exports: the object whose property it is, instead of `value`. */
  readonly holder?: Held;
}

export class Scope<Held> {
  readonly #variables = new Map<string, Variable<Held>>();
  /** Names that refer to another scope's variable: imports. */
  readonly #links = new Map<string, () => Variable<Held> | undefined>();
  readonly parent: Scope<Held> | undefined;
  /** Of a namespace's code: the object that holds what it exports. */
  readonly holder: Held | undefined;

  constructor(parent?: Scope<Held>, holder?: Held) {
    this.parent = parent;
    this.holder = holder;
  }

  /** Declares the name for the whole scope; without a value, it may not be read yet. */
  declare(name: string, constant: boolean, value?: Held): Variable<Held> {
    const variable: Variable<Held> = { name, constant, value };
    this.#variables.set(name, variable);
    return variable;
  }

  /** Declares a name that stands for a property of the namespace's object. */
  declareMember(name: string, constant: boolean, holder: Held): void {
    this.#variables.set(name, { name, constant, value: undefined, holder });
  }

  /** Adds an existing variable to this scope. */
  adopt(variable: Variable<Held>): void {
    this.#variables.set(variable.name, variable);
  }

  /** Makes the name refer to another scope's variable; to nothing if `resolve` returns nothing. */
  link(name: string, resolve: () => Variable<Held> | undefined): void {
    this.#links.set(name, resolve);
  }

  own(name: string): Variable<Held> | undefined {
    return this.#variables.get(name) ?? this.#links.get(name)?.();
  }

  find(name: string): Variable<Held> | undefined {
    return this.#holder(name)?.own(name);
  }

  /** Whether the name refers to another file's variable. */
  isLink(name: string): boolean {
    const holder = this.#holder(name);
    return holder !== undefined && !holder.#variables.has(name);
  }

  #holder(name: string): Scope<Held> | undefined {
    for (let scope: Scope<Held> | undefined = this; scope !== undefined; scope = scope.parent) {
      if (scope.#variables.has(name) || scope.#links.has(name)) return scope;
    }
    return undefined;
  }

  /** The scope's own variables, without links. */
  variables(): Iterable<Variable<Held>> {
    return this.#variables.values();
  }

  /** Every name that is visible here, innermost first, for did-you-mean; not made into a list, because it may be long. */
  *names(): Generator<string> {
    for (let scope: Scope<Held> | undefined = this; scope !== undefined; scope = scope.parent) {
      for (const name of scope.#variables.keys()) if (isOrdinary(name)) yield name;
      for (const name of scope.#links.keys()) if (isOrdinary(name)) yield name;
    }
  }
}

/** Not `this`, `super` or a private name. */
function isOrdinary(name: string): boolean {
  return name !== "this" && name !== "super" && name !== "new.target" && !name.startsWith("#");
}

/** The same place with a nested scope: a block. */
export function innerPlace<Held, Outer extends { readonly scope: Scope<Held> }>(place: Outer): Outer {
  return { ...place, scope: new Scope(place.scope) };
}
