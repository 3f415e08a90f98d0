/**
 * Keys known only at run time. Callers and fal write an object's fields in any order, and fal may answer with fields
 * that its types lack. An object that such fields were spread into is known except for that:
 *
 *     const copy = { ...photo };
 *     flux({ prompt, seed: copy.seed });   // fine: the type has it
 *     Object.keys(copy)[0]                 // refused
 */
import type { TS } from "../../typescript.ts";
import type { Machine, Place } from "../machine/machine.ts";
import type { ObjectValue, Poison, Value } from "./values.ts";

/** Records that the owner received the source's keys. */
export function inheritRunKeys(owner: Value, source: Value): void {
  if (owner.kind !== "object" || source.kind !== "object" || source.runKeys === undefined) return;
  if (owner.runKeys !== "others") owner.runKeys = source.runKeys;
}

/** Whether the object may have a key that is not among its fields. */
export function mayHaveOtherKeys(owner: ObjectValue): boolean {
  return owner.runKeys === "others";
}

/** For code that makes the order of an object's keys visible. `node` is the object's expression. */
export function refuseRunKeys(
  value: Value,
  node: TS.Node,
  place: Place,
  machine: Machine,
): Poison | undefined {
  if (value.kind !== "object" || value.runKeys === undefined) return undefined;
  const keys = Object.keys(value.fields);
  if (!mayHaveOtherKeys(value) && keys.length < 2) return undefined;
  return machine.refuse("key-order-unknown", node, place, { text: machine.textOf(node, place), keys });
}
