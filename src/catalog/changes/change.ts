/** What differs between an endpoint as a project was written against it and as it is now. */
import type { Schema } from "../schema.ts";

export type Side = "input" | "output";

/**
 * A property's name; `null` for whichever item of a list: `images[].url` is `["images", null, "url"]`. The place of an item
 * counts from 0 and stands where items differ; `but` is for whichever property that is not one of these.
 */
export type Step = string | number | null | { readonly but: readonly string[] };

export interface Change {
  readonly side: Side;
  /** Where; never empty, but for what takes or gives something else as a whole. */
  readonly path: readonly Step[];
  readonly kind: ChangeKind;
  readonly effect: Effect;
  /** In a few words; `undefined` where there was nothing, or is nothing now. */
  readonly was: string | undefined;
  readonly now: string | undefined;
  /** What stands there now. */
  readonly schema: Schema | undefined;
  /** That there was a difference is all that is known: it may be anywhere inside. */
  readonly isSomewhereInside?: true;
}

export type ChangeKind =
  "removed" | "added" | "required" | "optional" | "type" | "values" | "limits" | "default";

/**
 * - `breaking`: fal refuses or drops what was right, or a reference leads nowhere.
 * - `behaviour`: everything still runs, and may do or give something else.
 * - `compatible`: nothing that worked is different.
 */
export type Effect = "breaking" | "behaviour" | "compatible";

/** `images[].url`, `size[0]`, `labels.*`; the whole has none, and is `the input`. */
export function printPlace({ side, path }: Pick<Change, "side" | "path">): string {
  if (path.length === 0) return `the ${side}`;
  return path.reduce<string>((text, step) => {
    if (step === null || typeof step === "number") return `${text}[${step ?? ""}]`;
    const name = typeof step === "string" ? step : "*";
    return text === "" ? name : `${text}.${name}`;
  }, "");
}
