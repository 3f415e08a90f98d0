/**
 * `promise.then(use)`: like an async function that awaits the promise and calls `use`, in parallel with the code
 * around it.
 */
import { awaitValue } from "../machine/await-value.ts";
import type { Machine } from "../machine/machine.ts";
import type { PendingValue, Value } from "../values/values.ts";
import { argument, type BuiltinCall, method } from "./call.ts";
import { callbackOf, isCallable } from "./callback.ts";
import { argumentOf } from "./operand.ts";

export function thenMember(promise: PendingValue, machine: Machine): Value {
  return method("then", (call) => then(promise, call), machine);
}

function then(promise: PendingValue, call: BuiltinCall): Value {
  const { args, site, place, machine } = call;
  const [use, other] = [argument(call, 0), argument(call, 1)];
  if (use.kind === "poison") return use;
  const isPlain = other.kind === "known" && (other.value ?? undefined) === undefined;
  if (!isPlain || !machine.running) {
    const text = isPlain ? ".then at the top of a file" : ".then with two functions";
    return machine.refuse("promise-unsupported", site.node, place, { method: text });
  }
  // An error passes through; so does the value if there is no function.
  if (promise.rejected !== undefined || !isCallable(use)) return promise;
  const callback = callbackOf({ ...call, args: args.slice(0, 1) });
  if (typeof callback !== "function") return callback;
  const node = argumentOf(site);
  return machine.runInParallel(node, place, (inner) => {
    const value = awaitValue(promise, node, inner, machine);
    return value.kind === "poison" ? value : machine.apply(use, [value], site, inner);
  });
}
