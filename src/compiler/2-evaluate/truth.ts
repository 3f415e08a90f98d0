/** Is a value true in a condition, when that can be known. */
import type { TS } from "../typescript.ts";
import type { Machine, Place } from "./machine.ts";
import type { Poison, Value } from "./values.ts";

/** Poison when the condition depends on something that exists only when the workflow runs. */
export function truthiness(value: Value, node: TS.Node, place: Place, machine: Machine): boolean | Poison {
  switch (value.kind) {
    case "known":
      return Boolean(value.value);
    case "reference":
    case "text":
      return refuseCondition(node, place, machine);
    case "pending":
      // A promise is always true, which is never what a condition on one means.
      return machine.refuse("await-missing", node, place, { text: machine.textOf(node, place) });
    case "poison":
      return value;
    default:
      return true;
  }
}

/** The node's value decides what happens, and exists only when the workflow runs. */
export function refuseCondition(node: TS.Node, place: Place, machine: Machine): Poison {
  return machine.refuse("condition-unknown", node, place, {
    text: machine.textOf(node, place),
    name: machine.workflowName,
  });
}
