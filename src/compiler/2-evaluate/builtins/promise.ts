/** `Promise.all`: one promise for a known list of promises and plain values. */
import { listElements } from "../iterate.ts";
import type { Machine, Place } from "../machine.ts";
import { array, type CallSite, type PendingValue, type Value } from "../values.ts";

export function awaitAll(list: Value, site: CallSite, place: Place, machine: Machine): Value {
  const argument = "arguments" in site.node ? (site.node.arguments[0] ?? site.node) : site.node;
  const elements = listElements(list, argument, place, machine);
  if ("kind" in elements) return elements;
  const pending = elements.filter((element): element is PendingValue => element.kind === "pending");
  return {
    kind: "pending",
    value: array(elements.map((element) => (element.kind === "pending" ? element.value : element))),
    calls: pending.flatMap(({ calls }) => calls),
    tasks: pending.flatMap(({ tasks }) => tasks),
  };
}
