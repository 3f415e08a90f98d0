/** Changes to a value itself: its type, allowed values and limits. Not what is inside it. */
import { isDeepStrictEqual } from "node:util";
import { describeLimits } from "../../schema/describe-limits.ts";
import { describeType } from "../../schema/describe-type.ts";
import { takesNull } from "../../schema/null-schema.ts";
import type { Schema } from "../../schema/schema.ts";
import { typesOf } from "../../schema/schema-types.ts";
import type { Kind } from "./by-type.ts";
import type { Change, Effect, Side } from "./change.ts";
import { areEqual, areNarrower } from "./limits.ts";
import { changeOf, type Pair } from "./pair.ts";
import { withoutDescriptions } from "./without-descriptions.ts";

/** For schemas that cannot be taken apart. */
export function compareWhole(pair: Pair): readonly Change[] {
  const { was, now } = pair;
  if (isDeepStrictEqual(withoutDescriptions(was), withoutDescriptions(now))) return [];
  const [before, after] = [describeType(was), describeType(now)];
  // If either is unknown, they may be the same.
  const isSure = before !== "unknown" && after !== "unknown";
  const words = before === after ? `${after}, with different parts` : after;
  const change = changeOf(pair, "type", isSure ? "breaking" : "behaviour", { was: before, now: words });
  return [{ ...change, isSomewhereInside: true }];
}

/** `gone`, `come`: the types that only the old or only the new schema has. */
export function compareTypes(pair: Pair, gone: readonly Kind[], come: readonly Kind[]): readonly Change[] {
  const isOther = isOtherByNull(pair);
  if (gone.length + come.length === 0 && !isOther) return [];
  const effect = effectOfTypes(pair.side, gone, come);
  const words = { was: describeType(pair.was), now: describeType(pair.now) };
  const least = pair.side === "input" ? "breaking" : "behaviour";
  return [changeOf(pair, "type", isOther && effect === "compatible" ? least : effect, words)];
}

/** Whether null was accepted and is now rejected, or an answer may now be null and never was. */
function isOtherByNull({ side, was, now, mayBeLeftOut }: Pair): boolean {
  return side === "input"
    ? takesNull(was) && !takesNull(now) && mayBeLeftOut !== true
    : !takesNull(was) && takesNull(now);
}

/** An endpoint may accept more and return less, unless somebody reads a part of what it no longer returns. */
function effectOfTypes(side: Side, gone: readonly Kind[], come: readonly Kind[]): Effect {
  const hasParts = gone.some((type) => type === "object" || type === "array");
  if (gone.length > 0 && (side === "input" || come.length > 0 || hasParts)) return "breaking";
  return side === "output" && come.length > 0 ? "behaviour" : "compatible";
}

export function compareValues(pair: Pair): readonly Change[] {
  const [before, after] = [valuesOf(pair.was), valuesOf(pair.now)];
  if (isDeepStrictEqual(new Set(before), new Set(after))) return [];
  const isInput = pair.side === "input";
  const isFine = isInput ? isIn(before, after) : isIn(after, before);
  const effect = isFine ? "compatible" : isInput ? "breaking" : "behaviour";
  return [changeOf(pair, "values", effect, { was: listOnly(before, after), now: listOnly(after, before) })];
}

/** `undefined` if any value is allowed. */
type Values = readonly unknown[] | undefined;

function valuesOf(schema: Schema): Values {
  return schema.const === undefined ? schema.enum : [schema.const];
}

function isIn(values: Values, all: Values): boolean {
  return all === undefined || (values !== undefined && values.every((value) => all.includes(value)));
}

/** The values that are missing from the others: of forty choices, the two that matter. */
function listOnly(values: Values, others: Values): string | undefined {
  if (values === undefined) return "anything";
  const own = values.filter((value) => others === undefined || !others.includes(value));
  return own.length === 0 ? undefined : own.map((value) => JSON.stringify(value)).join(", ");
}

export function compareLimits(pair: Pair): readonly Change[] {
  const { side, was, now } = pair;
  const [before, after] = [isWhole(was), isWhole(now)];
  if (areEqual(was, now) && before === after) return [];
  // A graph does not depend on the range of an answer's numbers, but on the number of items.
  const isNarrower =
    side === "input"
      ? areNarrower(was, now) || (after && !before)
      : (now.maxItems ?? Infinity) < (was.maxItems ?? Infinity);
  const effect = isNarrower ? "breaking" : "compatible";
  return [changeOf(pair, "limits", effect, { was: limitsInWords(was), now: limitsInWords(now) })];
}

function limitsInWords(schema: Schema): string {
  return [...(isWhole(schema) ? ["whole"] : []), ...describeLimits(schema)].join(", ") || "without limit";
}

function isWhole(schema: Schema): boolean {
  return typesOf(schema).includes("integer");
}
