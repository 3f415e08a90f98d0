/** A key and a value in a list of two, as `new Map` and `Object.fromEntries` take them. */
import type { TS } from "../../typescript.ts";
import type { Machine, Place } from "../machine.ts";
import { originOf } from "../origin.ts";
import { describe, type Poison, undefinedValue, type Value } from "../values.ts";

export interface Pair {
  readonly key: Value;
  readonly value: Value;
}

/** `node` is the expression of the list of pairs. */
export function pairOf(pair: Value, node: TS.Node, place: Place, machine: Machine): Pair | Poison {
  const text = machine.textOf(node, place);
  switch (pair.kind) {
    case "poison":
      return pair;
    case "array": {
      machine.touch(pair, false, node, place);
      const [key = undefinedValue, value = undefinedValue] = pair.elements;
      return { key, value };
    }
    case "object": {
      machine.touch(pair, false, node, place);
      const { 0: key = undefinedValue, 1: value = undefinedValue } = pair.fields;
      return { key, value };
    }
    case "known":
      return machine.throws("TypeError", "program-throws", node, place, {
        text: `Iterator value ${String(pair.value)} is not an entry object`,
      });
    case "reference":
    case "text":
      return machine.refuse("key-unknown", node, place, {
        text,
        ...originOf(pair, node, place, machine),
      });
    case "pending":
      return machine.refuse("await-missing", node, place, { text });
    default:
      return machine.refuse("syntax-unsupported", node, place, {
        construct: `${describe(pair)} as a key and a value`,
      });
  }
}
