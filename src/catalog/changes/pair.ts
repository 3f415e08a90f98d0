/** What stands at one place of an endpoint, as it was and as it is. */
import type { Schema } from "../schema.ts";
import type { Change, ChangeKind, Effect, Side, Step } from "./change.ts";

export interface Pair {
  readonly side: Side;
  readonly path: readonly Step[];
  readonly was: Schema;
  readonly now: Schema;
  /** A field of an input that need not be sent: null is as good as nothing there. */
  readonly mayBeLeftOut?: true;
}

/** One step further in. */
export function inside({ side, path }: Pair, step: Step, was: Schema, now: Schema): Pair {
  return { side, path: [...path, step], was, now };
}

/** `was` and `now`: what there was and is, in a few words. */
export function changeOf(
  { side, path, now: schema }: Pair,
  kind: ChangeKind,
  effect: Effect,
  { was, now }: Partial<Pick<Change, "was" | "now">> = {},
): Change {
  return { side, path, kind, effect, was, now, schema };
}
