/** Functions of numbers, including globals, and of URIs: JavaScript's own, applied to known arguments. */
import type { BuiltinFunction } from "./call.ts";
import { maxTextLength, refuseLength } from "../values/text.ts";
import { primitives } from "./operand.ts";
import { computed } from "./real.ts";

/** A cast in each row: JavaScript converts or checks the argument itself. */
type Real = (...args: never[]) => unknown;

export const numberFunctions: ReadonlyMap<string, BuiltinFunction> = applied("Number.", {
  isFinite: Number.isFinite,
  isInteger: Number.isInteger,
  isNaN: Number.isNaN,
  isSafeInteger: Number.isSafeInteger,
  parseFloat: Number.parseFloat,
  parseInt: Number.parseInt,
});

export const globalFunctions: ReadonlyMap<string, BuiltinFunction> = applied("", {
  decodeURI,
  decodeURIComponent,
  encodeURI,
  encodeURIComponent,
  isFinite,
  isNaN,
  parseFloat,
  parseInt,
});

function applied(owner: string, functions: Readonly<Record<string, Real>>): Map<string, BuiltinFunction> {
  const entries = Object.entries(functions).map(([name, real]): [string, BuiltinFunction] => [
    name,
    (call) => {
      const args = primitives(`${owner}${name}`, call, "text", real.length - 1);
      if ("kind" in args) return args;
      const { length } = String(args[0]);
      if (length * 9 > maxTextLength * 2) return refuseLength(call.site.node, call.place, call.machine);
      call.machine.step(call.site.node, call.place, length >> 6);
      return computed(() => (real as (...given: unknown[]) => unknown)(...args), call);
    },
  ]);
  return new Map(entries);
}
