/** One location of an endpoint, before and now. */
import type { Schema } from "../../schema/schema.ts";
import type { Change, ChangeKind, Effect, Side, Step } from "./change.ts";

export interface Pair {
  readonly side: Side;
  readonly path: readonly Step[];
  readonly was: Schema;
  readonly now: Schema;
  /** An optional field of an input: null is equivalent to leaving it out. */
  readonly mayBeLeftOut?: true;
}

/** The pair one step further in. */
export function inside({ side, path }: Pair, step: Step, was: Schema, now: Schema): Pair {
  return { side, path: [...path, step], was, now };
}

/** `was` and `now` in a few words. */
export function changeOf(
  { side, path, now: schema }: Pair,
  kind: ChangeKind,
  effect: Effect,
  { was, now }: Partial<Pick<Change, "was" | "now">> = {},
): Change {
  return { side, path, kind, effect, was, now, schema };
}
