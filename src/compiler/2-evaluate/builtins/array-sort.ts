/** Sorting lists: by JavaScript's own sort, with an order that is known. */
import { array, known, type Poison, undefinedValue, type Value } from "../values.ts";
import { argumentOf } from "./operand.ts";
import { type ArrayMethod, conditionNode, elementNode, type ListCall } from "./array-method.ts";

export const sortMethods: Readonly<Record<string, ArrayMethod>> = {
  sort: (call) => {
    const { list, site, place, machine } = call;
    const sorted = sort(call);
    if ("kind" in sorted) return sorted;
    machine.touch(list, true, site.node, place);
    for (const [index, element] of sorted.entries()) list.elements[index] = element;
    return list;
  },

  toSorted: (call) => {
    const sorted = sort(call);
    return "kind" in sorted ? sorted : array(sorted);
  },
};

function sort(call: ListCall): Value[] | Poison {
  const [compare = undefinedValue] = call.args;
  const byText = compare.kind === "known" && compare.value === undefined;
  return byText ? sortByText(call) : sortBy(compare, call);
}

/** Without a function JavaScript compares elements as strings; undefined goes last. */
function sortByText({ list, site, place, machine }: ListCall): Value[] | Poison {
  for (const [index, element] of list.elements.entries()) {
    if (element.kind === "known") continue;
    if (element.kind === "poison") return element;
    const node = elementNode(site, index);
    return machine.refuse("operator-on-reference", node, place, {
      operator: ".sort",
      text: machine.textOf(node, place),
    });
  }
  const values = list.elements.map((element) => (element.kind === "known" ? element.value : undefined));
  return values.sort().map(known);
}

function sortBy(compare: Value, { list, site, place, machine }: ListCall): Value[] | Poison {
  if (compare.kind !== "function") {
    const node = argumentOf(site);
    return machine.refuse("call-unknown", node, place, { text: machine.textOf(node, place) });
  }
  let failed: Poison | undefined;
  // JavaScript puts undefined last by itself, without asking.
  const isUndefined = (element: Value) => element.kind === "known" && element.value === undefined;
  const last = list.elements.filter(isUndefined);
  const sorted = list.elements
    .filter((element) => !isUndefined(element))
    .sort((a, b) => {
      if (failed !== undefined) return 0;
      machine.step(site.node, place);
      const order = machine.apply(compare, [a, b], site, place);
      if (order.kind === "known") return Number(order.value);
      if (order.kind === "poison") failed = order;
      else {
        const node = conditionNode(site);
        failed = machine.refuse("operator-on-reference", node, place, {
          operator: ".sort",
          text: machine.textOf(node, place),
        });
      }
      return 0;
    });
  return failed ?? sorted.concat(last);
}
