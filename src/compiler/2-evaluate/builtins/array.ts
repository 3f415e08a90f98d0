/** Methods of lists. They work on known structure; the elements may be anything. */
import { typesOf } from "../../../catalog/schema-types.ts";
import { isTextual, joinText, type TextPiece } from "../text.ts";
import { ts, type TS } from "../../typescript.ts";
import type { Machine, Place } from "../machine.ts";
import { truthiness } from "../truth.ts";
import {
  array,
  type ArrayValue,
  builtin,
  type Builtin,
  type CallSite,
  type IteratorValue,
  known,
  type Poison,
  undefinedValue,
  type Value,
} from "../values.ts";

type Method = (
  list: ArrayValue,
  args: readonly Value[],
  site: CallSite,
  place: Place,
  machine: Machine,
) => Value;

const methods: Readonly<Record<string, Method>> = {
  map: (list, args, site, place, machine) => mapped(list, args, site, place, machine, (value) => [value]),
  flatMap: (list, args, site, place, machine) => {
    const parts = (value: Value) => partsOf(value, conditionNode(site), site, place, machine);
    return mapped(list, args, site, place, machine, parts);
  },
  forEach: (list, args, site, place, machine) => {
    const called = mapped(list, args, site, place, machine, () => []);
    return called.kind === "poison" ? called : undefinedValue;
  },
  filter: (list, args, site, place, machine) =>
    mapped(list, args, site, place, machine, (value, element) => {
      const truth = truthiness(value, conditionNode(site), place, machine);
      if (typeof truth !== "boolean") return truth;
      return truth ? [element] : [];
    }),
  push: (list, args, site, place, machine) => {
    machine.touch(list, true, site.node, place);
    for (const arg of args) list.elements.push(arg);
    return known(list.elements.length);
  },
  concat: (list, args, site, place, machine) => {
    const joined = [...list.elements];
    for (const arg of args) {
      const added = partsOf(arg, argumentNode(site), site, place, machine);
      if ("kind" in added) return added;
      for (const element of added) joined.push(element);
    }
    return array(joined);
  },
  slice: (list, args, site, place, machine) => {
    const bounds = numbers(args, site, place, machine);
    return "kind" in bounds ? bounds : array(list.elements.slice(...bounds));
  },
  at: (list, args, site, place, machine) => {
    const index = numbers(args.slice(0, 1), site, place, machine);
    return "kind" in index ? index : (list.elements.at(index[0] ?? 0) ?? undefinedValue);
  },
  entries: (list, _, site, place, machine) =>
    iterator(list, site, place, machine, (value, index) => array([known(index), value])),
  keys: (list, _, site, place, machine) =>
    iterator(list, site, place, machine, (_value, index) => known(index)),
  values: (list, _, site, place, machine) => iterator(list, site, place, machine, (value) => value),
  join: (list, [separator = known(",")], site, place, machine) => {
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

/** Their work does not grow with the list; an iterator's is counted as it goes. */
const constantTime = new Set(["push", "at", "entries", "keys", "values"]);

/** The method of a list as a value to call; `undefined` when falc does not know it. */
export function arrayMember(
  list: ArrayValue,
  name: string,
  place: Place,
  machine: Machine,
): Value | undefined {
  if (!Object.hasOwn(methods, name)) return undefined;
  const method = methods[name] as Method;
  const apply: Builtin = (args, site) => {
    machine.touch(list, false, site.node, place);
    if (!constantTime.has(name)) machine.step(site.node, place, list.elements.length);
    return method(list, args, site, place, machine);
  };
  return builtin(`.${name}`, apply, true);
}

/**
 * Calls the callback for each element and gathers what `take` makes of its value. The list is read as it goes, up to
 * the length it had at the start.
 */
function mapped(
  list: ArrayValue,
  args: readonly Value[],
  site: CallSite,
  place: Place,
  machine: Machine,
  take: (value: Value, element: Value) => readonly Value[] | Poison,
): ArrayValue | Poison {
  const [callback = undefinedValue, receiver] = args;
  if (receiver !== undefined) {
    return machine.refuse("syntax-unsupported", site.node, place, { construct: "a this argument" });
  }
  if (callback.kind === "poison") return callback;
  if (callback.kind !== "function" && callback.kind !== "builtin" && callback.kind !== "model") {
    return machine.refuse("call-unknown", argumentNode(site), place, {
      text: machine.textOf(argumentNode(site), place),
    });
  }
  const results: Value[] = [];
  let failed: Poison | undefined;
  const { length } = list.elements;
  place.activation.repeats += 1;
  for (let index = 0; index < length; index++) {
    machine.step(site.node, place);
    machine.touch(list, false, site.node, place);
    const element = list.elements[index] ?? undefinedValue;
    const value = machine.apply(callback, [element, known(index), list], site, place);
    const taken = take(value, element);
    if ("kind" in taken) failed = taken;
    else for (const each of taken) results.push(each);
  }
  place.activation.repeats -= 1;
  return failed ?? array(results);
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

/** What `concat` and `flatMap` make of a value: a list's elements, or the value itself. Which it is has to be known. */
function partsOf(
  value: Value,
  node: TS.Node,
  site: CallSite,
  place: Place,
  machine: Machine,
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
    : machine.refuse("loop-unknown", node, place, { text: machine.textOf(node, place) });
}

function argumentNode(site: CallSite): TS.Node {
  return "arguments" in site.node ? (site.node.arguments[0] ?? site.node) : site.node;
}

/** What a callback gives back, where it is one expression; else the callback. */
function conditionNode(site: CallSite): TS.Node {
  const callback = argumentNode(site);
  return ts.isArrowFunction(callback) && !ts.isBlock(callback.body) ? callback.body : callback;
}

/** The element's own expression when the list is written out before the dot, else the whole call. */
function elementNode(site: CallSite, index: number): TS.Node {
  if (!("arguments" in site.node)) return site.node;
  const callee = site.node.expression as TS.Expression & {
    expression?: TS.Expression & { elements?: readonly TS.Node[] };
  };
  return callee.expression?.elements?.[index] ?? site.node;
}

function numbers(args: readonly Value[], site: CallSite, place: Place, machine: Machine): number[] | Poison {
  const found: number[] = [];
  for (const arg of args) {
    if (arg.kind === "poison") return arg;
    if (arg.kind !== "known" || (typeof arg.value !== "number" && arg.value !== undefined)) {
      return machine.refuse("syntax-unsupported", site.node, place, {
        construct: "an index that is not a known number",
      });
    }
    // JavaScript reads an undefined index as one that was not given.
    found.push(arg.value as number);
  }
  return found;
}
