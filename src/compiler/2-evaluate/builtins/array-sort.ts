/** Sorts lists with JavaScript's own sort, by a known order. */
import { beginChange } from "../values/change.ts";
import { array, known, type Known, type Poison, undefinedValue, type Value } from "../values/values.ts";
import { argument } from "./call.ts";
import { callbackOf } from "./callback.ts";
import {
  type ArrayMethod,
  conditionNode,
  elementNode,
  elementText,
  type ListCall,
  withoutHoles,
} from "./array-method.ts";
import { refuseComparison } from "./comparison.ts";
import { refuseOperand } from "./operand.ts";

export const sortMethods: Readonly<Record<string, ArrayMethod>> = {
  sort: (call) => {
    const { list, site, place, machine } = call;
    const sorted = sort(call, list.elements);
    if ("kind" in sorted) return sorted;
    // JavaScript does not change a list with nothing to sort, not even a frozen one.
    if (list.elements.length < 2) return list;
    const failed = beginChange(list, site.node, place, machine);
    if (failed !== undefined) return failed;
    for (let index = 0; index < sorted.length; index++) {
      const element = sorted[index];
      if (element === undefined) delete list.elements[index];
      else list.elements[index] = element;
    }
    return list;
  },

  toSorted: (call) => {
    const sorted = sort(call, withoutHoles(call.list.elements));
    return "kind" in sorted ? sorted : array(sorted);
  },
};

function sort(call: ListCall, elements: readonly Value[]): Value[] | Poison {
  const compare = argument(call, 0);
  const byText = compare.kind === "known" && compare.value === undefined;
  return byText ? sortByText(call, elements) : sortBy(call, elements);
}

/** Without a function, JavaScript compares elements as strings; undefined goes last, and holes after it. */
function sortByText(call: ListCall, elements: readonly Value[]): Value[] | Poison {
  const { site, place, machine } = call;
  const primitives: Known["value"][] = [];
  primitives.length = elements.length;
  for (const key of Object.keys(elements)) {
    const index = Number(key);
    const element = elements[index] ?? undefinedValue;
    if (element.kind === "reference" || element.kind === "text") {
      const text = elementText(site, index, machine);
      return refuseComparison(".sort", element, elementNode(site, index), call, text);
    }
    if (element.kind !== "known") {
      return refuseOperand(".sort", element, elementNode(site, index), place, machine, "text");
    }
    primitives[index] = element.value;
  }
  return primitives.sort().map(known);
}

/**
 * JavaScript itself puts undefined and holes last, without calling the function: so undefined has to be the real one.
 */
function sortBy(call: ListCall, elements: readonly Value[]): Value[] | Poison {
  const { site, place, machine } = call;
  const compare = callbackOf(call, 0, undefinedValue);
  if (typeof compare !== "function") return compare;
  let failed: Poison | undefined;
  const isUndefined = (element: Value) => element.kind === "known" && element.value === undefined;
  const sorted = elements
    .map((element) => (isUndefined(element) ? undefined : element))
    .sort((a = undefinedValue, b = undefinedValue) => {
      if (failed !== undefined) return 0;
      machine.step(site.node, place);
      const order = compare(a, b);
      if (order.kind === "known") return Number(order.value);
      failed = refuseOperand(".sort", order, conditionNode(site), place, machine, "number");
      return 0;
    });
  return failed ?? sorted.map((element) => element ?? undefinedValue);
}
