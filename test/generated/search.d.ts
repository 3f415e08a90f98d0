/** The search for a case in which falc is wrong, by fast-check, and its way down to a small one. */
import fc from "fast-check";
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
export declare function findMismatch<Case, Finding>(cases: fc.Arbitrary<Case>, { count, seed, shrinkFor }: SearchOptions, check: (each: Case) => Promise<Finding>, counted: (finding: Finding) => void): Promise<string | undefined>;
