/** Methods that change a list: JavaScript's own, on the elements. Holes stay holes, and move along. */
import { beginChange } from "../values/change.ts";
import { array, known, type Known, undefinedValue, type Value } from "../values/values.ts";
import { argument } from "./call.ts";
import type { ArrayMethod, ListCall } from "./array-method.ts";
import { primitives } from "./operand.ts";

/** Their work grows with their arguments, not with the list. */
export const endMethods: Readonly<Record<string, ArrayMethod>> = {
  push: changing(({ list, args }) => {
    for (const arg of args) list.elements.push(arg);
    return known(list.elements.length);
  }),

  pop: changing(({ list }) => list.elements.pop() ?? undefinedValue),
};

export const changeMethods: Readonly<Record<string, ArrayMethod>> = {
  unshift: changing(({ list, args }) => {
    insert(list.elements, 0, args);
    return known(list.elements.length);
  }),

  shift: changing(({ list }) => list.elements.shift() ?? undefinedValue),

  reverse: changing(({ list }) => {
    list.elements.reverse();
    return list;
  }),

  splice: (call) => {
    const bounds = primitives(".splice", call, "number", 1);
    if ("kind" in bounds) return bounds;
    const splice = changing(({ list, args }) => array(spliceElements(list.elements, bounds, args.slice(2))));
    return splice(call);
  },

  fill: (call) => {
    const bounds = primitives(".fill", { ...call, args: call.args.slice(1) }, "number");
    if ("kind" in bounds) return bounds;
    const fill = changing(({ list }) => {
      list.elements.fill(argument(call, 0), ...(bounds as [number, number]));
      return list;
    });
    return fill(call);
  },

  copyWithin: (call) => {
    const bounds = primitives(".copyWithin", call, "number");
    if ("kind" in bounds) return bounds;
    const copy = changing(({ list }) => {
      list.elements.copyWithin(...(bounds as [number, number, number]));
      return list;
    });
    return copy(call);
  },
};

/** Like JavaScript's own, which is limited to as many new elements as its stack can hold. Returns the removed ones. */
export function spliceElements(
  elements: Value[],
  bounds: readonly Known["value"][],
  added: readonly Value[],
): Value[] {
  // Casts: JavaScript converts the bounds itself, both times in the same way.
  const start = elements.length - elements.slice(bounds[0] as number).length;
  const removed = elements.splice(...(bounds as [number, number]));
  insert(elements, start, added);
  return removed;
}

function insert(elements: Value[], start: number, added: readonly Value[]): void {
  if (added.length === 0) return;
  const behind = elements.splice(start);
  for (const each of added) elements.push(each);
  const { length } = elements;
  behind.forEach((element, index) => (elements[length + index] = element));
  elements.length = length + behind.length;
}

function changing(change: ArrayMethod): ArrayMethod {
  return (call: ListCall): Value =>
    beginChange(call.list, call.site.node, call.place, call.machine) ?? change(call);
}
