/** Methods of lists that call a function for each element. What the function decides has to be known. */
import { truthiness } from "../truth.ts";
import { array, type ArrayValue, known, type Poison, undefinedValue, type Value } from "../values.ts";
import { argumentOf } from "./operand.ts";
import { type ArrayMethod, conditionNode, type ListCall } from "./array-method.ts";
import { partsOf } from "./array-parts.ts";

export const callbackMethods: Readonly<Record<string, ArrayMethod>> = {
  map: (call) => gather(call, (value) => [value]),

  flatMap: (call) => gather(call, (value) => partsOf(value, conditionNode(call.site), call)),

  forEach: (call) => {
    const called = gather(call, () => []);
    return called.kind === "poison" ? called : undefinedValue;
  },

  filter: (call) =>
    gather(call, (value, element) => {
      const truth = decide(value, call);
      if (typeof truth !== "boolean") return truth;
      return truth ? [element] : [];
    }),

  find: (call) => search(call, (element) => element, undefinedValue),
  findIndex: (call) => search(call, (_, index) => known(index), known(-1)),
  some: (call) => search(call, () => known(true), known(false)),

  every: (call) => {
    let all = true;
    const failed = walk(call, (value) => {
      const truth = decide(value, call);
      if (typeof truth !== "boolean") return truth;
      all = truth;
      return all ? undefined : "stop";
    });
    return failed ?? known(all);
  },

  reduce: (call) => {
    const { list, args, site, place, machine } = call;
    const [callback = undefinedValue, initial] = args;
    const given = args.length > 1;
    if (!given && list.elements.length === 0) {
      const text = "reduce of an empty list with no initial value";
      return machine.refuse("program-throws", site.node, place, { text });
    }
    let result = given ? (initial ?? undefinedValue) : (list.elements[0] ?? undefinedValue);
    const failed = walk({ ...call, args: [callback] }, (value) => void (result = value), {
      from: given ? 0 : 1,
      pass: (element, index) => [result, element, known(index), list],
    });
    return failed ?? result;
  },
};

/** The first element for which the callback holds. */
function search(call: ListCall, show: (element: Value, index: number) => Value, otherwise: Value): Value {
  let found: Value = otherwise;
  const failed = walk(call, (value, element, index) => {
    const truth = decide(value, call);
    if (typeof truth !== "boolean") return truth;
    if (!truth) return undefined;
    found = show(element, index);
    return "stop";
  });
  return failed ?? found;
}

/** A list of what `take` makes of the callback's values. */
export function gather(
  call: ListCall,
  take: (value: Value, element: Value) => readonly Value[] | Poison,
  options?: WalkOptions,
): ArrayValue | Poison {
  const results: Value[] = [];
  const visit = (value: Value, element: Value) => {
    const taken = take(value, element);
    if ("kind" in taken) return taken;
    for (const each of taken) results.push(each);
    return undefined;
  };
  const failed = walk(call, visit, options);
  return failed ?? array(results);
}

interface WalkOptions {
  /** The first index, 0 unless given. */
  readonly from?: number;
  /** What the callback is given. */
  readonly pass?: (element: Value, index: number) => readonly Value[];
}

/**
 * Calls the callback for each element until `visit` stops it; poison does not, to find what else is wrong. The list is
 * read as it goes, up to the length it had at the start.
 */
function walk(
  { list, args, site, place, machine }: ListCall,
  visit: (value: Value, element: Value, index: number) => Poison | "stop" | undefined | void,
  { from = 0, pass = (element, index) => [element, known(index), list] }: WalkOptions = {},
): Poison | undefined {
  const [callback = undefinedValue, receiver] = args;
  if (receiver !== undefined) {
    return machine.refuse("syntax-unsupported", site.node, place, { construct: "a this argument" });
  }
  if (callback.kind === "poison") return callback;
  if (callback.kind !== "function" && callback.kind !== "builtin" && callback.kind !== "model") {
    const node = argumentOf(site);
    return machine.refuse("call-unknown", node, place, { text: machine.textOf(node, place) });
  }
  let failed: Poison | undefined;
  const { length } = list.elements;
  place.activation.repeats += 1;
  for (let index = from; index < length; index++) {
    machine.step(site.node, place);
    machine.touch(list, false, site.node, place);
    const element = list.elements[index] ?? undefinedValue;
    const visited = visit(machine.apply(callback, pass(element, index), site, place), element, index);
    if (visited === "stop") break;
    failed = visited ?? failed;
  }
  place.activation.repeats -= 1;
  return failed;
}

function decide(value: Value, { site, place, machine }: ListCall): boolean | Poison {
  return truthiness(value, conditionNode(site), place, machine);
}
