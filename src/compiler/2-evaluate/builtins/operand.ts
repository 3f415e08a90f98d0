/** How built-ins check their arguments, and refuse unsuitable ones. */
import { ts, type TS } from "../../typescript.ts";
import type { Machine, Place } from "../machine/machine.ts";
import { refuseOnReference } from "../values/origin.ts";
import { describe } from "../values/describe.ts";
import type { CallSite, Known, Poison, Value } from "../values/values.ts";
import type { BuiltinCall } from "./call.ts";

/** What JavaScript would convert an argument to. */
type Conversion = "text" | "number";

/** Refuses an argument whose content would be needed, or whose type falc does not convert. */
export function refuseOperand(
  operator: string,
  value: Value,
  node: TS.Node,
  place: Place,
  machine: Machine,
  to?: Conversion,
): Poison {
  const text = machine.textOf(node, place);
  switch (value.kind) {
    case "poison":
      return value;
    case "reference":
    case "text":
      return refuseOnReference(operator, value, node, place, machine);
    case "pending":
      return machine.refuse("await-missing", node, place, { text });
    default:
      return to === undefined
        ? machine.refuse("syntax-unsupported", node, place, {
            construct: `${operator} with ${describe(value)}`,
          })
        : machine.refuse("conversion-unsupported", node, place, { text, what: describe(value), to });
  }
}

/** Like `refuseOperand`, for an argument by index. */
export function refuseArgument(
  operator: string,
  value: Value,
  index: number,
  call: BuiltinCall,
  to?: Conversion,
): Poison {
  return refuseOperand(operator, value, argumentOf(call.site, index), call.place, call.machine, to);
}

/**
 * The arguments unchanged, if all are known: JavaScript itself converts primitives. Arguments after the `last` index
 * are dropped, as in JavaScript: `["1", "2"].map(parseFloat)` passes three.
 */
export function primitives(
  operator: string,
  call: BuiltinCall,
  to: Conversion,
  last = Number.POSITIVE_INFINITY,
): Known["value"][] | Poison {
  const found: Known["value"][] = [];
  for (const [index, arg] of call.args.entries()) {
    if (index > last) break;
    if (arg.kind !== "known") return refuseArgument(operator, arg, index, call, to);
    found.push(arg.value);
  }
  return found;
}

/** The expression of an argument, or the spread that it is in; the whole call if several spreads shift the positions. */
export function argumentOf({ node, firstArgument, skipped = 0 }: CallSite, index = 0): TS.Node {
  if (firstArgument !== undefined) return firstArgument;
  if (!ts.isCallOrNewExpression(node) || node.arguments === undefined) return node;
  const { arguments: args } = node;
  const spread = args.findIndex(ts.isSpreadElement);
  const at = index + skipped;
  if (spread === -1 || at < spread) return args[at] ?? node;
  return spread === args.length - 1 ? (args[spread] ?? node) : node;
}
