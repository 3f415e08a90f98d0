/** Is a value true in a condition, when that can be known. */
import type { TS } from "../typescript.ts";
import type { Machine, Place } from "./machine.ts";
import type { Value } from "./values.ts";

/** `undefined` after a report: the condition depends on something that exists only when the workflow runs. */
export function truthiness(value: Value, node: TS.Node, place: Place, machine: Machine): boolean | undefined {
  switch (value.kind) {
    case "known":
      return Boolean(value.value);
    case "reference":
    case "text":
      machine.refuse("condition-unknown", node, place, {
        text: machine.textOf(node, place),
        name: machine.workflowName,
        statement: true,
      });
      return undefined;
    case "pending":
      // A promise is always true, which is never what a condition on one means.
      machine.refuse("await-missing", node, place, { text: machine.textOf(node, place) });
      return undefined;
    case "poison":
      return undefined;
    default:
      return true;
  }
}
