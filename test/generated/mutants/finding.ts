/** What became of a mutant. */

export interface Finding {
  /** Whether the mutated compiler still compiles a plain program; one that fails everywhere proves nothing. */
  readonly isAlive: boolean;
  /** Programs up to the one that differed; `undefined` if none did. */
  readonly noticedAfter: number | undefined;
  /** The first line of what differed. */
  readonly what: string;
}

/** What is wrong with a finding; `undefined` if it is as it has to be. */
export function findFault({ isAlive, noticedAfter, what }: Finding): string | undefined {
  if (!isAlive) return "it compiles nothing, so that noticing it proves nothing";
  if (what.startsWith("the compiler crashed")) return "it only crashes";
  return noticedAfter === undefined ? "no program noticed it" : undefined;
}
