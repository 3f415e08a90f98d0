/** Compiles a row's program with and without its mutant. Built together with the compiler that can be mutated. */
import { isComplete } from "../../../../src/compiler/account/coverage.ts";
import { compileText } from "../../../support/compile-source.ts";
import { listGaps } from "../../../support/list-gaps.ts";
import { withMutant } from "../../../support/mutants/active.ts";
import type { Mutant } from "../../../support/mutants/mutant.ts";
import { dropped } from "./table.ts";
import { workflow } from "./row.ts";

export interface Outcome {
  /** The artifacts' text; `undefined` if the program does not compile. */
  readonly artifacts: string | undefined;
  readonly isComplete: boolean | undefined;
  /** What coverage found, or why it does not compile. */
  readonly said: readonly string[];
}

export interface Tried {
  readonly name: string;
  readonly control: Outcome;
  readonly mutated: Outcome;
  /** Whether the mutated compiler compiles a program that has little. */
  readonly isAlive: boolean;
}

/** Whatever a mutant drops, this compiles. */
const least = workflow(`return draw({ prompt: input.prompt });`);

export async function tryDropped(name: string): Promise<Tried> {
  const row = dropped.find((each) => each.name === name);
  if (row === undefined) throw new Error(`there is no row “${name}”`);
  const { program } = row;
  return {
    name,
    control: await outcomeOf(undefined, program),
    mutated: await outcomeOf(row, program),
    isAlive: (await outcomeOf(row, least)).artifacts !== undefined,
  };
}

function outcomeOf(mutant: Mutant | undefined, files: Readonly<Record<string, string>>): Promise<Outcome> {
  return withMutant(mutant, () => {
    const { emitted, diagnostics, result } = compileText(files, { coverage: true });
    const coverage = result.files[0]?.coverage;
    if (emitted === undefined || coverage === undefined) {
      return { artifacts: undefined, isComplete: undefined, said: diagnostics.map(({ message }) => message) };
    }
    return {
      artifacts: emitted.graph + emitted.schema + JSON.stringify(emitted.sourceMap),
      isComplete: isComplete(coverage),
      said: listGaps(coverage),
    };
  });
}
