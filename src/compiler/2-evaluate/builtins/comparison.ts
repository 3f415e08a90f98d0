/** Refuses comparisons that are possible only at run time. */
import type { TS } from "../../typescript.ts";
import { refuseOnReference } from "../values/origin.ts";
import { describe } from "../values/describe.ts";
import type { Poison, Value } from "../values/values.ts";
import type { BuiltinCall } from "./call.ts";

/** For a value without an identity: see `identityOf`. `node` is its expression, `text` its name in the message. */
export function refuseComparison(
  operator: string,
  value: Value,
  node: TS.Node,
  { place, machine }: BuiltinCall,
  text = machine.textOf(node, place),
): Poison {
  if (value.kind === "poison") return value;
  return value.kind === "reference" || value.kind === "text"
    ? refuseOnReference(operator, value, node, place, machine, text)
    : machine.refuse("comparison-unsupported", node, place, { operator, what: describe(value), text });
}
