/** Methods of known strings that search for a string or a regular expression. */
import { joinText, maxTextLength, pieceNow, refuseLength, type TextPiece } from "../values/text.ts";
import {
  type IteratorValue,
  known,
  type Known,
  type Poison,
  type RegExpValue,
  type Value,
  undefinedValue,
} from "../values/values.ts";
import { argument, type BuiltinCall } from "./call.ts";
import { callbackOf, isCallable, repeating } from "./callback.ts";
import { argumentOf, primitives, refuseArgument } from "./operand.ts";
import { computed, fromReal } from "./real.ts";
import { withinTime } from "./time-limit.ts";

export interface StringCall extends BuiltinCall {
  readonly text: string;
}

type Pattern = RegExp | Known["value"];

export const patternMethods: ReadonlyMap<string, (call: StringCall) => Value> = new Map([
  ["match", (call) => search("match", call, (text, pattern) => text.match(pattern as RegExp))],
  ["search", (call) => search("search", call, (text, pattern) => text.search(pattern as RegExp))],
  ["matchAll", matchAll],
  ["split", split],
  ["replace", (call) => replace("replace", call)],
  ["replaceAll", (call) => replace("replaceAll", call)],
] satisfies [string, (call: StringCall) => Value][]);

function patternOf(operator: string, call: StringCall): { readonly pattern: Pattern } | Poison {
  const value = argument(call, 0);
  if (value.kind === "regexp") {
    // It remembers where it stopped.
    call.machine.touch(value, isStateful(value), call.site.node, call.place);
    return { pattern: value.value };
  }
  if (value.kind === "known") return { pattern: value.value };
  return refuseArgument(operator, value, 0, call, "text");
}

export function isStateful({ value }: RegExpValue): boolean {
  return value.global || value.sticky;
}

/** `match`, `search` and `matchAll` treat a string as a pattern too; the others only regular expressions. */
function within<Result>(pattern: Pattern, call: StringCall, work: () => Result, stringsToo = false): Result {
  if (pattern instanceof RegExp) return withinTime(pattern.source, call.text.length, work, call);
  if (stringsToo) return withinTime(String(pattern), call.text.length, work, call);
  call.machine.step(call.site.node, call.place, call.text.length >> 6);
  return work();
}

function search(name: string, call: StringCall, find: (text: string, pattern: Pattern) => unknown): Value {
  const found = patternOf(`.${name}`, call);
  if ("kind" in found) return found;
  const { pattern } = found;
  return computed(() => within(pattern, call, () => find(call.text, pattern), true), call);
}

/** Finds the next match on demand. */
function matchAll(call: StringCall): Value {
  const found = patternOf(".matchAll", call);
  if ("kind" in found) return found;
  const { pattern } = found;
  let matches: Iterator<RegExpMatchArray> | undefined;
  const failed = computed(() => {
    matches = call.text.matchAll(pattern as RegExp);
  }, call);
  if (failed.kind === "poison" || matches === undefined) return failed;
  const all = matches;
  let failing = false;
  const next = (): Value | undefined => {
    call.machine.step(call.site.node, call.place);
    // A pattern that takes too long is reported once.
    if (failing) return undefined;
    const match = computed(() => within(pattern, call, () => all.next().value as unknown, true), call);
    failing = match.kind === "poison";
    return match.kind === "known" ? undefined : match;
  };
  return { kind: "iterator", next } satisfies IteratorValue;
}

function split(call: StringCall): Value {
  const found = patternOf(".split", call);
  if ("kind" in found) return found;
  const { pattern } = found;
  const limit = primitives(".split", { ...call, args: call.args.slice(1, 2) }, "number");
  if ("kind" in limit) return limit;
  const { text, site, place, machine } = call;
  const groups = pattern instanceof RegExp ? (pattern.source.match(/\(/g)?.length ?? 0) : 0;
  // Every part comes with all its groups, which may exceed the memory before the first is counted.
  if (groups > 0 && text.length * groups > maxTextLength) return refuseLength(site.node, place, machine);
  // A cast: JavaScript itself converts the argument.
  const args = [pattern, ...limit] as [RegExp, number?];
  return computed(() => within(pattern, call, () => text.split(...args)), call);
}

interface Match {
  /** The match, its groups, its index, the whole text, and the named groups if there are any. */
  readonly args: readonly unknown[];
  readonly start: number;
  readonly end: number;
}

function replace(name: "replace" | "replaceAll", call: StringCall): Value {
  const found = patternOf(`.${name}`, call);
  if ("kind" in found) return found;
  const { pattern } = found;
  const replacement = argument(call, 1);
  const { site, place, machine } = call;
  if (replacement.kind === "known") return replaceBy(replacement.value, name, pattern, call);
  if (replacement.kind === "reference" || replacement.kind === "text") {
    const node = argumentOf(site, 1);
    return machine.refuse("syntax-unsupported", node, place, {
      construct: `.${name} with a replacement known only at run time, in which a $ would be special`,
      form: "replacement-unknown",
    });
  }
  if (!isCallable(replacement)) return refuseArgument(`.${name}`, replacement, 1, call, "text");
  const callback = callbackOf(call, 1, undefinedValue);
  if (typeof callback !== "function") return callback;
  const matches = findMatches(name, pattern, call);
  if (!Array.isArray(matches)) return matches;
  const pieces: TextPiece[] = [];
  let end = 0;
  repeating(call, () => {
    for (const match of matches) {
      machine.step(site.node, place);
      pieces.push({ value: known(call.text.slice(end, match.start)), node: site.node });
      const value = callback(...match.args.map((each) => fromReal(each, call)));
      pieces.push(pieceNow(value, argumentOf(site, 1), place, machine));
      end = match.end;
    }
  });
  pieces.push({ value: known(call.text.slice(end)), node: site.node });
  return joinText(pieces, place, machine);
}

/** With a string, in which `$&` and the like refer to parts of the text. */
function replaceBy(
  by: Known["value"],
  name: "replace" | "replaceAll",
  pattern: Pattern,
  call: StringCall,
): Value {
  const { text, site, place, machine } = call;
  const lastIndex = pattern instanceof RegExp ? pattern.lastIndex : 0;
  const matches = findMatches(name, pattern, call);
  if (!Array.isArray(matches)) return matches;
  const written = String(by);
  const marks = written.split("$").length - 1;
  const takesRest = /\$[`']/.test(written);
  let maxLength = text.length;
  for (const { args } of matches)
    maxLength += written.length + marks * (takesRest ? text.length : maxLengthOf(args));
  if (maxLength > maxTextLength) return refuseLength(site.node, place, machine);
  // The search moved it; the real call starts where this one did.
  if (pattern instanceof RegExp && pattern.lastIndex !== lastIndex) pattern.lastIndex = lastIndex;
  return computed(() => within(pattern, call, () => text[name](pattern as RegExp, written)), call);
}

/** The maximum length of `$&`, `$1` and `$<name>`: the match and its groups come first. */
function maxLengthOf(args: readonly unknown[]): number {
  let longest = 0;
  for (const each of args) {
    if (typeof each === "number") break;
    if (typeof each === "string") longest = Math.max(longest, each.length);
  }
  return longest;
}

/** Finds all of them before replacing any, like JavaScript. */
function findMatches(name: "replace" | "replaceAll", pattern: Pattern, call: StringCall): Match[] | Value {
  const matches: Match[] = [];
  const done = computed(() => {
    within(pattern, call, () => {
      for (const args of occurrences(name, pattern, call.text)) {
        const start = args.find((each) => typeof each === "number") as number;
        matches.push({ args, start, end: start + String(args[0]).length });
      }
    });
  }, call);
  return done.kind === "poison" ? done : matches;
}

/** The arguments of a replacement function for each match. A regular expression's state changes as in `replace`. */
function occurrences(name: "replace" | "replaceAll", pattern: Pattern, text: string): (readonly unknown[])[] {
  const found: (readonly unknown[])[] = [];
  if (!(pattern instanceof RegExp) || (name === "replaceAll" && !pattern.global)) {
    // A cast: JavaScript itself converts the argument, and throws for a regular expression that is not global.
    text[name](pattern as string, (...args: unknown[]) => String(found.push(args)));
    return found;
  }
  // One by one, instead of by passing a function to the real `replace`: Node 20 was observed to skip empty matches.
  if (pattern.global) pattern.lastIndex = 0;
  const all = pattern.global ? text.matchAll(pattern) : [pattern.exec(text)];
  for (const match of all) {
    if (match !== null)
      found.push([...match, match.index, text, ...(match.groups === undefined ? [] : [match.groups])]);
  }
  return found;
}
