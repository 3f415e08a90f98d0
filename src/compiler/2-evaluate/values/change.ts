/** The check before any change to one of the author's lists, objects, Maps or Sets. */
import type { TS } from "../../typescript.ts";
import type { Machine, Place } from "../machine/machine.ts";
import { changedNode } from "../machine/touched-node.ts";
import type { ArrayValue, MapValue, ObjectValue, Poison, SetValue } from "./values.ts";

/**
 * Records the change, of one element if `key` is given, for parallel code; poison if the owner is frozen, which
 * throws at run time, or was given to zod, which may read it before or after.
 */
export function beginChange(
  owner: ArrayValue | ObjectValue | MapValue | SetValue,
  node: TS.Node,
  place: Place,
  machine: Machine,
  key?: string,
): Poison | undefined {
  machine.touch(owner, true, node, place, key);
  if (owner.kind === "map" || owner.kind === "set") return undefined;
  if (owner.keptBy !== undefined) {
    const text = machine.textOf(node, place);
    return machine.refuse("schema-changed-later", node, place, { text, method: owner.keptBy });
  }
  if (owner.frozen !== true) return undefined;
  const text = `Cannot change ${machine.textOf(changedNode(node, place), place)}: Object.freeze was called on it`;
  return machine.throws("TypeError", "program-throws", node, place, { text });
}
