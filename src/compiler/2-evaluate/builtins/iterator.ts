/** `.next()` of the iterators that `.entries()`, `.keys()`, `.values()` and `.matchAll()` return. */
import type { Machine } from "../machine.ts";
import { type IteratorValue, known, object, undefinedValue, type Value } from "../values.ts";
import { type BuiltinCall, method } from "./call.ts";

/** The member of an iterator; `undefined` for the others, which Node 20 lacks. */
export function iteratorMember(iterator: IteratorValue, name: string, machine: Machine): Value | undefined {
  if (name !== "next") return undefined;
  const next = ({ site, place }: BuiltinCall): Value => {
    // Taking an element affects all other users of the iterator.
    machine.touch(iterator, true, site.node, place);
    const value = iterator.next();
    if (value?.kind === "poison") return value;
    return object([
      ["value", value ?? undefinedValue],
      ["done", known(value === undefined)],
    ]);
  };
  return method(name, next, machine);
}
