/** Whether a value is truthy in a condition, if that is known. */
import { typesOf } from "../../../schema/schema-types.ts";
import type { TS } from "../../typescript.ts";
import type { Machine, Place } from "../machine/machine.ts";
import { originOf } from "./origin.ts";
import { isNullish } from "./presence.ts";
import type { ReferenceValue, TextValue } from "../../evaluation.ts";
import type { Poison, Value } from "./values.ts";

/** Poison if the condition depends on a value known only at run time. */
export function truthiness(value: Value, node: TS.Node, place: Place, machine: Machine): boolean | Poison {
  switch (value.kind) {
    case "known":
      return Boolean(value.value);
    case "reference":
      return isSurelyObject(value) || refuseCondition(node, place, machine, value);
    case "text":
      return hasKnownPart(value) || refuseCondition(node, place, machine, value);
    case "poison":
      return value;
    default:
      return true;
  }
}

/** Whatever its references are, a known part makes a text non-empty. */
export function hasKnownPart({ parts }: TextValue): boolean {
  return parts.some((part) => typeof part === "string");
}

/** An object or a list that certainly exists is truthy, whatever its content. */
function isSurelyObject(value: ReferenceValue): boolean {
  const types = typesOf(value.schema ?? {});
  const isObject = types.length > 0 && types.every((type) => type === "object" || type === "array");
  return isObject && isNullish(value) === false;
}

/** The node's value decides what happens, and is known only at run time. */
export function refuseCondition(
  node: TS.Node,
  place: Place,
  machine: Machine,
  value?: ReferenceValue | TextValue,
): Poison {
  return machine.refuse("condition-unknown", node, place, {
    text: machine.textOf(node, place),
    name: machine.workflowName,
    ...(value && originOf(value, node, place, machine)),
  });
}
