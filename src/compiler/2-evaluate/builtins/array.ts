/** Methods of lists. They work on known structure; the elements may be anything. */
import { joinText, type TextPiece } from "../text.ts";
import type { TS } from "../../typescript.ts";
import type { Machine, Place } from "../machine.ts";
import { truthiness } from "../truth.ts";
import {
  array,
  type ArrayValue,
  builtin,
  type Builtin,
  type CallSite,
  known,
  poison,
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
  map: (list, args, site, place, machine) => array(eachElement(list, args, site, place, machine)),
  flatMap: (list, args, site, place, machine) =>
    array(
      eachElement(list, args, site, place, machine).flatMap((value) =>
        value.kind === "array" ? value.elements : [value],
      ),
    ),
  forEach: (list, args, site, place, machine) => {
    eachElement(list, args, site, place, machine);
    return undefinedValue;
  },
  filter: (list, args, site, place, machine) => {
    const kept = eachElement(list, args, site, place, machine).map(
      (value) => truthiness(value, callbackNode(site), place, machine) ?? false,
    );
    return array(list.elements.filter((_, index) => kept[index]));
  },
  push: (list, args, site, place, machine) => {
    machine.touch(list, true, site.node, place);
    list.elements.push(...args);
    return known(list.elements.length);
  },
  concat: (list, args) =>
    array(list.elements.concat(...args.map((value) => (value.kind === "array" ? value.elements : [value])))),
  slice: (list, args, site, place, machine) => {
    const bounds = numbers(args, site, place, machine);
    return bounds === undefined ? poison : array(list.elements.slice(...bounds));
  },
  at: (list, args, site, place, machine) => {
    const [index] = numbers(args, site, place, machine) ?? [];
    return index === undefined ? poison : (list.elements.at(index) ?? undefinedValue);
  },
  entries: (list) => array(list.elements.map((value, index) => array([known(index), value]))),
  keys: (list) => array(list.elements.map((_, index) => known(index))),
  values: (list) => array([...list.elements]),
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

/** The method of a list as a value to call; `undefined` when falc does not know it. */
export function arrayMember(
  list: ArrayValue,
  name: string,
  _node: TS.Node,
  place: Place,
  machine: Machine,
): Value | undefined {
  if (!Object.hasOwn(methods, name)) return undefined;
  const method = methods[name] as Method;
  const apply: Builtin = (args, site) => {
    machine.touch(list, false, site.node, place);
    return method(list, args, site, place, machine);
  };
  return builtin(`.${name}`, apply);
}

/** The callback's value for each element. The list is read as it goes, up to the length it had at the start. */
function eachElement(
  list: ArrayValue,
  args: readonly Value[],
  site: CallSite,
  place: Place,
  machine: Machine,
): Value[] {
  const [callback = undefinedValue, receiver] = args;
  if (receiver !== undefined) {
    machine.refuse("syntax-unsupported", site.node, place, { construct: "a this argument" });
  }
  const results: Value[] = [];
  const { length } = list.elements;
  place.activation.repeats += 1;
  for (let index = 0; index < length; index++) {
    machine.step(site.node, place);
    const element = list.elements[index] ?? undefinedValue;
    results.push(machine.apply(callback, [element, known(index), list], site, place));
  }
  place.activation.repeats -= 1;
  return results;
}

function callbackNode(site: CallSite): TS.Node {
  return "arguments" in site.node ? (site.node.arguments[0] ?? site.node) : site.node;
}

/** The element's own expression when the list is written out before the dot, else the whole call. */
function elementNode(site: CallSite, index: number): TS.Node {
  if (!("arguments" in site.node)) return site.node;
  const callee = site.node.expression as TS.Expression & {
    expression?: TS.Expression & { elements?: readonly TS.Node[] };
  };
  return callee.expression?.elements?.[index] ?? site.node;
}

function numbers(
  args: readonly Value[],
  site: CallSite,
  place: Place,
  machine: Machine,
): number[] | undefined {
  const found: number[] = [];
  for (const arg of args) {
    if (arg.kind !== "known" || (typeof arg.value !== "number" && arg.value !== undefined)) {
      if (arg.kind !== "poison") {
        machine.refuse("syntax-unsupported", site.node, place, {
          construct: "an index that is not a known number",
        });
      }
      return undefined;
    }
    found.push(arg.value as number);
  }
  return found;
}
