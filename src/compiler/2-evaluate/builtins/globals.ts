/** The global names that falc knows, and those it refuses with a reason. */
import type { TS } from "../../typescript.ts";
import type { Machine, Place } from "../machine/machine.ts";
import { type BuiltinValue, iteratorSymbol, known, undefinedValue, type Value } from "../values/values.ts";
import { arrayFunction } from "./array-namespace.ts";
import { type BuiltinCall, libraryFunction } from "./call.ts";
import { consoleNamespace } from "./console.ts";
import { booleanFunction, numberFunction, stringFunction } from "./convert.ts";
import { errorClass, errorNames } from "./errors.ts";
import { jsonNamespace } from "./json.ts";
import { mathNamespace } from "./math.ts";
import { globalFunctions } from "./number-functions.ts";
import { objectFunction } from "./object.ts";
import { codeForOutside, outside, refuseRequire, unsupported } from "./outside.ts";
import { promiseFunction } from "./promise.ts";
import { callRegExp } from "./regexp.ts";
import { structuredCloneOf } from "./structured-clone.ts";

/** Created on first use: most workflows need one or two. */
const makers: ReadonlyMap<string, (machine: Machine) => Value> = new Map<string, (machine: Machine) => Value>(
  [
    ["Array", arrayFunction],
    ["Boolean", booleanFunction],
    ["console", consoleNamespace],
    ["Infinity", () => known(Number.POSITIVE_INFINITY)],
    ["JSON", jsonNamespace],
    ["Map", (machine) => needsNew("Map", machine)],
    ["Math", mathNamespace],
    ["NaN", () => known(Number.NaN)],
    ["Number", numberFunction],
    ["Object", objectFunction],
    ["Promise", promiseFunction],
    ["RegExp", (machine) => ({ ...libraryFunction("RegExp", callRegExp, machine), members: new Map() })],
    ["Set", (machine) => needsNew("Set", machine)],
    ["String", stringFunction],
    ["Symbol", symbolFunction],
    ["structuredClone", (machine) => libraryFunction("structuredClone", structuredCloneOf, machine)],
    ["undefined", () => undefinedValue],
    ...errorNames.map((name) => [name, (machine: Machine) => errorClass(name, machine)] as const),
    ...[...globalFunctions].map(
      ([name, apply]) => [name, (machine: Machine) => libraryFunction(name, apply, machine)] as const,
    ),
  ],
);

const created = new WeakMap<Machine, Map<string, Value>>();

/** A global by name; `undefined` if falc knows none. */
export function globalValue(name: string, node: TS.Node, place: Place, machine: Machine): Value | undefined {
  if (outside.has(name)) return machine.refuse(codeForOutside(name), node, place, { name });
  if (name === "require") return refuseRequire(node, place, machine);
  if (unsupported.has(name)) return machine.refuse("global-unsupported", node, place, { name });
  const make = makers.get(name);
  if (make === undefined) return undefined;
  const values = created.get(machine) ?? new Map<string, Value>();
  created.set(machine, values);
  const value = values.get(name) ?? make(machine);
  values.set(name, value);
  return value;
}

/** For did-you-mean. */
export function globalNames(): readonly string[] {
  return [...makers.keys()];
}

/** Only the symbol by which values are iterated over. */
function symbolFunction(machine: Machine): BuiltinValue {
  const refuse = ({ site, place }: BuiltinCall) =>
    machine.refuse("global-unsupported", site.node, place, { name: "Symbol()" });
  return { ...libraryFunction("Symbol", refuse, machine), members: new Map([["iterator", iteratorSymbol]]) };
}

/** A class: without `new` it throws. With it, see `construct.ts`. */
function needsNew(name: string, machine: Machine): BuiltinValue {
  const withoutNew = ({ site, place }: BuiltinCall) =>
    machine.throws("TypeError", "program-throws", site.node, place, {
      text: `Constructor ${name} requires 'new'`,
    });
  return { ...libraryFunction(name, withoutNew, machine), members: new Map() };
}
