/** `new` with the built-in classes that hold data. */
import type { TS } from "../../typescript.ts";
import type { Machine, Place } from "../machine/machine.ts";
import type { Value } from "../values/values.ts";
import { makeArray } from "./array-namespace.ts";
import type { BuiltinFunction } from "./call.ts";
import { makeMap } from "./map.ts";
import { makeObject } from "./object.ts";
import { codeForOutside, outside } from "./outside.ts";
import { makeRegExp } from "./regexp.ts";
import { makeSet } from "./set.ts";

const classes: ReadonlyMap<string, BuiltinFunction> = new Map([
  ["Array", makeArray],
  ["Map", makeMap],
  ["Object", makeObject],
  ["RegExp", makeRegExp],
  ["Set", makeSet],
]);

/** `name` is not the author's own; the expression's value, or a refusal. */
export function construct(
  name: string,
  args: readonly Value[],
  node: TS.NewExpression,
  place: Place,
  machine: Machine,
): Value {
  const make = classes.get(name);
  if (make !== undefined) return make({ args, site: { node, module: place.module }, place, machine });
  if (outside.has(name)) return machine.refuse(codeForOutside(name), node, place, { name: `new ${name}` });
  return machine.refuse("new-unsupported", node, place, { name });
}
