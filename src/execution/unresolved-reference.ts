import type { Reference } from "../graph/types.ts";
import { quote } from "../lib/quote.ts";

/** A reference to a missing value. */
export class UnresolvedReference extends Error {
  override readonly name = "UnresolvedReference";
  readonly reference: Reference;
  /** The index of the path's first missing segment, from 0; -1 if the root has no output. */
  readonly segment: number;
  /** The keys that exist there; empty if it is not an object. At most 20. */
  readonly keys: readonly string[];
  /** Whether the parent is a list or an object, as the segment requires. */
  readonly isKindRight: boolean;

  constructor(
    reference: Reference,
    segment: number,
    reason: string,
    { keys = [], isKindRight = false }: { keys?: readonly string[]; isKindRight?: boolean } = {},
  ) {
    super(`${describeReference(reference)} has no value: ${reason}`);
    this.reference = reference;
    this.segment = segment;
    this.keys = keys;
    this.isKindRight = isKindRight;
  }

  /** Whether only the last step of the path is missing, where JavaScript would give `undefined`. */
  get isLastStep(): boolean {
    return this.segment === this.reference.path.length - 1 && this.isKindRight;
  }
}

/** Not `printReference`: that rejects paths outside the grammar, but messages must be able to show any path. */
export function describeReference({ root, path }: Reference): string {
  const text = `$${[root, ...path].join(".")}`;
  return /^[\w$./-]{1,200}$/.test(text) ? text : quote(text);
}
