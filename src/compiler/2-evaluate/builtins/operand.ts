/** What built-ins ask of their arguments, and say of those that they cannot work on. */
import { ts, type TS } from "../../typescript.ts";
import type { Machine, Place } from "../machine.ts";
import { type CallSite, describe, type Known, type Poison, type Value } from "../values.ts";
import type { BuiltinCall } from "./call.ts";

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

/** As `refuseOperand`, for an argument by its index. */
export function refuseArgument(operator: string, value: Value, index: number, call: BuiltinCall): Poison {
  return refuseOperand(operator, value, argumentOf(call.site, index), call.place, call.machine);
}

/** The arguments as they are, when all are known: JavaScript converts them itself, as it does for primitives. */
export function primitives(operator: string, call: BuiltinCall): Known["value"][] | Poison {
  const found: Known["value"][] = [];
  for (const [index, arg] of call.args.entries()) {
    if (arg.kind !== "known") return refuseArgument(operator, arg, index, call);
    found.push(arg.value);
  }
  return found;
}

/** The expression of an argument; the whole call where spreads make the places shift. */
export function argumentOf({ node }: CallSite, index = 0): TS.Node {
  if (!("arguments" in node) || node.arguments === undefined) return node;
  if (node.arguments.some(ts.isSpreadElement)) return node;
  return node.arguments[index] ?? node;
}
