/** `Array`: called, with `new`, and its own functions. */
import { closingAfter, iterate } from "../machine/iterate.ts";
import type { Next } from "../machine/iteration.ts";
import type { Machine } from "../machine/machine.ts";
import { iteratorOf } from "../members/members.ts";
import {
  array,
  type BuiltinValue,
  known,
  type Poison,
  undefinedValue,
  type Value,
} from "../values/values.ts";
import { argument, type BuiltinCall, type BuiltinFunction, libraryFunction, libraryMembers } from "./call.ts";
import { callbackOf, repeating } from "./callback.ts";
import { argumentOf, refuseArgument } from "./operand.ts";

const functions: ReadonlyMap<string, BuiltinFunction> = new Map<string, BuiltinFunction>([
  ["from", from],
  ["isArray", isArray],
  ["of", ({ args }) => array([...args])],
]);

export function arrayFunction(machine: Machine): BuiltinValue {
  return {
    ...libraryFunction("Array", makeArray, machine),
    members: libraryMembers("Array", functions, machine),
  };
}

/** A single number is the length of a list of holes; anything else is a list of the arguments. */
export function makeArray(call: BuiltinCall): Value {
  const { args, site, place, machine } = call;
  const [only] = args;
  if (args.length !== 1 || only === undefined) return array([...args]);
  if (only.kind === "poison") return only;
  if (only.kind === "reference") return refuseArgument("Array", only, 0, call);
  if (only.kind !== "known" || typeof only.value !== "number") return array([only]);
  const length = only.value;
  if (!Number.isInteger(length) || length < 0 || length >= 2 ** 32) {
    return machine.throws("RangeError", "program-throws", site.node, place, { text: "Invalid array length" });
  }
  // Holes cost nothing in JavaScript either, but everything that iterates over the list visits them.
  machine.step(site.node, place, length);
  const holes: Value[] = [];
  holes.length = length;
  return array(holes);
}

function isArray(call: BuiltinCall): Value {
  const value = argument(call, 0);
  switch (value.kind) {
    case "array":
      return known(true);
    case "poison":
    case "reference":
    case "pending":
    case "unavailable":
      return refuseArgument("Array.isArray", value, 0, call);
    default:
      return known(false);
  }
}

/** Each element is passed to the function before the next one is read. */
function from(call: BuiltinCall): Value {
  const next = elementsOf(argument(call, 0), call);
  if (typeof next !== "function") return next;
  const { args, site, place, machine } = call;
  const show = args[1] ?? undefinedValue;
  const isLeftOut = show.kind === "known" && show.value === undefined;
  const callback = isLeftOut ? (element: Value) => element : callbackOf(call, 1);
  if (typeof callback !== "function") return callback;
  const elements: Value[] = [];
  repeating(call, () =>
    closingAfter(next, (next) => {
      for (let element = next(); element !== undefined; element = next()) {
        machine.step(site.node, place);
        elements.push(callback(element, known(elements.length)));
      }
    }),
  );
  return array(elements);
}

/** From an iterable, or an object with a length: `{ length: 3 }` has three undefined elements. */
function elementsOf(source: Value, call: BuiltinCall): Next | Poison {
  const { site, place, machine } = call;
  const node = argumentOf(site);
  if (source.kind === "known" && (typeof source.value === "number" || typeof source.value === "boolean")) {
    return () => undefined;
  }
  if (source.kind !== "object" || iteratorOf(source) !== undefined)
    return iterate(source, node, place, machine);
  machine.touch(source, false, site.node, place);
  const length = source.fields.length ?? known(0);
  if (length.kind !== "known") return refuseArgument("Array.from", length, 0, call);
  const count = Math.max(0, Math.trunc(Number(length.value)) || 0);
  // Counted before the list is created: the code may ask for a length that exceeds the memory.
  machine.step(site.node, place, count);
  let index = 0;
  return () => (index < count ? (source.fields[index++] ?? undefinedValue) : undefined);
}
