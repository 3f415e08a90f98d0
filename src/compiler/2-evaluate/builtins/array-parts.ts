import { typesOf } from "../../../schema/schema-types.ts";
import type { TS } from "../../typescript.ts";
import { originOf } from "../values/origin.ts";
import { isTextual } from "../values/text.ts";
import type { Poison, Value } from "../values/values.ts";
import type { ListCall } from "./array-method.ts";

/**
 * What `concat`, `flat` and `flatMap` make of a value: a list's elements, or the value itself. Which one has to be
 * known.
 */
export function partsOf(
  value: Value,
  node: TS.Node,
  { site, place, machine }: ListCall,
): readonly Value[] | Poison {
  if (value.kind === "poison") return value;
  if (value.kind === "array") {
    machine.touch(value, false, site.node, place);
    machine.step(site.node, place, value.elements.length);
    return value.elements;
  }
  if (value.kind !== "reference") return [value];
  const types = typesOf(value.schema ?? {});
  const single = isTextual(value) || (types.length > 0 && !types.includes("array"));
  return single
    ? [value]
    : machine.refuse("loop-unknown", node, place, {
        text: machine.textOf(node, place),
        ...originOf(value, node, place, machine),
      });
}
