/**
 * How far values exceed the target's limits, if both schemas set some: the range of a number, the length of a text or
 * list. A source without limits is not compared with a target that has some, because almost every input would be
 * doubtful.
 */
import { besideNull } from "./null-schema.ts";
import type { Schema, SchemaType } from "./schema.ts";
import { typesOf } from "./schema-types.ts";

export interface Beyond {
  /** Whether no value is within the limits. */
  readonly always: boolean;
  /** The values outside, if others are inside, in words: `5 to 10`, `more than 2500 characters`. */
  readonly words: readonly string[];
}

/** For values of one type. `undefined` if none is known to be outside. */
export function beyondLimits(source: Schema, target: Schema, type: SchemaType): Beyond | undefined {
  switch (type) {
    case "number":
    case "integer":
      return typesOf(source).includes("integer") || typesOf(target).includes("integer")
        ? beyond(wholeRange(source), wholeRange(target), wholeNumbers)
        : beyond(range(source), range(target), fractions);
    case "string":
      return beyond(
        lengths(source.minLength, source.maxLength),
        lengths(target.minLength, target.maxLength),
        {
          below: ({ from }) => `fewer than ${from} character${from === 1 ? "" : "s"}`,
          above: ({ to }) => `more than ${to} character${to === 1 ? "" : "s"}`,
        },
      );
    case "array":
      return beyond(lengths(source.minItems, source.maxItems), lengths(target.minItems, target.maxItems), {
        below: ({ from }) => `fewer than ${from} item${from === 1 ? "" : "s"}`,
        above: ({ to }) => `more than ${to} item${to === 1 ? "" : "s"}`,
      });
    default:
      return undefined;
  }
}

/** Like `beyondLimits`, in words, for two schemas that may also be null. */
export function describeBeyond(source: Schema, target: Schema): readonly string[] {
  const [own, expected] = [besideNull(source), besideNull(target)];
  return typesOf(own).flatMap((type) => beyondLimits(own, expected, type)?.words ?? []);
}

/** Infinite if there is no limit; `isOpen` if the limit itself is excluded. */
interface Range {
  readonly from: number;
  readonly isOpenFrom?: boolean;
  readonly to: number;
  readonly isOpenTo?: boolean;
}

interface Wording {
  readonly below: (accepted: Range, possible: Range) => string;
  readonly above: (accepted: Range, possible: Range) => string;
}

function beyond(possible: Range, accepted: Range, { below, above }: Wording): Beyond | undefined {
  if (possible.from > accepted.to || possible.to < accepted.from) return { always: true, words: [] };
  const isBelow =
    possible.from !== -Infinity &&
    (possible.from < accepted.from ||
      (possible.from === accepted.from && accepted.isOpenFrom === true && possible.isOpenFrom !== true));
  const isAbove =
    possible.to !== Infinity &&
    (possible.to > accepted.to ||
      (possible.to === accepted.to && accepted.isOpenTo === true && possible.isOpenTo !== true));
  if (!isBelow && !isAbove) return undefined;
  return {
    always: false,
    words: [...(isBelow ? [below(accepted, possible)] : []), ...(isAbove ? [above(accepted, possible)] : [])],
  };
}

const wholeNumbers: Wording = {
  below: (taken, given) => printRange(given.from, Math.min(taken.from - 1, given.to)),
  above: (taken, given) => printRange(Math.max(taken.to + 1, given.from), given.to),
};

const fractions: Wording = {
  below: ({ from, isOpenFrom }, given) =>
    given.from === from ? `${from}` : isOpenFrom === true ? `${from} or less` : `less than ${from}`,
  above: ({ to, isOpenTo }, given) =>
    given.to === to ? `${to}` : isOpenTo === true ? `${to} or more` : `more than ${to}`,
};

function printRange(from: number, to: number): string {
  if (from === to) return String(from);
  if (from === -Infinity) return `${to} or less`;
  return to === Infinity ? `${from} or more` : `${from} to ${to}`;
}

function range({ minimum, exclusiveMinimum, maximum, exclusiveMaximum }: Schema): Range {
  return {
    from: limit(minimum ?? exclusiveMinimum, -Infinity),
    isOpenFrom: minimum === undefined && exclusiveMinimum !== undefined,
    to: limit(maximum ?? exclusiveMaximum, Infinity),
    isOpenTo: maximum === undefined && exclusiveMaximum !== undefined,
  };
}

/** The range of its integers. */
function wholeRange(schema: Schema): Range {
  const { from, isOpenFrom, to, isOpenTo } = range(schema);
  return {
    from: isOpenFrom === true ? Math.floor(from) + 1 : Math.ceil(from),
    to: isOpenTo === true ? Math.ceil(to) - 1 : Math.floor(to),
  };
}

/** A text or list may have any length, including 0, so having no minimum is not wider than having one. */
function lengths(least: number | undefined, most = Infinity): Range {
  return { from: least ?? -Infinity, to: most };
}

/** The largest safe integer is not a limit, though schema libraries write it. */
function limit(value: number | undefined, none: number): number {
  return value === undefined || Math.abs(value) >= Number.MAX_SAFE_INTEGER ? none : value;
}
