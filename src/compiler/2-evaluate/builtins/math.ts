/** `Math`, for known numbers: the real one. */
import type { Machine } from "../machine/machine.ts";
import { known, type NamespaceValue, type Value } from "../values/values.ts";
import { type BuiltinCall, libraryFunction } from "./call.ts";
import { primitives } from "./operand.ts";
import { refuseOutside } from "./outside.ts";
import { computed } from "./real.ts";

const constants = ["E", "LN10", "LN2", "LOG10E", "LOG2E", "PI", "SQRT1_2", "SQRT2"] as const;

/**
 * The standard leaves the last digit of `sin`, `exp`, `log` and the like to the engine. They are still computed: V8
 * implements them in software, so every machine gives the same result, and the function itself also runs in V8.
 */
const functions = [
  "abs", "acos", "acosh", "asin", "asinh", "atan", "atan2", "atanh", "cbrt", "ceil", "clz32", "cos", "cosh", "exp",
  "expm1", "floor", "fround", "hypot", "imul", "log", "log10", "log1p", "log2", "max", "min", "pow", "round", "sign",
  "sin", "sinh", "sqrt", "tan", "tanh", "trunc",
] as const; // prettier-ignore

const variadic: ReadonlySet<string> = new Set(["hypot", "max", "min"]);

export function mathNamespace(machine: Machine): NamespaceValue {
  const members = new Map<string, Value>();
  for (const name of constants) members.set(name, known(Math[name]));
  for (const name of functions) {
    const apply = (call: BuiltinCall) => {
      const last = variadic.has(name) ? undefined : Math[name].length - 1;
      const args = primitives(`Math.${name}`, call, "number", last);
      if ("kind" in args) return args;
      // A cast: JavaScript converts the arguments itself.
      return computed(() => (Math[name] as (...numbers: unknown[]) => number)(...args), call);
    };
    members.set(name, libraryFunction(`Math.${name}`, apply, machine));
  }
  members.set(
    "random",
    libraryFunction("Math.random", (call) => refuseOutside("Math.random", call), machine),
  );
  return { kind: "namespace", name: "Math", members };
}
