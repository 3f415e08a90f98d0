/** Names and what they hold. One scope per block, function and module, as in the language. */
import type { Value } from "./values.ts";

export interface Variable {
  readonly name: string;
  readonly constant: boolean;
  /** `undefined` before the declaration is reached: the temporal dead zone. */
  value: Value | undefined;
}

export class Scope {
  readonly #variables = new Map<string, Variable>();
  readonly #parent: Scope | undefined;

  constructor(parent?: Scope) {
    this.#parent = parent;
  }

  /** Makes the name known to the whole scope; without a value it may not be read yet. */
  declare(name: string, constant: boolean, value?: Value): Variable {
    const variable: Variable = { name, constant, value };
    this.#variables.set(name, variable);
    return variable;
  }

  own(name: string): Variable | undefined {
    return this.#variables.get(name);
  }

  find(name: string): Variable | undefined {
    for (let scope: Scope | undefined = this; scope !== undefined; scope = scope.#parent) {
      const variable = scope.#variables.get(name);
      if (variable !== undefined) return variable;
    }
    return undefined;
  }

  /** Every name that can be said here, for did-you-mean. */
  names(): readonly string[] {
    const names: string[] = [];
    for (let scope: Scope | undefined = this; scope !== undefined; scope = scope.#parent) {
      names.push(...scope.#variables.keys());
    }
    return names;
  }
}
