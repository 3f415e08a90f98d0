/** Lists of a key and a value, as `new Map` and `Object.fromEntries` take them. */
import type { TS } from "../../typescript.ts";
import { closingAfter, iterate } from "../machine/iterate.ts";
import type { Machine, Place } from "../machine/machine.ts";
import { originOf } from "../values/origin.ts";
import { elementNodes } from "../calls/snapshot.ts";
import { describe } from "../values/describe.ts";
import { type Poison, undefinedValue, type Value } from "../values/values.ts";
import type { BuiltinCall } from "./call.ts";
import { argumentOf } from "./operand.ts";

interface Pair {
  readonly key: Value;
  readonly value: Value;
}

/** `add` gets each pair with the expression of its key, and may end it by returning poison. */
export function addPairs(
  pairs: Value,
  { site, place, machine }: BuiltinCall,
  add: (pair: Pair, keyNode: TS.Node) => Poison | undefined,
): Poison | undefined {
  const node = argumentOf(site);
  const elements = iterate(pairs, node, place, machine);
  if (typeof elements !== "function") return elements;
  const nodes = elementNodes(node);
  return closingAfter(elements, (next) => {
    let index = 0;
    for (let each = next(); each !== undefined; each = next()) {
      const pairNode = nodes[index] ?? node;
      const pair = pairOf(each, pairNode, place, machine);
      const failed = "kind" in pair ? pair : add(pair, elementNodes(pairNode)[0] ?? pairNode);
      if (failed !== undefined) return failed;
      index += 1;
    }
    return undefined;
  });
}

function pairOf(pair: Value, node: TS.Node, place: Place, machine: Machine): Pair | Poison {
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
