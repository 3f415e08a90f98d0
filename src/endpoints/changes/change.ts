/** A difference between an endpoint as a project was written against it and as it is now. */
import type { Schema } from "../../schema/schema.ts";

export type Side = "input" | "output";

/**
 * A property's name, or `null` for any item of a list: `images[].url` is `["images", null, "url"]`. A number, from 0,
 * is the item of a tuple; `but` is any property except these.
 */
export type Step = string | number | null | { readonly but: readonly string[] };

export interface Change {
  readonly side: Side;
  /** The location; empty only if the type of the whole changed. */
  readonly path: readonly Step[];
  readonly kind: ChangeKind;
  readonly effect: Effect;
  /** In a few words; `undefined` if there was nothing, or is nothing now. */
  readonly was: string | undefined;
  readonly now: string | undefined;
  /** The schema there now. */
  readonly schema: Schema | undefined;
  /** Only that there is a difference is known: it may be anywhere inside. */
  readonly isSomewhereInside?: true;
}

export type ChangeKind =
  "removed" | "added" | "required" | "optional" | "type" | "values" | "limits" | "default";

/**
 * - `breaking`: fal rejects or drops what was right, or a reference leads nowhere.
 * - `behaviour`: everything still runs, and may do or return something else.
 * - `compatible`: everything that worked still works the same way.
 */
export type Effect = "breaking" | "behaviour" | "compatible";

/** `images[].url`, `size[0]`, `labels.*`; the empty path is `the input`. */
export function printPlace({ side, path }: Pick<Change, "side" | "path">): string {
  if (path.length === 0) return `the ${side}`;
  return path.reduce<string>((text, step) => {
    if (step === null || typeof step === "number") return `${text}[${step ?? ""}]`;
    const name = typeof step === "string" ? step : "*";
    return text === "" ? name : `${text}.${name}`;
  }, "");
}
