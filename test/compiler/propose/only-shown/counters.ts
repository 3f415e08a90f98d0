/** Functions whose calls are counted, as mutants that change nothing. */
import type { Mutant } from "../../../support/mutants/mutant.ts";

/** The first argument of each call. */
export const calls: unknown[] = [];

const counted = (of: string): Mutant => ({
  name: `${of} is counted`,
  of,
  become: (original) =>
    function (this: unknown, ...given) {
      calls.push(given[0]);
      return original.apply(this, given) as unknown;
    },
});

/** They make a suggestion. */
export const findings = counted("table:suggestionAt");
export const faults = counted("fault:suggestForFault");
/** It runs the workflow once more. */
export const evaluations = counted("survey:countEvaluations");

export const counters = [findings, faults, evaluations];
