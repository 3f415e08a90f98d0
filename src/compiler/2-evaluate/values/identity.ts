/** When two values are the same: for `===`, `includes`, the keys of a Map and the elements of a Set. */
import type { Value } from "./values.ts";

/**
 * Something that JavaScript's `===` compares as it would compare the values themselves: a known value, or the object
 * that represents a list, an object, a function. `undefined` if it is known only at run time (a reference, a text),
 * or if one JavaScript value may be several of the evaluator's (a method of a list, a namespace).
 */
export function identityOf(value: Value): { readonly of: unknown } | undefined {
  switch (value.kind) {
    case "known":
      return { of: value.value };
    case "array":
    case "object":
    case "map":
    case "set":
    case "iterator":
    case "generator":
    case "function":
    case "class":
    case "model":
    case "regexp":
    case "pending":
      return { of: value };
    default:
      return undefined;
  }
}
