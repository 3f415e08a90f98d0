/** `String(x)`, `Number(x)`, `Boolean(x)`, and the members of these three. */
import { joinText } from "../values/text.ts";
import { truthiness } from "../values/truth.ts";
import type { Machine } from "../machine/machine.ts";
import { array, type BuiltinValue, known, type Value } from "../values/values.ts";
import { argument, type BuiltinCall, type BuiltinFunction, libraryFunction, libraryMembers } from "./call.ts";
import { numberFunctions } from "./number-functions.ts";
import { argumentOf, primitives, refuseArgument } from "./operand.ts";
import { computed } from "./real.ts";
import { iterate } from "../machine/iterate.ts";

const stringFunctions: ReadonlyMap<string, BuiltinFunction> = new Map([
  ["fromCharCode", (call) => fromCodes("fromCharCode", call)],
  ["fromCodePoint", (call) => fromCodes("fromCodePoint", call)],
  ["raw", raw],
] satisfies [string, BuiltinFunction][]);

export function stringFunction(machine: Machine): BuiltinValue {
  const apply = (call: BuiltinCall): Value => {
    if (call.args.length === 0) return known("");
    return joinText([{ value: argument(call, 0), node: argumentOf(call.site) }], call.place, machine);
  };
  return {
    ...libraryFunction("String", apply, machine),
    members: libraryMembers("String", stringFunctions, machine),
  };
}

const numberConstants = [
  "EPSILON", "MAX_SAFE_INTEGER", "MAX_VALUE", "MIN_SAFE_INTEGER", "MIN_VALUE", "NEGATIVE_INFINITY", "NaN",
  "POSITIVE_INFINITY",
] as const; // prettier-ignore

export function numberFunction(machine: Machine): BuiltinValue {
  const apply = (call: BuiltinCall): Value => {
    const value = argument(call, 0);
    if (value.kind === "known") return known(call.args.length === 0 ? 0 : Number(value.value));
    return refuseArgument("Number()", value, 0, call, "number");
  };
  const members = libraryMembers("Number", numberFunctions, machine);
  for (const name of numberConstants) members.set(name, known(Number[name]));
  return { ...libraryFunction("Number", apply, machine), members };
}

export function booleanFunction(machine: Machine): BuiltinValue {
  const apply = (call: BuiltinCall): Value => {
    const value = argument(call, 0);
    const truth = truthiness(value, argumentOf(call.site), call.place, machine);
    return typeof truth === "boolean" ? known(truth) : truth;
  };
  return { ...libraryFunction("Boolean", apply, machine), members: new Map() };
}

function fromCodes(name: "fromCharCode" | "fromCodePoint", call: BuiltinCall): Value {
  const args = primitives(`String.${name}`, call, "number");
  // A cast: JavaScript converts the arguments itself.
  return "kind" in args ? args : computed(() => String[name](...(args as number[])), call);
}

/** As a tag and as a call: the raw strings, alternating with the other arguments while there are some. */
function raw(call: BuiltinCall): Value {
  const { args, site, place, machine } = call;
  const strings = argument(call, 0);
  if (strings.kind === "poison") return strings;
  if (strings.kind === "object") machine.touch(strings, false, site.node, place, "raw");
  const holder =
    strings.kind === "array" ? strings.named : strings.kind === "object" ? strings.fields : undefined;
  const parts = holder?.raw;
  if (
    parts === undefined ||
    (parts.kind !== "array" && !(parts.kind === "known" && typeof parts.value === "string"))
  ) {
    return machine.refuse("syntax-unsupported", site.node, place, {
      construct: "String.raw without an array of strings named raw",
      form: "raw-without-strings",
    });
  }
  const next = iterate(
    parts.kind === "known" ? stringCharacters(parts.value) : parts,
    site.node,
    place,
    machine,
  );
  if (typeof next !== "function") return next;
  const pieces: Value[] = [];
  let index = 0;
  for (let part = next(); part !== undefined; part = next()) {
    const between = args[index];
    if (index > 0 && between !== undefined) pieces.push(between);
    pieces.push(part);
    index += 1;
  }
  return joinText(
    pieces.map((value) => ({ value, node: site.node })),
    place,
    machine,
  );
}

/** By index, as `String.raw` reads a string, instead of by code point. */
function stringCharacters(text: unknown): Value {
  return array(String(text).split("").map(known));
}
