/** A value used as a key: `x[key]`, `{ [key]: … }`. */
import type { TS } from "../../typescript.ts";
import type { Machine, Place } from "../machine/machine.ts";
import { originOf } from "./origin.ts";
import { describe } from "./describe.ts";
import type { Poison, Value } from "./values.ts";

/** Converted as JavaScript does. `node` is the key's own expression. */
export function toKey(value: Value, node: TS.Node, place: Place, machine: Machine): string | Poison {
  const text = machine.textOf(node, place);
  switch (value.kind) {
    case "known": {
      const key = String(value.value);
      // Node compares every character of long keys with those of other objects.
      machine.step(node, place, key.length >> 5);
      return key;
    }
    case "poison":
      return value;
    case "reference":
    case "text":
      return machine.refuse("key-unknown", node, place, {
        text,
        ...originOf(value, node, place, machine),
      });
    case "pending":
      return machine.refuse("await-missing", node, place, { text });
    default:
      return machine.refuse("conversion-unsupported", node, place, {
        text,
        what: describe(value),
        to: "key",
      });
  }
}
