/** What a value is, in words. */
import type { ObjectValue, Value } from "./values.ts";

/** A value's kind in a diagnostic: `an array`, `a promise`. */
export function describe(value: Value): string {
  switch (value.kind) {
    case "known":
      return value.value === null || value.value === undefined
        ? String(value.value)
        : `a ${typeof value.value}`;
    case "array":
      return "an array";
    case "iterator":
      return "an iterator";
    case "generator":
      return "a generator";
    case "object":
      return isError(value) ? "an error" : "an object";
    case "map":
      return "a Map";
    case "set":
      return "a Set";
    case "class":
      return "a class";
    case "function":
    case "builtin":
      return "a function";
    case "namespace":
      return value.name;
    case "model":
      return "a model";
    case "reference":
      return "a value known only at run time";
    case "text":
      return "a string with references in it";
    case "pending":
      return "a promise";
    case "zod":
      return "a zod schema";
    case "optional":
      return "a field that may be missing";
    case "unavailable":
      return "a value falc cannot compile";
    case "regexp":
      return "a regular expression";
    case "symbol":
      return "a symbol";
    case "poison":
      return "an expression that is already reported";
  }
}

/** Whether it is one of JavaScript's errors, or of a class that extends one. */
export function isError({ class: ofClass }: ObjectValue): boolean {
  for (let each = ofClass; each !== undefined; each = each.base) if (each.own === undefined) return true;
  return false;
}
