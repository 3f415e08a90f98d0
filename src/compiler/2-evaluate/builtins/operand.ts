/** What built-ins say of an argument that they cannot work on. */
import { ts, type TS } from "../../typescript.ts";
import type { Machine, Place } from "../machine.ts";
import { type CallSite, describe, type Poison, type Value } from "../values.ts";

/** Refuses an argument whose content would be needed, or of a kind that falc does not convert. */
export function refuseOperand(
  operator: string,
  value: Value,
  node: TS.Node,
  place: Place,
  machine: Machine,
): Poison {
  const text = machine.textOf(node, place);
  switch (value.kind) {
    case "poison":
      return value;
    case "reference":
    case "text":
      return machine.refuse("operator-on-reference", node, place, { operator, text });
    case "pending":
      return machine.refuse("await-missing", node, place, { text });
    default:
      return machine.refuse("syntax-unsupported", node, place, {
        construct: `${operator} with ${describe(value)}`,
      });
  }
}

/** The expression of an argument; the whole call where spreads make the places shift. */
export function argumentOf({ node }: CallSite, index = 0): TS.Node {
  if (!("arguments" in node) || node.arguments.some(ts.isSpreadElement)) return node;
  return node.arguments[index] ?? node;
}
