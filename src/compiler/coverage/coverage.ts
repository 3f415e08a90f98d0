/** What became of everything a workflow's source says: plain data, for printing and for tools. */

export type PlaceKind = "call" | "operand" | "key";

/**
 * - `artifact`: found in the emitted graph or interface, at `at`.
 * - `computed`: its value was known, and what was made of it, or decided with it, is said in `reason`.
 * - `not-reached`: it stands where the workflow never comes to, for the reason given.
 * - `unused`: only the run knows its value, and nothing asks for it.
 * - `unaccounted`: none of these could be shown. There must be no such place.
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
  /** The author's words on one line, cut. */
  readonly text: string;
  readonly fate: Fate;
  readonly reason: string | undefined;
  /** Where in the artifact it is, or what was made of it: `photo.input.prompt`, `output.image`, `schema.input.seed`. */
  readonly at: readonly string[];
}

/** A disagreement between source and artifact that no single place stands for. */
export interface CoverageProblem {
  /** Where it is: a path in the artifact, or `file:line:column`. */
  readonly where: string;
  readonly message: string;
}

export interface Coverage {
  /** In file order. */
  readonly places: readonly CoveredPlace[];
  /** Empty when all is accounted for, in both directions. */
  readonly problems: readonly CoverageProblem[];
}

export function isComplete({ places, problems }: Coverage): boolean {
  return problems.length === 0 && places.every(({ fate }) => fate !== "unaccounted");
}
