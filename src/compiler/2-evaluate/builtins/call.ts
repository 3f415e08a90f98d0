/** The arguments of a library function, and how such functions become values. */
import type { Machine, Place } from "../machine/machine.ts";
import { builtin, type BuiltinValue, type CallSite, undefinedValue, type Value } from "../values/values.ts";

export interface BuiltinCall {
  readonly args: readonly Value[];
  readonly site: CallSite;
  readonly place: Place;
  readonly machine: Machine;
}

export type BuiltinFunction = (call: BuiltinCall) => Value;

/** A function that also works without its owner: `Number.isInteger`, `parseInt`. */
export function libraryFunction(name: string, apply: BuiltinFunction, machine: Machine): BuiltinValue {
  return builtin(name, (args, site, place) => apply({ args, site, place, machine }));
}

/** A function that needs the value before its dot, and throws without it. */
export function method(name: string, apply: BuiltinFunction, machine: Machine): BuiltinValue {
  return builtin(`.${name}`, (args, site, place) => apply({ args, site, place, machine }), true);
}

/** A table of functions as members: `JSON` and `parse` make `JSON.parse`. */
export function libraryMembers(
  owner: string,
  functions: ReadonlyMap<string, BuiltinFunction>,
  machine: Machine,
): Map<string, Value> {
  const members = new Map<string, Value>();
  for (const [name, apply] of functions)
    members.set(name, libraryFunction(`${owner}.${name}`, apply, machine));
  return members;
}

/** An argument; a missing one is undefined. */
export function argument({ args }: BuiltinCall, index: number): Value {
  return args[index] ?? undefinedValue;
}
