/** `Promise`: a graph can only wait for all of a known list. */
import { awaitValue } from "../machine/await-value.ts";
import { listElements } from "../machine/iterate.ts";
import type { Machine } from "../machine/machine.ts";
import {
  array,
  builtin,
  type BuiltinValue,
  type PendingValue,
  type Poison,
  undefinedValue,
  type Value,
} from "../values/values.ts";
import { argument, type BuiltinCall, type BuiltinFunction, libraryFunction } from "./call.ts";
import { argumentOf } from "./operand.ts";

export function promiseFunction(machine: Machine): BuiltinValue {
  const members = new Map<string, Value>();
  const add = (name: string, apply: BuiltinFunction) =>
    members.set(
      name,
      builtin(`Promise.${name}`, (args, site, place) => apply({ args, site, place, machine }), true),
    );
  add("all", awaitAll);
  add("resolve", (call) => {
    const value = argument(call, 0);
    return value.kind === "pending" || value.kind === "poison"
      ? value
      : { kind: "pending", value, calls: [], tasks: [] };
  });
  for (const name of ["race", "any", "allSettled", "reject"]) {
    add(name, (call) => {
      // Still awaited, to find further problems: which of them settles first is known only at run time.
      const node = argumentOf(call.site);
      awaitValue(awaitAll(call), node, call.place, call.machine);
      return call.machine.refuse("promise-unsupported", call.site.node, call.place, {
        method: `Promise.${name}`,
      });
    });
  }
  const apply = ({ site, place }: BuiltinCall) =>
    machine.throws("TypeError", "program-throws", site.node, place, {
      text: "Promise constructor requires 'new'",
    });
  return { ...libraryFunction("Promise", apply, machine), members };
}

/** One promise for a list of promises and plain values. */
function awaitAll(call: BuiltinCall): Value {
  const { machine, site } = call;
  let elements: readonly Value[] | Poison | undefined;
  const started = machine.runInParallel(site.node, call.place, (inner) => {
    elements = listElements(argument(call, 0), argumentOf(site), inner, machine);
    return undefinedValue;
  });
  // What iterating throws rejects the promise.
  if (elements === undefined) return started;
  if ("kind" in elements) return elements;
  const pending = elements.filter((element): element is PendingValue => element.kind === "pending");
  const rejected = new Set(pending.flatMap((each) => each.rejected ?? []));
  const [first, ...others] = rejected;
  if (others.length > 0) {
    return call.machine.refuse("promise-unsupported", call.site.node, call.place, { method: "Promise.all" });
  }
  return {
    ...(first !== undefined && { rejected: first }),
    kind: "pending",
    value: array(elements.map((element) => (element.kind === "pending" ? element.value : element))),
    calls: pending.flatMap(({ calls }) => calls),
    tasks: pending.flatMap(({ tasks }) => tasks),
  };
}
