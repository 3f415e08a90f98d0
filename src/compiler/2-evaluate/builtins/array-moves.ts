/** Methods of lists that only move elements, or compare them with something known. */
import { joinText, type TextPiece } from "../text.ts";
import type { Machine, Place } from "../machine.ts";
import {
  array,
  type ArrayValue,
  type CallSite,
  describe,
  type IteratorValue,
  known,
  type Poison,
  undefinedValue,
  type Value,
} from "../values.ts";
import { argumentOf } from "./operand.ts";
import { type ArrayMethod, elementNode, indices, type ListCall } from "./array-method.ts";
import { partsOf } from "./array-parts.ts";

export const moveMethods: Readonly<Record<string, ArrayMethod>> = {
  push: ({ list, args, site, place, machine }) => {
    machine.touch(list, true, site.node, place);
    for (const arg of args) list.elements.push(arg);
    return known(list.elements.length);
  },

  unshift: ({ list, args, site, place, machine }) => {
    machine.touch(list, true, site.node, place);
    for (const arg of args.toReversed()) list.elements.unshift(arg);
    return known(list.elements.length);
  },

  pop: ({ list, site, place, machine }) => {
    machine.touch(list, true, site.node, place);
    return list.elements.pop() ?? undefinedValue;
  },

  shift: ({ list, site, place, machine }) => {
    machine.touch(list, true, site.node, place);
    return list.elements.shift() ?? undefinedValue;
  },

  reverse: ({ list, site, place, machine }) => {
    machine.touch(list, true, site.node, place);
    list.elements.reverse();
    return list;
  },

  toReversed: ({ list }) => array(list.elements.toReversed()),

  concat: (call) => {
    const joined = [...call.list.elements];
    for (const [index, arg] of call.args.entries()) {
      const added = partsOf(arg, argumentOf(call.site, index), call);
      if ("kind" in added) return added;
      for (const element of added) joined.push(element);
    }
    return array(joined);
  },

  flat: (call) => {
    const depths = indices(call);
    if ("kind" in depths) return depths;
    let elements: readonly Value[] = call.list.elements;
    for (let depth = depths[0] ?? 1; depth >= 1 && elements.some(isNested); depth--) {
      const flatter: Value[] = [];
      for (const element of elements) {
        const parts = partsOf(element, call.site.node, call);
        if ("kind" in parts) return parts;
        for (const part of parts) flatter.push(part);
      }
      elements = flatter;
    }
    return array([...elements]);
  },

  slice: (call) => {
    const bounds = indices(call);
    return "kind" in bounds ? bounds : array(call.list.elements.slice(...bounds));
  },

  at: (call) => {
    const index = indices({ ...call, args: call.args.slice(0, 1) });
    return "kind" in index ? index : (call.list.elements.at(index[0] ?? 0) ?? undefinedValue);
  },

  includes: (call) => {
    const index = indexOf(call, (a, b) => a === b || (a !== a && b !== b));
    return typeof index === "number" ? known(index >= 0) : index;
  },

  indexOf: (call) => {
    const index = indexOf(call, (a, b) => a === b);
    return typeof index === "number" ? known(index) : index;
  },

  entries: ({ list, site, place, machine }) =>
    iterator(list, site, place, machine, (value, index) => array([known(index), value])),
  keys: ({ list, site, place, machine }) =>
    iterator(list, site, place, machine, (_value, index) => known(index)),
  values: ({ list, site, place, machine }) => iterator(list, site, place, machine, (value) => value),

  join: ({ list, args: [separator = known(",")], site, place, machine }) => {
    if (separator.kind !== "known") {
      return machine.refuse("syntax-unsupported", site.node, place, {
        construct: "a separator that is not known",
      });
    }
    const between: TextPiece = {
      value: separator.value === undefined ? known(",") : separator,
      node: site.node,
    };
    // JavaScript writes null and undefined elements as nothing.
    const pieces = list.elements.flatMap((value, index): TextPiece[] => {
      const shown = value.kind === "known" && (value.value ?? undefined) === undefined ? known("") : value;
      const piece = { value: shown, node: elementNode(site, index) };
      return index === 0 ? [piece] : [between, piece];
    });
    return joinText(pieces, place, machine);
  },
};

/** Whether `flat` has something to do: a list, or what may turn out to be one. */
function isNested(value: Value): boolean {
  return value.kind === "array" || value.kind === "reference" || value.kind === "poison";
}

/** -1 when it is not there; what could only be told when the workflow runs is refused. */
function indexOf(
  { list, args, site, place, machine }: ListCall,
  equal: (a: unknown, b: unknown) => boolean,
): number | Poison {
  const [wanted = undefinedValue, from] = args;
  if (from !== undefined) {
    return machine.refuse("syntax-unsupported", site.node, place, { construct: "a start index here" });
  }
  for (const [index, element] of list.elements.entries()) {
    for (const value of [wanted, element]) {
      if (value.kind === "poison") return value;
      if (value.kind === "known" || value.kind === "array" || value.kind === "object") continue;
      const node = value === wanted ? argumentOf(site) : elementNode(site, index);
      const text = machine.textOf(node, place);
      if (value.kind === "reference" || value.kind === "text") {
        return machine.refuse("operator-on-reference", node, place, { operator: "===", text });
      }
      return machine.refuse("syntax-unsupported", node, place, { construct: `comparing ${describe(value)}` });
    }
    const same =
      wanted.kind === "known" && element.kind === "known"
        ? equal(wanted.value, element.value)
        : wanted === element;
    if (same) return index;
  }
  return -1;
}

function iterator(
  list: ArrayValue,
  site: CallSite,
  place: Place,
  machine: Machine,
  show: (value: Value, index: number) => Value,
): IteratorValue {
  let index = 0;
  let ended = false;
  const next = (): Value | undefined => {
    machine.step(site.node, place);
    machine.touch(list, false, site.node, place);
    const value = list.elements[index];
    if (ended || value === undefined) {
      ended = true;
      return undefined;
    }
    return show(value, index++);
  };
  return { kind: "iterator", next };
}
