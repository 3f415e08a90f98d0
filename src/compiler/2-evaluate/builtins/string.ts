/** Methods of known strings: JavaScript's own, applied to known arguments. */
import { joinText } from "../text.ts";
import type { TS } from "../../typescript.ts";
import type { Machine, Place } from "../machine.ts";
import { array, builtin, known, poison, type Value } from "../values.ts";

/**
 * Pure, independent of locale, and with arguments that are strings, numbers or left out. Of `replace` and `split` only
 * the forms with a string pattern.
 */
const pure = new Set([
  "at", "charAt", "charCodeAt", "codePointAt", "endsWith", "includes", "indexOf", "lastIndexOf", "normalize",
  "padEnd", "padStart", "repeat", "replace", "replaceAll", "slice", "split", "startsWith", "substring",
  "toLowerCase", "toString", "toUpperCase", "trim", "trimEnd", "trimStart", "valueOf",
]); // prettier-ignore

/** Longer than any prompt; short enough that doubling in a loop cannot fill the memory. */
const longest = 4_000_000;

export function stringMember(
  text: string,
  name: string,
  node: TS.Node,
  place: Place,
  machine: Machine,
): Value | undefined {
  if (name === "concat") {
    return builtin(".concat", (args, site) =>
      joinText(
        [{ value: known(text), node }, ...args.map((value) => ({ value, node: site.node }))],
        place,
        machine,
      ),
    );
  }
  if (!pure.has(name)) return undefined;
  return builtin(`.${name}`, (args, site) => {
    const plain: (string | number | undefined)[] = [];
    for (const arg of args) {
      if (arg.kind === "poison") return poison;
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
    if (grown(text, name, plain) > longest) {
      return machine.refuse("evaluation-limit", site.node, place, { limit: "4 million characters" });
    }
    return run(text, name, plain, site.node, place, machine);
  });
}

function run(
  text: string,
  name: string,
  args: readonly (string | number | undefined)[],
  node: TS.Node,
  place: Place,
  machine: Machine,
): Value {
  try {
    const method = String.prototype[name as "trim"] as unknown as (...args: unknown[]) => unknown;
    const result = method.apply(text, [...args]);
    if (Array.isArray(result)) return array(result.map((part) => known(String(part))));
    return known(result as string | number | boolean | undefined);
  } catch (error) {
    return machine.refuse("program-throws", node, place, { text: (error as Error).message });
  }
}

/** An upper bound of the result's length, before the work is done. */
function grown(text: string, name: string, args: readonly (string | number | undefined)[]): number {
  const [first, second] = args;
  if (name === "repeat" && typeof first === "number") return text.length * first;
  if (name === "padStart" || name === "padEnd") return Math.max(text.length, Number(first) || 0);
  if (name === "replaceAll") return text.length * (1 + String(second).length);
  return text.length;
}
