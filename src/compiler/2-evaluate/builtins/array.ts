/** Methods of lists. They work on known structure; the elements may be anything. */
import type { Machine, Place } from "../machine.ts";
import { type ArrayValue, builtin, type Builtin, type Value } from "../values.ts";
import { callbackMethods } from "./array-callbacks.ts";
import type { ArrayMethod } from "./array-method.ts";
import { moveMethods } from "./array-moves.ts";
import { sortMethods } from "./array-sort.ts";

const methods: ReadonlyMap<string, ArrayMethod> = new Map(
  Object.entries({ ...callbackMethods, ...moveMethods, ...sortMethods }),
);

/** Their work does not grow with the list; an iterator's is counted as it goes. */
const constantTime = new Set(["push", "pop", "at", "entries", "keys", "values"]);

/** The method of a list as a value to call; `undefined` when falc does not know it. */
export function arrayMember(
  list: ArrayValue,
  name: string,
  place: Place,
  machine: Machine,
): Value | undefined {
  const method = methods.get(name);
  if (method === undefined) return undefined;
  const apply: Builtin = (args, site) => {
    machine.touch(list, false, site.node, place);
    if (!constantTime.has(name)) machine.step(site.node, place, list.elements.length);
    return method({ list, args, site, place, machine });
  };
  return builtin(`.${name}`, apply, true);
}
