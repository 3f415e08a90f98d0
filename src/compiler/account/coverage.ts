/** What became of everything in a workflow's source: plain data, for printing and for tools. */

export type PlaceKind = "call" | "operand" | "key";

/**
 * - `artifact`: found in the emitted graph or interface, at `at`.
 * - `computed`: its value was known; `reason` says what it was used for.
 * - `not-reached`: the workflow never gets there, for the given reason.
 * - `unused`: known only at run time, and nothing uses it.
 * - `unaccounted`: none of these could be shown. There must be no such location.
 */
export type Fate = "artifact" | "computed" | "not-reached" | "unused" | "unaccounted";

export interface CoveredPlace {
  readonly kind: PlaceKind;
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly column: number;
  /** Offsets in the file, for a frame. */
  readonly start: number;
  readonly end: number;
  /** The author's text on one line, cut. */
  readonly text: string;
  readonly fate: Fate;
  readonly reason: string | undefined;
  /** Where it is in the artifact, or what was made of it: `photo.input.prompt`, `output.image`, `schema.input.seed`. */
  readonly at: readonly string[];
}

/** A disagreement between source and artifact without a single location. */
export interface CoverageProblem {
  /** The location: a path in the artifact, or `file:line:column`. */
  readonly where: string;
  readonly message: string;
}

export interface Coverage {
  /** In file order. */
  readonly places: readonly CoveredPlace[];
  /** Empty if everything is accounted for, in both directions. */
  readonly problems: readonly CoverageProblem[];
}

export function isComplete({ places, problems }: Coverage): boolean {
  return problems.length === 0 && places.every(({ fate }) => fate !== "unaccounted");
}
