/** Regular expressions: the real objects, under a time limit. They keep their own state (`lastIndex`). */
import type { Machine } from "../machine/machine.ts";
import { known, type RegExpValue, type Value } from "../values/values.ts";
import { argument, type BuiltinCall, method } from "./call.ts";
import { argumentOf, primitives, refuseOperand } from "./operand.ts";
import { computed } from "./real.ts";
import { isStateful } from "./string-patterns.ts";
import { withinTime } from "./time-limit.ts";

const properties = [
  "dotAll", "flags", "global", "hasIndices", "ignoreCase", "lastIndex", "multiline", "source", "sticky", "unicode",
  "unicodeSets",
] as const; // prettier-ignore

type Run = (pattern: RegExp, text: string) => unknown;

const methods: ReadonlyMap<string, Run> = new Map<string, Run>([
  ["test", (pattern, text) => pattern.test(text)],
  ["exec", (pattern, text) => pattern.exec(text)],
]);

/** The member of a regular expression; `undefined` if falc does not know it. */
export function regexpMember(regexp: RegExpValue, name: string, machine: Machine): Value | undefined {
  const property = properties.find((each) => each === name);
  if (property !== undefined) return known(regexp.value[property as "source"]);
  if (name === "toString") return method(name, () => known(String(regexp.value)), machine);
  const run = methods.get(name);
  if (run === undefined) return undefined;
  return method(
    name,
    (call) => {
      const args = primitives(`.${name}`, call, "text", 0);
      if ("kind" in args) return args;
      machine.touch(regexp, isStateful(regexp), call.site.node, call.place);
      const text = String(args[0]);
      const { value } = regexp;
      return computed(() => withinTime(value.source, text.length, () => run(value, text), call), call);
    },
    machine,
  );
}

/** `RegExp(pattern)`, without `new`: returns a regular expression unchanged. */
export function callRegExp(call: BuiltinCall): Value {
  const [pattern, flags] = [argument(call, 0), argument(call, 1)];
  const isPlain = flags.kind === "known" && flags.value === undefined;
  return pattern.kind === "regexp" && isPlain ? pattern : makeRegExp(call);
}

/** `new RegExp(pattern, flags)`. A pattern that is a regular expression provides its flags if none are given. */
export function makeRegExp(call: BuiltinCall): Value {
  const pattern = argument(call, 0);
  const flags = argument(call, 1);
  for (const [index, value] of [pattern, flags].entries()) {
    if (value.kind === "known" || (index === 0 && value.kind === "regexp")) continue;
    return refuseOperand("new RegExp", value, argumentOf(call.site, index), call.place, call.machine);
  }
  let made: RegExp | undefined;
  const given = [pattern, flags].map((value) =>
    value.kind === "regexp" || value.kind === "known" ? value.value : "",
  );
  const failed = computed(() => {
    made = new RegExp(...(given as [RegExp, string]));
  }, call);
  return made === undefined ? failed : { kind: "regexp", value: made };
}
