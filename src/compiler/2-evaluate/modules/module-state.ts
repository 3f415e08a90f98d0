/**
 * What the files hold when the workflow function starts, and keep after it has ended: variables, and the lists,
 * objects, Maps and Sets in them. A function that changes it behaves differently the second time it is called; its
 * graph does not.
 */
import type { Scope, Variable } from "../machine/scope.ts";
import type { ObjectValue, Value } from "../values/values.ts";

export class ModuleState {
  readonly #cells = new WeakSet<object>();

  /** `scopes` are those of the files. With an explicit stack, because lists may be nested deep. */
  constructor(scopes: Iterable<Scope<Value>>) {
    const waiting: (Scope<Value> | Value)[] = [...scopes];
    const seen = new Set<object>();
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      if (seen.has(next)) continue;
      seen.add(next);
      if ("kind" in next) waiting.push(...partsOf(next, this.#cells));
      else {
        for (const variable of next.variables()) this.#keep(variable, waiting);
        // The closure of a function that another function created.
        if (next.parent !== undefined) waiting.push(next.parent);
      }
    }
  }

  has(cell: object): boolean {
    return this.#cells.has(cell);
  }

  #keep(variable: Variable<Value>, waiting: (Scope<Value> | Value)[]): void {
    this.#cells.add(variable);
    if (variable.value !== undefined) waiting.push(variable.value);
  }
}

/** The parts of a value. Mutable lists and objects are recorded. */
function partsOf(value: Value, cells: WeakSet<object>): Iterable<Scope<Value> | Value> {
  switch (value.kind) {
    case "array":
      cells.add(value);
      return value.elements.filter((element) => element.kind !== "known");
    case "object":
      cells.add(value);
      return heldBy(value).filter((field) => field.kind !== "known");
    case "class":
      return value.own === undefined
        ? []
        : [value.statics, value.own.place.scope, ...(value.base === undefined ? [] : [value.base])];
    case "map":
      cells.add(value);
      return [...value.entries.values()].flatMap(({ key, value: held }) => [key, held]);
    case "set":
      cells.add(value);
      return [...value.entries.values()];
    case "regexp":
      cells.add(value);
      return [];
    case "function":
      return value.statics === undefined ? [value.scope] : [value.scope, value.statics];
    case "pending":
      return [value.value];
    default:
      return [];
  }
}

function heldBy({ fields, hidden = {}, privates, class: ofClass, iterator }: ObjectValue): readonly Value[] {
  const members = [...(privates?.values() ?? [])];
  const kept = members.flatMap((member) => (member.kind === "field" ? [member.value] : []));
  return [
    ...Object.values(fields),
    ...Object.values(hidden),
    ...kept,
    ...(ofClass === undefined ? [] : [ofClass]),
    ...(iterator === undefined ? [] : [iterator]),
  ];
}
