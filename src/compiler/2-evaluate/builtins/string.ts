/** Methods of known strings: JavaScript's own, applied to known arguments. */
import { joinText, maxTextLength, refuseLength } from "../values/text.ts";
import type { Machine } from "../machine/machine.ts";
import { known, type Known, type Value } from "../values/values.ts";
import { type BuiltinCall, method } from "./call.ts";
import { argumentOf, refuseArgument } from "./operand.ts";
import { computed } from "./real.ts";
import { patternMethods } from "./string-patterns.ts";

/** Pure and independent of the machine's locale. */
const pure: ReadonlySet<string> = new Set([
  "at", "charAt", "charCodeAt", "codePointAt", "endsWith", "includes", "indexOf", "isWellFormed", "lastIndexOf",
  "normalize", "padEnd", "padStart", "repeat", "slice", "startsWith", "substr", "substring", "toLowerCase",
  "toUpperCase", "toWellFormed",
]); // prettier-ignore

/** They give the string itself, perhaps without the space around it: what is written in its place means the same. */
const same: ReadonlySet<string> = new Set(["toString", "trim", "trimEnd", "trimLeft", "trimRight", "trimStart", "valueOf"]); // prettier-ignore

/** The method of a string as a callable value; `undefined` if falc does not know it. */
export function stringMember(
  { value: text, written }: Known & { readonly value: string },
  name: string,
  machine: Machine,
): Value | undefined {
  if (name === "concat") return method(name, (call) => concat(known(text), call), machine);
  if (same.has(name)) return method(name, (call) => withOrigin(apply(text, name, call), written), machine);
  const withPattern = patternMethods.get(name);
  if (withPattern !== undefined) return method(name, (call) => withPattern({ ...call, text }), machine);
  return pure.has(name) ? method(name, (call) => apply(text, name, call), machine) : undefined;
}

function withOrigin(value: Value, written: Known["written"]): Value {
  return value.kind === "known" ? { ...value, written } : value;
}

/** For a known string, or one with references, which gives a text. */
export function concat(first: Value, { args, site, place, machine }: BuiltinCall): Value {
  const pieces = args.map((value, index) => ({ value, node: argumentOf(site, index) }));
  return joinText([{ value: first, node: site.node }, ...pieces], place, machine);
}

function apply(text: string, name: string, call: BuiltinCall): Value {
  const { site, place, machine } = call;
  const args: unknown[] = [];
  for (const [index, arg] of call.args.entries()) {
    // Some of them throw for a regular expression; JavaScript knows which.
    if (arg.kind !== "known" && arg.kind !== "regexp")
      return refuseArgument(`.${name}`, arg, index, call, "text");
    args.push(arg.value);
  }
  if (grown(text, name, args) > maxTextLength) return refuseLength(site.node, place, machine);
  machine.step(site.node, place, text.length >> 6);
  // A cast: the name is one of the set above, and JavaScript converts the arguments itself.
  const real = String.prototype[name as "concat"] as (...args: unknown[]) => unknown;
  return computed(() => real.apply(text, args), call);
}

/** An upper bound of the result's length, before the work is done. */
function grown(text: string, name: string, [count]: readonly unknown[]): number {
  // `repeat` itself rejects an invalid count.
  if (name === "repeat") return Number.isFinite(Number(count)) ? text.length * Number(count) : 0;
  if (name === "padStart" || name === "padEnd") return Math.max(text.length, Number(count) || 0);
  return text.length;
}
