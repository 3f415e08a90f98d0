/** `Promise`: only waiting for all of a known list can be said by a graph. */
import { listElements } from "../iterate.ts";
import type { Machine, Place } from "../machine.ts";
import {
  array,
  type Builtin,
  builtin,
  type CallSite,
  type NamespaceValue,
  type PendingValue,
  undefinedValue,
  type Value,
} from "../values.ts";
import { argumentOf } from "./operand.ts";

export function promiseNamespace(place: Place, machine: Machine): NamespaceValue {
  const members = new Map<string, Value>();
  const add = (name: string, apply: Builtin) => members.set(name, builtin(`Promise.${name}`, apply, true));
  add("all", ([list = undefinedValue], site) => awaitAll(list, site, place, machine));
  add("resolve", ([value = undefinedValue]) =>
    value.kind === "pending" || value.kind === "poison"
      ? value
      : { kind: "pending", value, calls: [], tasks: [] },
  );
  for (const name of ["race", "any", "allSettled", "reject"]) {
    add(name, (_, site) =>
      machine.refuse("promise-unsupported", site.node, place, { method: `Promise.${name}` }),
    );
  }
  return { kind: "namespace", name: "Promise", members };
}

/** One promise for a list of promises and plain values. */
function awaitAll(list: Value, site: CallSite, place: Place, machine: Machine): Value {
  const elements = listElements(list, argumentOf(site), place, machine);
  if ("kind" in elements) return elements;
  const pending = elements.filter((element): element is PendingValue => element.kind === "pending");
  return {
    kind: "pending",
    value: array(elements.map((element) => (element.kind === "pending" ? element.value : element))),
    calls: pending.flatMap(({ calls }) => calls),
    tasks: pending.flatMap(({ tasks }) => tasks),
  };
}
