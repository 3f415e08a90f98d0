/** A value known only at run time: how messages name it, and describe its origin. */
import { tick } from "./wording.ts";

export interface RunTimeValue {
  /** The author's expression. */
  readonly text: string;
  /** Whether the value is part of the input or of a result. */
  readonly root?: "input" | "call" | undefined;
  /** What leads to it from there: `["images", 0]`. */
  readonly steps?: readonly (string | number)[] | undefined;
  /** JSON's types that it can have; empty if nothing is known. */
  readonly types?: readonly string[] | undefined;
  /** Its origin, if the text does not show it: `` `mode` of the input ``. */
  readonly from?: string | undefined;
  /** For a list of a result, if the call shows how many elements it has. */
  readonly count?: ListCount | undefined;
}

export interface ListCount {
  /** At least 1. */
  readonly count: number;
  /** The field that sets the number of results: `num_images`. */
  readonly field: string;
  readonly endpoint: string;
  /** Whether the call sets it, as opposed to the endpoint's default. */
  readonly isSent: boolean;
}

/** `` `m` (`mode` of the input) `` */
export function named({ text, from }: Pick<RunTimeValue, "text" | "from">): string {
  return from === undefined ? tick(text) : `${tick(text)} (${from})`;
}

/** The owner of a field, as the first words of a sentence. A pattern names only parts of it. */
export function nameOwner({ text, from, root }: RunTimeValue): string {
  if (!/^(?:\w+:\s*)?\{/.test(text)) return named({ text, from });
  return (from ?? (root === "input" ? "the input" : "the result")).replace(/^the\b/, "The");
}
