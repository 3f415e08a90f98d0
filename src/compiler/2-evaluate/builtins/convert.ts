/** `String(x)`, `Number(x)`, `Boolean(x)`. */
import { joinText } from "../text.ts";
import type { Machine, Place } from "../machine.ts";
import { type CallSite, known, type Value } from "../values.ts";
import { argumentOf, refuseOperand } from "./operand.ts";

export function convert(
  name: "String" | "Number" | "Boolean",
  value: Value | undefined,
  site: CallSite,
  place: Place,
  machine: Machine,
): Value {
  if (value === undefined) return known(name === "String" ? "" : name === "Number" ? 0 : false);
  if (value.kind === "known") {
    return known(
      name === "String"
        ? String(value.value)
        : name === "Number"
          ? Number(value.value)
          : Boolean(value.value),
    );
  }
  if (name === "String") return joinText([{ value, node: argumentOf(site) }], place, machine);
  return refuseOperand(`${name}()`, value, argumentOf(site), place, machine);
}
