/** Methods of lists that call a function for each element. The function's decisions have to be known. */
import { truthiness } from "../values/truth.ts";
import { array, known, type Poison, undefinedValue, type Value } from "../values/values.ts";
import { type ArrayMethod, conditionNode, type ListCall } from "./array-method.ts";
import { partsOf } from "./array-parts.ts";
import { callbackOf, repeating } from "./callback.ts";

export const callbackMethods: Readonly<Record<string, ArrayMethod>> = {
  /** Holes stay holes: the function is not called for them. */
  map: (call) => {
    const results: Value[] = [];
    results.length = call.list.elements.length;
    const failed = walk(call, (value, _, index) => void (results[index] = value));
    return failed ?? array(results);
  },

  flatMap: (call) =>
    gather(call, (value) => {
      const parts = partsOf(value, conditionNode(call.site), call);
      return "kind" in parts ? parts : parts.filter(() => true);
    }),

  forEach: (call) => walk(call, () => undefined) ?? undefinedValue,

  filter: (call) =>
    gather(call, (value, element) => {
      const truth = decide(value, call);
      if (typeof truth !== "boolean") return truth;
      return truth ? [element] : [];
    }),

  find: (call) => search(call, (element) => element, undefinedValue, { holes: "visited" }),
  findIndex: (call) => search(call, (_, index) => known(index), known(-1), { holes: "visited" }),
  findLast: (call) =>
    search(call, (element) => element, undefinedValue, { holes: "visited", backwards: true }),
  findLastIndex: (call) =>
    search(call, (_, index) => known(index), known(-1), { holes: "visited", backwards: true }),
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

  reduce: (call) => reduce(call, false),
  reduceRight: (call) => reduce(call, true),
};

/** Without an initial value, the first existing element is used. */
function reduce(call: ListCall, backwards: boolean): Value {
  const { list, args, site, place, machine } = call;
  let result = args[1];
  const start = result === undefined ? firstPresent(list.elements, backwards) : undefined;
  if (result === undefined && start === undefined) {
    const text = "Reduce of empty array with no initial value";
    return machine.throws("TypeError", "program-throws", site.node, place, { text });
  }
  result ??= list.elements[start ?? 0] ?? undefinedValue;
  const failed = walk({ ...call, args: args.slice(0, 1) }, (value) => void (result = value), {
    backwards,
    ...(start !== undefined && { after: start }),
    pass: (element, index) => [result ?? undefinedValue, element, known(index), list],
  });
  return failed ?? result;
}

function firstPresent(elements: readonly Value[], backwards: boolean): number | undefined {
  const present = Object.keys(elements);
  const first = backwards ? present.at(-1) : present[0];
  return first === undefined ? undefined : Number(first);
}

/** The first element for which the callback is true. */
function search(
  call: ListCall,
  show: (element: Value, index: number) => Value,
  otherwise: Value,
  options?: WalkOptions,
): Value {
  let found: Value = otherwise;
  const visit: Visit = (value, element, index) => {
    const truth = decide(value, call);
    if (typeof truth !== "boolean") return truth;
    if (!truth) return undefined;
    found = show(element, index);
    return "stop";
  };
  return walk(call, visit, options) ?? found;
}

/** A list of what `take` makes of the callback's values. */
function gather(call: ListCall, take: (value: Value, element: Value) => readonly Value[] | Poison): Value {
  const results: Value[] = [];
  const failed = walk(call, (value, element) => {
    const taken = take(value, element);
    if ("kind" in taken) return taken;
    for (const each of taken) results.push(each);
    return undefined;
  });
  return failed ?? array(results);
}

type Visit = (value: Value, element: Value, index: number) => Poison | "stop" | undefined | void;

interface WalkOptions {
  readonly backwards?: boolean;
  /** The index before the first visited one. */
  readonly after?: number;
  /** Skipped unless `"visited"`, then read as undefined. */
  readonly holes?: "visited";
  /** The arguments of the callback. */
  readonly pass?: (element: Value, index: number) => readonly Value[];
}

/**
 * Calls the callback for each element until `visit` stops it; poison does not stop it, to find further problems. The
 * list is read during the iteration, up to its initial length.
 */
function walk(
  call: ListCall,
  visit: Visit,
  {
    backwards = false,
    after,
    holes,
    pass = (element, index) => [element, known(index), call.list],
  }: WalkOptions = {},
): Poison | undefined {
  const { list, site, place, machine } = call;
  const callback = callbackOf(call);
  if (typeof callback !== "function") return callback;
  const { length } = list.elements;
  const first = after === undefined ? (backwards ? length - 1 : 0) : after + (backwards ? -1 : 1);
  return repeating(call, () => {
    let failed: Poison | undefined;
    for (let index = first; index >= 0 && index < length; index += backwards ? -1 : 1) {
      machine.step(site.node, place);
      machine.touch(list, false, site.node, place);
      if (holes === undefined && !Object.hasOwn(list.elements, index)) continue;
      const element = list.elements[index] ?? undefinedValue;
      const visited = visit(callback(...pass(element, index)), element, index);
      if (visited === "stop") break;
      failed = visited ?? failed;
    }
    return failed;
  });
}

function decide(value: Value, { site, place, machine }: ListCall): boolean | Poison {
  return truthiness(value, conditionNode(site), place, machine);
}
