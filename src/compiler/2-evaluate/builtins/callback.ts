/** Calls the function that a built-in receives. */
import { ts, type TS } from "../../typescript.ts";
import type { CallSite, Poison, Value } from "../values/values.ts";
import { argument, type BuiltinCall } from "./call.ts";
import { argumentOf } from "./operand.ts";

/** Calls the author's function, in the place of the built-in's call. */
export type Callback = (...args: readonly Value[]) => Value;

/** The function at an argument's index. `self` is its `this`: the next argument. */
export function callbackOf(
  call: BuiltinCall,
  index = 0,
  self = argument(call, index + 1),
): Callback | Poison {
  const { args, site, place, machine } = call;
  const callback = argument(call, index);
  if (self.kind === "poison") return self;
  if (callback.kind === "poison") return callback;
  if (!isCallable(callback)) {
    const node = argumentOf(site, index);
    const text = args.length > index ? machine.textOf(node, place) : "undefined";
    return machine.throws("TypeError", "call-unknown", node, place, { text });
  }
  if (callback.kind === "function") return (...args) => machine.apply(callback, args, site, place, self);
  // A built-in or a model reports on the argument it receives, which is not written at the call.
  return (...args) => machine.apply(callback, args, { ...site, firstArgument: ownerOf(site) }, place);
}

/** `list` in `list.map(…)`. */
function ownerOf({ node }: CallSite): TS.Node {
  if (!ts.isTaggedTemplateExpression(node) && !ts.isCallOrNewExpression(node)) return node;
  const callee = ts.isTaggedTemplateExpression(node) ? node.tag : node.expression;
  return ts.isPropertyAccessExpression(callee) ? callee.expression : node;
}

/** Runs code that calls a callback several times: names of calls in it are numbered. */
export function repeating<Result>({ place }: BuiltinCall, work: () => Result): Result {
  place.activation.repeats += 1;
  try {
    return work();
  } finally {
    place.activation.repeats -= 1;
  }
}

export function isCallable({ kind }: Value): boolean {
  return kind === "function" || kind === "class" || kind === "builtin" || kind === "model";
}
