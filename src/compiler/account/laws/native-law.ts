/**
 * What one of JavaScript's own functions must give and change: JavaScript itself applies it to the same arguments. A
 * callback is not run again; it answers what it was observed to answer, and must be asked the same.
 */
import type { Value } from "../../2-evaluate/values/values.ts";
import { PatternTimeout, withinPatternTime } from "../../../lib/pattern-time.ts";
import { type Application, type Check, nothingToCheck } from "./application.ts";
import { type Applied, appliedIn } from "./frame.ts";
import { givenIn, iteratorMethod } from "./iteration-laws.ts";
import type { Ledger } from "./ledger.ts";
import { isKnownThrough, Native } from "./native.ts";
import { isText, Marks, Replay } from "./replay.ts";
import { isSame, isTruthy } from "./same.ts";
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
  // The owner of `Array.from` is no data.
  const isOfGlobal = self === undefined || self.kind === "builtin" || self.kind === "namespace";
  const receiver = isOfGlobal ? owner : data.of(self, Math.max(1, depth));
  const at = callbackAt[name];
  const before = !isOfGlobal && at !== undefined ? new Native().of(self, 1) : undefined;
  const given = args.map((arg, index) => {
    if (index === at && isCallable(arg)) return arg;
    if (index === at && isReplacement(name)) return marks.of(arg) ?? data.of(arg, depth);
    return fromIterator(arg, ledger) ?? data.of(arg, arg.kind === "regexp" ? 1 : depth);
  });
  return (result, frame) => {
    // An iterator of the author's own is called, too.
    const calls = appliedIn(frame).filter((each) => name !== "Array.from" || each.callee === args[1]);
    // The callback itself changed the list, so that asking again would give something else.
    const isChanged = before !== undefined && self !== undefined && name !== "sort";
    if (isChanged && !new Native().holds(before, self)) return findLostAnswer(name, result, calls);
    // A replacement is converted to text when it is returned, and may have changed since.
    if (isReplacement(name) && calls.some((each) => marks.of(each.result) === undefined)) return undefined;
    const replay = new Replay(calls, data, isReplacement(name) ? marks : undefined);
    const final = given.map((each, index) => {
      const arg = args[index];
      if (index === at && arg === each) return replay.callback;
      return name === "Array.from" && index === 0 && arg !== undefined && isIterated(arg)
        ? givenIn(arg, frame.happened, ledger.iterators)
        : each;
    });
    if (name === "Array.from" && final[0] === undefined) return undefined;
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
    if (data.isNew(expected) && [self, ...args].includes(result)) return "JavaScript gives a copy here";
    const counterparts = [receiver, ...given];
    const isLost = [self, ...args].some((each, index) => isLeftDifferent(each, counterparts[index], data));
    return isLost ? "JavaScript leaves something else behind" : undefined;
  };
}

/** A generator, or an object with an iterator of its own; another object is a list of its length. */
function isIterated(value: Value): boolean {
  return value.kind === "generator" || iteratorMethod(value) !== undefined;
}

/** Whatever list the callbacks were given: what they answered is in the result. */
function findLostAnswer(name: string, result: Value, calls: readonly Applied[]): string | undefined {
  const lost = "JavaScript gives something else here";
  const answers = calls.map((each) => each.result);
  if (name === "map" || name === "Array.from") {
    const given = result.kind === "array" ? Object.values(result.elements) : undefined;
    const isEach =
      given?.length === answers.length && answers.every((each, index) => isSame(each, given[index]));
    return isEach ? undefined : lost;
  }
  if (name === "filter") {
    const kept = calls.filter((each) => isTruthy(each.result)).map(({ args }) => args[0]);
    const isEach =
      result.kind === "array" &&
      result.elements.length === kept.length &&
      kept.every((each, index) => isSame(each, result.elements[index]));
    return isEach ? undefined : lost;
  }
  if (name === "find" || name === "findLast" || name === "findIndex" || name === "findLastIndex") {
    const last = calls.at(-1);
    const isIndex = name.endsWith("Index");
    const found = last !== undefined && isTruthy(last.result) ? last.args[isIndex ? 1 : 0] : undefined;
    const missing: Value = { kind: "known", value: isIndex ? -1 : undefined };
    return isSame(result, found ?? missing) ? undefined : lost;
  }
  if (name === "reduce" || name === "reduceRight")
    return answers.length === 0 || isSame(answers.at(-1), result) ? undefined : lost;
  if (name === "some" || name === "every") {
    const isFound = answers.some((each) => isTruthy(each) === (name === "some"));
    return isSame(result, { kind: "known", value: isFound === (name === "some") }) ? undefined : lost;
  }
  return undefined;
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
  if (args.some(({ kind }) => kind === "optional")) return false;
  if (name === "String.raw") return args.every((arg) => isKnownThrough(arg));
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
