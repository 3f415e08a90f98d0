/**
 * Converts between the evaluator's values and real JavaScript data: a built-in is never reimplemented, but applied to
 * the real data, and its result converted back.
 */
import { maxTextLength, refuseLength } from "../values/text.ts";
import { EvaluationEnded } from "../machine/machine.ts";
import { array, type ArrayValue, known, type Known, object, type Value } from "../values/values.ts";
import type { BuiltinCall } from "./call.ts";
import { isErrorName } from "./errors.ts";
import { PatternTimeout } from "../../../lib/pattern-time.ts";

/** The result of a real built-in, as a value. Every run of the workflow would throw what it throws. */
export function computed(work: () => unknown, call: BuiltinCall): Value {
  const { site, place, machine } = call;
  let result: unknown;
  try {
    result = work();
  } catch (error) {
    if (error instanceof PatternTimeout) {
      return machine.refuse("evaluation-limit", site.node, place, { limit: error.message });
    }
    if (!(error instanceof Error) || error instanceof EvaluationEnded || isStackOverflow(error)) throw error;
    const name = isErrorName(error.name) ? error.name : "Error";
    return machine.throws(name, "program-throws", site.node, place, { text: error.message });
  }
  return fromReal(result, call);
}

/** The stack that overflowed is the evaluator's own: `evaluate.ts` reports it. */
function isStackOverflow(error: Error): boolean {
  return error instanceof RangeError && error.message.includes("call stack");
}

/** Primitives, arrays (with their named properties: those of a match) and plain objects. */
export function fromReal(real: unknown, call: BuiltinCall): Value {
  const { site, place, machine } = call;
  if (typeof real === "string" && real.length > maxTextLength) return refuseLength(site.node, place, machine);
  if (typeof real !== "object" || real === null) return known(real as Known["value"]);
  if (!Array.isArray(real)) {
    const fields = Object.entries(real);
    machine.step(site.node, place, fields.length + 1);
    const result = object(fields.map(([key, value]) => [key, fromReal(value, call)]));
    return Object.getPrototypeOf(real) === null ? { ...result, bare: true } : result;
  }
  machine.step(site.node, place, real.length + 1);
  const list: ArrayValue = array(real.map((each) => fromReal(each, call)));
  // Only matches and their indices have names; listing the keys of a string split into a million parts is slow.
  if (!("index" in real || "groups" in real)) return list;
  const named = Object.entries(real).slice(real.length);
  return { ...list, named: object(named.map(([key, value]) => [key, fromReal(value, call)])).fields };
}
