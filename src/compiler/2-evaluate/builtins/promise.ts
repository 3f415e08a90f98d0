/** `Promise.all`: one promise for a known list of promises and plain values. */
import type { Machine, Place } from "../machine.ts";
import { array, type CallSite, describe, type PendingValue, poison, type Value } from "../values.ts";

export function awaitAll(list: Value, site: CallSite, place: Place, machine: Machine): Value {
  if (list.kind === "poison") return poison;
  const argument = "arguments" in site.node ? (site.node.arguments[0] ?? site.node) : site.node;
  if (list.kind === "reference") {
    return machine.refuse("loop-unknown", argument, place, { text: machine.textOf(argument, place) });
  }
  if (list.kind !== "array") {
    return machine.refuse("program-throws", argument, place, {
      text: `Promise.all takes a list, and this is ${describe(list)}`,
    });
  }
  machine.touch(list, false, site.node, place);
  const pending = list.elements.filter((element): element is PendingValue => element.kind === "pending");
  return {
    kind: "pending",
    value: array(list.elements.map((element) => (element.kind === "pending" ? element.value : element))),
    calls: pending.flatMap(({ calls }) => calls),
    tasks: pending.flatMap(({ tasks }) => tasks),
  };
}
