/** The search for a case in which falc is wrong, by fast-check, and its way down to a small one. */
import fc from "fast-check";
import { Mismatch } from "./judge.ts";

export interface SearchOptions {
  /** How many cases are tried. */
  readonly count: number;
  readonly seed: number;
  /** For how many milliseconds at most a mismatch is made smaller; a minute unless given. */
  readonly shrinkFor?: number;
}

/**
 * The smallest mismatch that was found, as text; `undefined` when there was none. `check` throws a `Mismatch`; what it gives
 * otherwise is handed to `counted`, for the cases up to the first mismatch. Other errors are thrown.
 */
export async function findMismatch<Case, Finding>(
  cases: fc.Arbitrary<Case>,
  { count, seed, shrinkFor = 60_000 }: SearchOptions,
  check: (each: Case) => Promise<Finding>,
  counted: (finding: Finding) => void,
): Promise<string | undefined> {
  let firstFound: number | undefined;
  const property = fc.asyncProperty(cases, async (each) => {
    // When the time is up, every smaller case counts as good, which ends the shrinking.
    if (firstFound !== undefined && performance.now() - firstFound > shrinkFor) return;
    try {
      const finding = await check(each);
      if (firstFound === undefined) counted(finding);
    } catch (error) {
      firstFound ??= performance.now();
      throw error;
    }
  });
  const result = await fc.check(property, { numRuns: count, seed });
  if (!result.failed) return undefined;
  const error = result.errorInstance;
  if (!(error instanceof Mismatch)) throw error;
  return `case ${result.numRuns} of seed ${seed}: ${error.message}`;
}
