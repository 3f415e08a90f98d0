/** A value in what a call sends, with its path. */
import type { Span } from "../../diagnostics/span.ts";
import type { Data, ListData, RecordData } from "../evaluation.ts";

export interface DataPlace {
  readonly data: Data;
  /** From the call's input: `["tracks", 0, "keyframes"]`. Indices count from 0. */
  readonly path: readonly (string | number)[];
  /** What contains it; `undefined` for the input as a whole. */
  readonly owner: ListData | RecordData | undefined;
}

/** The name of the field it is in, through lists: `keyframes` for `keyframes[2]`. */
export function fieldName({ path }: Pick<DataPlace, "path">): string {
  return path.findLast((step) => typeof step === "string") ?? "";
}

/** Where its name is written, or where it comes from: a spread, the object as a whole. */
export function spanOfKey({ data, path, owner }: DataPlace): Span {
  return (owner?.kind === "record" ? owner.keys.get(String(path.at(-1))) : undefined) ?? data.span;
}
