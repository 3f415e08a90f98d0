/** `Array.from` and `Array.isArray`. */
import { listElements } from "../iterate.ts";
import type { Machine, Place } from "../machine.ts";
import {
  array,
  builtin,
  type CallSite,
  known,
  type NamespaceValue,
  type Poison,
  undefinedValue,
  type Value,
} from "../values.ts";
import { gather } from "./array-callbacks.ts";
import { argumentOf, refuseOperand } from "./operand.ts";

export function arrayNamespace(place: Place, machine: Machine): NamespaceValue {
  const from = builtin("Array.from", (args, site) => {
    const [source = undefinedValue, callback] = args;
    const elements = elementsOf(source, site, place, machine);
    if ("kind" in elements) return elements;
    const list = array([...elements]);
    if (callback === undefined || (callback.kind === "known" && callback.value === undefined)) return list;
    const call = { list, args: args.slice(1), site, place, machine };
    return gather(call, (value) => [value], { pass: (element, index) => [element, known(index)] });
  });
  const isArray = builtin("Array.isArray", ([value = undefinedValue], site) => {
    if (value.kind === "array") return known(true);
    if (value.kind === "known" || value.kind === "object" || value.kind === "text") return known(false);
    return refuseOperand("Array.isArray", value, argumentOf(site), place, machine);
  });
  return {
    kind: "namespace",
    name: "Array",
    members: new Map<string, Value>([
      ["from", from],
      ["isArray", isArray],
    ]),
  };
}

/** Of something iterable, or of an object with a length: `{ length: 3 }` has three undefined elements. */
function elementsOf(
  source: Value,
  site: CallSite,
  place: Place,
  machine: Machine,
): readonly Value[] | Poison {
  const node = argumentOf(site);
  if (source.kind !== "object") return listElements(source, node, place, machine);
  machine.touch(source, false, site.node, place);
  const length = source.fields.length ?? known(0);
  if (length.kind !== "known") return refuseOperand("Array.from", length, node, place, machine);
  const count = Math.max(0, Math.trunc(Number(length.value)) || 0);
  // Counted before the list is made: a length can be written down that no memory holds.
  machine.step(site.node, place, count);
  return Array.from({ length: count }, (_, index) => source.fields[index] ?? undefinedValue);
}
