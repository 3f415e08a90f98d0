/** `.entries()`, `.keys()` and `.values()` of a list. */
import { array, type IteratorValue, known, undefinedValue, type Value } from "../values/values.ts";
import type { ArrayMethod, ListCall } from "./array-method.ts";

export const iteratorMethods: Readonly<Record<string, ArrayMethod>> = {
  entries: (call) => iterator(call, (value, index) => array([known(index), value])),
  keys: (call) => iterator(call, (_value, index) => known(index)),
  values: (call) => iterator(call, (value) => value),
};

/** Reads the list's current state at each step, holes as undefined; once at its end, it stays there. */
function iterator(
  { list, site, place, machine }: ListCall,
  show: (value: Value, index: number) => Value,
): IteratorValue {
  let index = 0;
  let ended = false;
  const next = (): Value | undefined => {
    machine.step(site.node, place);
    machine.touch(list, false, site.node, place);
    ended ||= index >= list.elements.length;
    if (ended) return undefined;
    const value = list.elements[index] ?? undefinedValue;
    return show(value, index++);
  };
  return { kind: "iterator", next };
}
