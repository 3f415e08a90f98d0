/** Methods of known strings: JavaScript's own, applied to known arguments. */
import { joinText, longestText, refuseLength } from "../text.ts";
import type { TS } from "../../typescript.ts";
import type { Machine, Place } from "../machine.ts";
import { array, type Builtin, builtin, known, type Value } from "../values.ts";

/**
 * Pure, independent of locale, and with arguments that are strings, numbers or left out. Of `replace` and `split` only
 * the forms with a string pattern.
 */
const pure = new Set([
  "at", "charAt", "charCodeAt", "codePointAt", "endsWith", "includes", "indexOf", "lastIndexOf", "normalize",
  "padEnd", "padStart", "repeat", "replace", "replaceAll", "slice", "split", "startsWith", "substring",
  "toLowerCase", "toString", "toUpperCase", "trim", "trimEnd", "trimStart", "valueOf",
]); // prettier-ignore

export function stringMember(
  text: string,
  name: string,
  node: TS.Node,
  place: Place,
  machine: Machine,
): Value | undefined {
  if (name === "concat") {
    const join: Builtin = (args, site) =>
      joinText(
        [{ value: known(text), node }, ...args.map((value) => ({ value, node: site.node }))],
        place,
        machine,
      );
    return builtin(".concat", join, true);
  }
  if (!pure.has(name)) return undefined;
  const apply: Builtin = (args, site) => {
    const plain: (string | number | undefined)[] = [];
    for (const arg of args) {
      if (arg.kind === "poison") return arg;
      if (
        arg.kind === "known" &&
        (arg.value === undefined || typeof arg.value === "string" || typeof arg.value === "number")
      ) {
        plain.push(arg.value);
        continue;
      }
      const what = "a string, with these arguments";
      return arg.kind === "reference" || arg.kind === "text"
        ? machine.refuse("operator-on-reference", site.node, place, {
            operator: `.${name}`,
            text: "its argument",
          })
        : machine.refuse("method-unsupported", site.node, place, { method: name, what });
    }
    if (grown(text, name, plain) > longestText) return refuseLength(site.node, place, machine);
    machine.step(site.node, place, text.length >> 6);
    return run(text, name, plain, site.node, place, machine);
  };
  return builtin(`.${name}`, apply, true);
}

function run(
  text: string,
  name: string,
  args: readonly (string | number | undefined)[],
  node: TS.Node,
  place: Place,
  machine: Machine,
): Value {
  let result: unknown;
  try {
    const method = String.prototype[name as "trim"] as unknown as (...args: unknown[]) => unknown;
    result = method.apply(text, [...args]);
  } catch (error) {
    return machine.refuse("program-throws", node, place, { text: (error as Error).message });
  }
  if (!Array.isArray(result)) return known(result as string | number | boolean | undefined);
  machine.step(node, place, result.length);
  return array(result.map((part) => known(String(part))));
}

/** An upper bound of the result's length, before the work is done. */
function grown(text: string, name: string, args: readonly (string | number | undefined)[]): number {
  const [first, second] = args;
  if (name === "repeat" && typeof first === "number") return text.length * first;
  if (name === "padStart" || name === "padEnd") return Math.max(text.length, Number(first) || 0);
  if (name === "replace" || name === "replaceAll") {
    // `$&`, `$'` and their kind put parts of the text into the replacement.
    const each = String(second).length * (String(second).includes("$") ? text.length : 1);
    return text.length + (name === "replace" ? each : each * (text.length + 1));
  }
  return text.length;
}
