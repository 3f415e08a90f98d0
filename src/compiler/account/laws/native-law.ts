/**
 * What one of JavaScript's own functions must give and change: JavaScript itself applies it to the same arguments. A
 * callback is not run again; it answers what it was observed to answer, and must be asked the same.
 */
import type { Value } from "../../2-evaluate/values/values.ts";
import { PatternTimeout, withinPatternTime } from "../../../lib/pattern-time.ts";
import { type Application, type Check, nothingToCheck } from "./application.ts";
import { appliedIn } from "./frame.ts";
import type { Ledger } from "./ledger.ts";
import { isKnownThrough, Native } from "./native.ts";
import { isText, Marks, Replay } from "./replay.ts";
import { isTextOf } from "./text-laws.ts";

/** At which index a function is called, instead of being data. */
const callbackAt: Readonly<Record<string, number>> = {
  map: 0, flatMap: 0, filter: 0, forEach: 0, find: 0, findIndex: 0, findLast: 0, findLastIndex: 0, some: 0, every: 0,
  reduce: 0, reduceRight: 0, sort: 0, toSorted: 0, replace: 1, replaceAll: 1, "Array.from": 1,
}; // prettier-ignore

/** How many levels of lists a function reads into, in its arguments; the others only pass them on. */
const depthOf: Readonly<Record<string, number>> = {
  concat: 1, flat: 30, "Array.from": 1, "Array.isArray": 1, "JSON.stringify": 40, "String.raw": 3,
}; // prettier-ignore

/** JavaScript's own function, on the same arguments. `owner`: for a function of a namespace, its `this`. */
export function nativeLaw(
  fn: unknown,
  application: Application,
  ledger: Ledger,
  owner?: unknown,
): Check | undefined {
  if (typeof fn !== "function") return undefined;
  const { name, self, args } = application;
  if (!canBeAsked(application)) return nothingToCheck;
  const data = new Native();
  const marks = new Marks();
  const depth = depthOf[name] ?? 0;
  const receiver = self === undefined ? owner : data.of(self, Math.max(1, depth));
  const at = callbackAt[name];
  const before = self !== undefined && at !== undefined ? new Native().of(self, 1) : undefined;
  const given = args.map((arg, index) => {
    if (index === at && isCallable(arg)) return arg;
    if (index === at && isReplacement(name)) return marks.of(arg) ?? data.of(arg, depth);
    return fromIterator(arg, ledger) ?? data.of(arg, arg.kind === "regexp" ? 1 : depth);
  });
  return (result, frame) => {
    // The callback itself changed the list, so that asking again would give something else.
    const isChanged = before !== undefined && self !== undefined && name !== "sort";
    if (isChanged && !new Native().holds(before, self)) return undefined;
    const calls = appliedIn(frame);
    // A replacement is converted to text when it is returned, and may have changed since.
    if (isReplacement(name) && calls.some((each) => marks.of(each.result) === undefined)) return undefined;
    const replay = new Replay(calls, data, isReplacement(name) ? marks : undefined);
    const final = given.map((each, index) => (index === at && args[index] === each ? replay.callback : each));
    const ask = () => Reflect.apply(fn, receiver, final) as unknown;
    let expected: unknown;
    try {
      expected = withinPatternTime(patternIn(application), lengthOf(self), ask);
    } catch (error) {
      // On a busy machine, a pattern that was fast enough before is not.
      if (error instanceof PatternTimeout) return undefined;
      return `JavaScript throws here: ${(error as Error).message}`;
    }
    if (replay.problem !== undefined) return replay.problem;
    const isIt = marks.isUsed
      ? isTextOf(result, marks.partsOf(String(expected)))
      : data.matches(expected, result);
    if (!isIt) return "JavaScript gives something else here";
    const counterparts = [receiver, ...given];
    const isLost = [self, ...args].some((each, index) => isLeftDifferent(each, counterparts[index], data));
    return isLost ? "JavaScript leaves something else behind" : undefined;
  };
}

function isReplacement(name: string): boolean {
  return name === "replace" || name === "replaceAll";
}

function isLeftDifferent(value: Value | undefined, counterpart: unknown, data: Native): boolean {
  const isHolder = value !== undefined && ["array", "map", "set", "regexp"].includes(value.kind);
  return isHolder && counterpart !== value && !isIterator(counterpart) && !data.holds(counterpart, value);
}

function isIterator(native: unknown): boolean {
  return typeof native === "object" && native !== null && "next" in native;
}

/** JavaScript's own iterator over the same; it is consumed like the value. */
function fromIterator(value: Value, ledger: Ledger): unknown {
  return value.kind === "iterator" ? ledger.iterators.get(value) : undefined;
}

/** Whether JavaScript, asked with what is known now, decides as it will at run time. */
function canBeAsked({ name, self, args }: Application): boolean {
  if (args.some(({ kind }) => kind === "generator" || kind === "optional")) return false;
  if (name === "JSON.stringify" || name === "String.raw") return args.every((arg) => isKnownThrough(arg));
  if (name === "Array.from") return args[0]?.kind !== "object";
  const isOfText = self?.kind === "known" || self?.kind === "regexp";
  const isPlain = (arg: Value, index: number) =>
    arg.kind === "known" ||
    arg.kind === "regexp" ||
    (callbackAt[name] === index && (isCallable(arg) || (isReplacement(name) && isText(arg))));
  return !isOfText || args.every(isPlain);
}

function patternIn({ self, args }: Application): string {
  const pattern = [self, ...args].find((each) => each?.kind === "regexp");
  return pattern?.kind === "regexp" ? pattern.value.source : "";
}

function lengthOf(self: Value | undefined): number {
  return self?.kind === "known" && typeof self.value === "string" ? self.value.length : 0;
}

function isCallable({ kind }: Value): boolean {
  return kind === "function" || kind === "class" || kind === "builtin" || kind === "model";
}
