/** Functions that call other functions: `call`, `apply`, `bind`, `then`, `next`. */
import { undefinedValue, type Value } from "../../2-evaluate/values/values.ts";
import type { Application, Check } from "./application.ts";
import { drain, elementsOf } from "./contents.ts";
import { type Applied, appliedIn, resumedIn } from "./frame.ts";
import type { Ledger } from "./ledger.ts";
import { Native } from "./native.ts";
import { isSame } from "./same.ts";

/** `undefined` for the other functions. */
export function functionLaw({ name, self, args, callee }: Application, ledger: Ledger): Check | undefined {
  const [first] = args;
  switch (name) {
    case "call":
      return self && passing(self, first, args.slice(1));
    case "apply": {
      const list = args[1] && elementsOf(args[1], ledger.iterators);
      return self && passing(self, first, list === undefined ? undefined : drain(list));
    }
    case "bind":
      return (result) => {
        if (self !== undefined) ledger.bound.set(result, { callee: self, owner: first, args: args.slice(1) });
        return result.kind === "builtin" ? undefined : "bind gave something else";
      };
    case "bound": {
      const bound = ledger.bound.get(callee);
      return bound === undefined
        ? () => "a bound function is unknown"
        : passing(bound.callee, bound.owner, [...bound.args, ...args]);
    }
    case "then":
      return self && thenLaw(self, first ?? { kind: "known", value: undefined });
    case "next":
    case "return":
    case "throw":
      return self?.kind === "iterator"
        ? nextLaw(ledger.iterators.get(self))
        : self?.kind === "generator"
          ? resumeLaw(first)
          : undefined;
    case "model":
      return (result) =>
        result.kind === "model" && first?.kind === "known" && result.endpoint === first.value
          ? undefined
          : "the model has another endpoint";
    default:
      return undefined;
  }
}

/** One call of the function, with this `this` and these arguments, whose result is the result; `undefined`: with any. */
function passing(callee: Value, owner: Value | undefined, args: readonly unknown[] | undefined): Check {
  return (result, frame) => {
    const call = appliedIn(frame).at(-1);
    if (call === undefined) return "a function was not called";
    const isGiven =
      isSame(call.callee, callee) &&
      isSame(call.self ?? undefinedValue, owner ?? undefinedValue) &&
      (args === undefined || hasArguments(call, args)) &&
      isSame(call.result, result);
    return isGiven ? undefined : "a function was called with other arguments";
  };
}

function hasArguments(call: Applied, args: readonly unknown[]): boolean {
  const data = new Native();
  return (
    call.args.length === args.length &&
    call.args.every(
      (arg, index) =>
        arg === args[index] || data.matches(args[index], arg) || isSame(arg, args[index] as Value),
    )
  );
}

function thenLaw(promise: Value, use: Value): Check {
  return (result, frame) => {
    const isPassedOn = promise.kind !== "pending" || promise.rejected !== undefined || use.kind === "known";
    if (isPassedOn) return isSame(result, promise) ? undefined : "then gives something else";
    const call = appliedIn(frame).at(-1);
    if (call === undefined) {
      // What the function throws rejects the promise.
      return result.kind === "pending" && result.rejected !== undefined
        ? undefined
        : "a function was not called";
    }
    const settled = call.result.kind === "pending" ? call.result.value : call.result;
    const isUsed = isSame(call.callee, use) && isSame(call.args[0], promise.value);
    const isGiven = result.kind === "pending" && isSame(result.value, settled);
    return isUsed && isGiven ? undefined : "then gives something else";
  };
}

function nextLaw(elements: Iterator<unknown> | undefined): Check {
  const next = elements?.next();
  return (result) => {
    if (next === undefined || result.kind !== "object") return undefined;
    const { value, done } = result.fields;
    const isDone = isSame(done, { kind: "known", value: next.done === true });
    return isDone && value !== undefined && new Native().matches(next.value, value)
      ? undefined
      : "next gives something else";
  };
}

function resumeLaw(sent: Value | undefined): Check {
  return (result, { happened }) => {
    const resumed = resumedIn(happened).at(-1);
    // Before its start and after its end, no code runs.
    if (resumed === undefined || result.kind !== "object") return undefined;
    if (!isSame(resumed.sent, sent ?? undefinedValue)) return "what was sent did not arrive";
    const isDone = isSame(result.fields.done, { kind: "known", value: resumed.done });
    return isDone && isSame(result.fields.value, resumed.value) ? undefined : "next gives something else";
  };
}
