/** A value known only at run time: how messages name it, and describe its origin. */
import { tick } from "./wording.ts";

export interface RunTimeValue {
  /** The author's expression. */
  readonly text: string;
  /** Whether the value is part of the input or of a result. */
  readonly root?: "input" | "call" | undefined;
  /** Its origin, if the text does not show it: `` `mode` of the input ``. */
  readonly from?: string | undefined;
}

/** `` `m` (`mode` of the input) `` */
export function named({ text, from }: Pick<RunTimeValue, "text" | "from">): string {
  return from === undefined ? tick(text) : `${tick(text)} (${from})`;
}
