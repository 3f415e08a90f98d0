/** What `JSON.stringify` must give: JavaScript's own, for the same data. */
import type { Value } from "../../2-evaluate/values/values.ts";
import type { Application, Check } from "./application.ts";
import { fieldsNow, withGotten } from "./contents.ts";
import type { Happened } from "./frame.ts";
import { isSame } from "./same.ts";

export function jsonLaw({ args }: Application): Check {
  const [whole, keys, space] = args;
  return (result, { happened }) => {
    const real = whole && realOf(whole, happened, 0);
    const allowed = keys?.kind === "array" ? realOf(keys, happened, 0) : undefined;
    if (whole !== undefined && real === undefined) return undefined;
    const indent = space?.kind === "known" ? (space.value as number | undefined) : undefined;
    const expected = JSON.stringify(real?.value, allowed?.value as string[] | undefined, indent);
    return isSame(result, { kind: "known", value: expected })
      ? undefined
      : "JavaScript writes something else here";
  };
}

/** `undefined` for what JSON would have to be asked for at run time. */
function realOf(
  value: Value,
  happened: readonly Happened[],
  depth: number,
): { readonly value: unknown } | undefined {
  if (depth > 200) return undefined;
  switch (value.kind) {
    case "known":
      return { value: value.value };
    case "array": {
      const items = Array.from(value.elements, (each) =>
        (each as Value | undefined) === undefined ? { value: undefined } : realOf(each, happened, depth + 1),
      );
      return items.every((each) => each !== undefined)
        ? { value: items.map((each) => each.value) }
        : undefined;
    }
    case "object": {
      const fields = withGotten(value, fieldsNow(value).fields ?? new Map(), happened);
      const real = Object.create(null) as Record<string, unknown>;
      for (const [key, field] of fields) {
        const inner = field && realOf(field, happened, depth + 1);
        if (inner === undefined) return undefined;
        real[key] = inner.value;
      }
      return { value: real };
    }
    // What they hold is not in their properties.
    case "map":
    case "set":
    case "regexp":
    case "iterator":
    case "generator":
      return { value: {} };
    case "function":
    case "class":
    case "builtin":
    case "model":
      return { value: undefined };
    default:
      return undefined;
  }
}
