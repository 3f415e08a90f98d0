/** Changes to a field besides its value: its existence, whether it is required, and its default. */
import { isDeepStrictEqual } from "node:util";
import { describeType } from "../../schema/describe-type.ts";
import type { Schema } from "../../schema/schema.ts";
import type { Change, Effect, Step } from "./change.ts";
import { changeOf, type Pair } from "./pair.ts";

export function removed(
  { side, path }: Pair,
  step: Step,
  schema: Schema,
  effect: Effect = "breaking",
): Change {
  const was = describeType(schema);
  return { side, path: [...path, step], kind: "removed", effect, was, now: undefined, schema: undefined };
}

export function added({ side, path, now: owner }: Pair, key: string, schema: Schema): Change {
  const isMissing = side === "input" && isNeeded(owner, key);
  const now = `${describeType(schema)}${isMissing ? ", required" : ""}`;
  const effect = isMissing ? "breaking" : "compatible";
  return { side, path: [...path, key], kind: "added", effect, was: undefined, now, schema };
}

/** `field`: the pair of the key's schemas. */
export function compareNeed(owner: Pair, key: string, field: Pair): readonly Change[] {
  const isInput = owner.side === "input";
  const isPresent = (schema: Schema) =>
    isInput ? isNeeded(schema, key) : schema.required?.includes(key) === true;
  const [before, after] = [isPresent(owner.was), isPresent(owner.now)];
  if (before === after) return [];
  const isFine = isInput ? !after : after;
  return [changeOf(field, after ? "required" : "optional", isFine ? "compatible" : "breaking")];
}

/** For an input: whether a call has to send it. */
export function isNeeded({ required = [], properties = {} }: Schema, key: string): boolean {
  return required.includes(key) && properties[key]?.default === undefined;
}

/** For an input: a call that leaves the field out gets something else. */
export function compareDefaults(field: Pair): readonly Change[] {
  const { side, was, now } = field;
  if (side === "output" || isDeepStrictEqual(was.default, now.default)) return [];
  return [changeOf(field, "default", "behaviour", { was: defaultOf(was), now: defaultOf(now) })];
}

function defaultOf({ default: value }: Schema): string {
  return value === undefined ? "none" : JSON.stringify(value);
}
