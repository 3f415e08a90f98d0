/** `value instanceof Class`, for known values. */
import type { TS } from "../../typescript.ts";
import { isInstanceOf } from "./members.ts";
import type { Machine, Place } from "../machine/machine.ts";
import { refuseOnReference } from "../values/origin.ts";
import { describe } from "../values/describe.ts";
import { known, type Poison, type Value } from "../values/values.ts";

/** Built-in classes → the kinds of their values. */
const kindsOf: Readonly<Record<string, readonly Value["kind"][]>> = {
  Array: ["array"],
  Function: ["function", "builtin", "model", "class"],
  Map: ["map"],
  Promise: ["pending"],
  RegExp: ["regexp"],
  Set: ["set"],
};

const objects: readonly Value["kind"][] = [
  "array", "class", "function", "builtin", "generator", "iterator", "map", "model", "object", "pending", "regexp", "set",
]; // prettier-ignore

export function instanceOf(
  left: Value,
  right: Value,
  node: TS.BinaryExpression,
  place: Place,
  machine: Machine,
): Value {
  if (left.kind === "reference") return refuseOnReference("instanceof", left, node.left, place, machine);
  if (right.kind === "known" || right.kind === "array" || right.kind === "object") {
    const what = `Right-hand side of 'instanceof' is not callable: it is ${describe(right)}`;
    return machine.throws("TypeError", "program-throws", node, place, { text: what });
  }
  // Neither a primitive, nor a string known only at run time, is an instance of a class.
  if (left.kind === "known" || left.kind === "text") return known(false);
  if (right.kind === "class") return known(left.kind === "object" && isInstanceOf(left, right));
  if (right.kind === "builtin") {
    if (right.name === "Object" && objects.includes(left.kind)) {
      return known(left.kind !== "object" || left.bare !== true);
    }
    const kinds = kindsOf[right.name];
    if (kinds !== undefined && objects.includes(left.kind)) return known(kinds.includes(left.kind));
    if (["String", "Number", "Boolean"].includes(right.name)) return known(false);
  }
  return refuse(right, node, place, machine);
}

function refuse(right: Value, node: TS.BinaryExpression, place: Place, machine: Machine): Poison {
  return machine.refuse("comparison-unsupported", node, place, {
    operator: "instanceof",
    what: describe(right),
    text: machine.textOf(node.right, place),
  });
}
