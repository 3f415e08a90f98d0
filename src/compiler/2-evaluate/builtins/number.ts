/** Methods of known numbers and booleans: JavaScript's own. */
import type { Machine } from "../machine/machine.ts";
import type { Value } from "../values/values.ts";
import { method } from "./call.ts";
import { primitives } from "./operand.ts";
import { computed } from "./real.ts";

const ofNumbers: ReadonlySet<string> = new Set([
  "toExponential",
  "toFixed",
  "toPrecision",
  "toString",
  "valueOf",
]);
const ofBooleans: ReadonlySet<string> = new Set(["toString", "valueOf"]);

/** The method of a number or boolean as a callable value; `undefined` if falc does not know it. */
export function numberMember(value: number | boolean, name: string, machine: Machine): Value | undefined {
  const [names, prototype] =
    typeof value === "number" ? [ofNumbers, Number.prototype] : [ofBooleans, Boolean.prototype];
  if (!names.has(name)) return undefined;
  // A cast: both have the methods in the sets above, and JavaScript converts the arguments itself.
  const real = prototype[name as "valueOf"] as (...args: unknown[]) => unknown;
  return method(
    name,
    (call) => {
      const args = primitives(`.${name}`, call, "number");
      return "kind" in args ? args : computed(() => real.apply(value, args), call);
    },
    machine,
  );
}
