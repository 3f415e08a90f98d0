/** Mistakes that someone could make in the compiler. The generated programs have to notice each. */
import type { Mutant } from "../../support/mutants/mutant.ts";
import { codeMutants } from "./code-mutants.ts";
import { dataMutants } from "./data-mutants.ts";

export const mutants: readonly Mutant[] = [...dataMutants, ...codeMutants];
