/** Methods of lists. They work on known structure; the elements may be anything. */
import type { Machine } from "../machine/machine.ts";
import type { ArrayValue, Value } from "../values/values.ts";
import { callbackMethods } from "./array-callbacks.ts";
import { changeMethods, endMethods } from "./array-changes.ts";
import { iteratorMethods } from "./array-iterators.ts";
import { joinMethods } from "./array-join.ts";
import type { ArrayMethod } from "./array-method.ts";
import { atMethod, moveMethods } from "./array-moves.ts";
import { searchMethods } from "./array-search.ts";
import { sortMethods } from "./array-sort.ts";
import { method } from "./call.ts";

/** Their work grows with the list. */
const linear: ReadonlyMap<string, ArrayMethod> = new Map(
  Object.entries({
    ...callbackMethods,
    ...changeMethods,
    ...joinMethods,
    ...moveMethods,
    ...searchMethods,
    ...sortMethods,
  }),
);

/** Their work does not; an iterator's is counted during the iteration. */
const constant: ReadonlyMap<string, ArrayMethod> = new Map(
  Object.entries({ ...endMethods, ...iteratorMethods, at: atMethod }),
);

/** The method of a list as a callable value; `undefined` if falc does not know it. */
export function arrayMember(list: ArrayValue, name: string, machine: Machine): Value | undefined {
  const apply = linear.get(name) ?? constant.get(name);
  if (apply === undefined) return undefined;
  return method(
    name,
    (call) => {
      const { site, place } = call;
      machine.touch(list, false, site.node, place);
      if (linear.has(name)) machine.step(site.node, place, list.elements.length);
      return apply({ ...call, list });
    },
    machine,
  );
}
