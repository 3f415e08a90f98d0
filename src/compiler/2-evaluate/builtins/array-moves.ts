/** Methods that make a list from another's elements, whatever they are: JavaScript's own, on the elements. */
import { array, undefinedValue, type Value } from "../values/values.ts";
import { argument } from "./call.ts";
import { type ArrayMethod, withoutHoles } from "./array-method.ts";
import { spliceElements } from "./array-changes.ts";
import { partsOf } from "./array-parts.ts";
import { argumentOf, primitives } from "./operand.ts";
import { computed } from "./real.ts";

export const moveMethods: Readonly<Record<string, ArrayMethod>> = {
  toReversed: ({ list }) => array(withoutHoles(list.elements.toReversed())),

  /** Holes of the list and of the added ones stay. */
  concat: (call) => {
    const joined = call.list.elements.slice();
    for (const [index, arg] of call.args.entries()) {
      const added = partsOf(arg, argumentOf(call.site, index), call);
      if ("kind" in added) return added;
      const { length } = joined;
      added.forEach((element, at) => (joined[length + at] = element));
      joined.length = length + added.length;
    }
    return array(joined);
  },

  /** Holes are dropped, at every depth. */
  flat: (call) => {
    const depths = primitives(".flat", call, "number", 0);
    if ("kind" in depths) return depths;
    const depth = depths[0] === undefined ? 1 : Number(depths[0]);
    let elements: readonly Value[] = call.list.elements.filter(() => true);
    const isList = ({ kind }: Value) => kind === "array";
    // The first round checks everything that may be a list; after it, only lists are left.
    for (let round = 1; round <= depth && elements.some(round === 1 ? isNested : isList); round++) {
      const flatter: Value[] = [];
      // A list that contains itself is never flat.
      call.machine.step(call.site.node, call.place, elements.length);
      for (const element of elements) {
        const parts = partsOf(element, call.site.node, call);
        if ("kind" in parts) return parts;
        parts.forEach((part) => flatter.push(part));
      }
      elements = flatter;
    }
    return array([...elements]);
  },

  slice: (call) => {
    const bounds = primitives(".slice", call, "number", 1);
    return "kind" in bounds ? bounds : array(call.list.elements.slice(...(bounds as [number, number])));
  },

  toSpliced: (call) => {
    const bounds = primitives(".toSpliced", call, "number", 1);
    if ("kind" in bounds) return bounds;
    const spliced = withoutHoles(call.list.elements);
    spliceElements(spliced, bounds, call.args.slice(2));
    return array(spliced);
  },

  with: (call) => {
    const index = primitives(".with", call, "number", 0);
    if ("kind" in index) return index;
    const changed = withoutHoles(call.list.elements);
    const at = computed(() => void changed.with(index[0] as number, undefinedValue), call);
    if (at.kind === "poison") return at;
    return array(changed.with(index[0] as number, argument(call, 1)));
  },
};

/** Its work does not grow with the list. */
export const atMethod: ArrayMethod = (call) => {
  const index = primitives(".at", call, "number", 0);
  return "kind" in index ? index : (call.list.elements.at(index[0] as number) ?? undefinedValue);
};

/** Whether `flat` could unpack the element: a list, or a value that may be one. */
function isNested(value: Value): boolean {
  return value.kind === "array" || value.kind === "reference" || value.kind === "poison";
}
