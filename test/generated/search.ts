/** Searches for a case in which falc is wrong, with fast-check, and shrinks it. */
import fc from "fast-check";
import { Mismatch } from "./judge.ts";

export interface SearchOptions {
  /** The number of cases. */
  readonly count: number;
  readonly seed: number;
  /** The maximum time for shrinking a mismatch, in milliseconds; default one minute. */
  readonly shrinkFor?: number;
}

/**
 * The smallest mismatch found, as text; `undefined` if there is none. `check` throws a `Mismatch`; its results up to
 * the first mismatch are passed to `counted`. Other errors are rethrown.
 */
export async function findMismatch<Case, Finding>(
  cases: fc.Arbitrary<Case>,
  { count, seed, shrinkFor = 60_000 }: SearchOptions,
  check: (each: Case) => Promise<Finding>,
  counted: (finding: Finding) => void,
): Promise<string | undefined> {
  let firstFound: number | undefined;
  const property = fc.asyncProperty(cases, async (each) => {
    // When the time is up, every smaller case passes, which ends the shrinking.
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
