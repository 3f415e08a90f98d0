/** Changing a list, an object, a Map or a Set of the author's: every rule that does asks here first. */
import type { TS } from "../typescript.ts";
import type { Machine, Place } from "./machine.ts";
import { changedNode } from "./touched-node.ts";
import type { ArrayValue, MapValue, ObjectValue, Poison, SetValue } from "./values.ts";

/**
 * Remembers the change, of one element where `key` is given, for what runs in parallel; poison when the owner is frozen, which
 * throws when the code runs, or was given to zod, which may read it before or after.
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
