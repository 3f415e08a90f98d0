/** The global names falc knows, and those it refuses with a reason. */
import type { TS } from "../../typescript.ts";
import type { Machine, Place } from "../machine.ts";
import { builtin, known, undefinedValue, type Value } from "../values.ts";
import { arrayNamespace } from "./array-namespace.ts";
import { convert } from "./convert.ts";
import { mathNamespace } from "./math.ts";
import { objectNamespace } from "./object.ts";
import { outside, unsupported } from "./outside.ts";
import { promiseNamespace } from "./promise.ts";

/** A global by its name; `undefined` when there is none that falc knows. */
export function globalValue(name: string, node: TS.Node, place: Place, machine: Machine): Value | undefined {
  if (Object.hasOwn(outside, name)) {
    return machine.refuse("outside-effect", node, place, { name, rewrite: outside[name] as string });
  }
  switch (name) {
    case "undefined":
      return undefinedValue;
    case "NaN":
      return known(Number.NaN);
    case "Infinity":
      return known(Number.POSITIVE_INFINITY);
    case "Promise":
      return promiseNamespace(place, machine);
    case "Object":
      return objectNamespace(place, machine);
    case "Array":
      return arrayNamespace(place, machine);
    case "Math":
      return mathNamespace(place, machine);
    case "String":
    case "Number":
    case "Boolean":
      return builtin(name, (args, site) => convert(name, args[0], site, place, machine));
    default:
      if (!unsupported.has(name)) return undefined;
      return machine.refuse("syntax-unsupported", node, place, { construct: `the global \`${name}\`` });
  }
}

export function globalNames(): readonly string[] {
  return ["Array", "Promise", "Object", "Math", "String", "Number", "Boolean", "undefined"];
}
