/** The tapes as fast-check makes and shrinks them, and a run over many programs that keeps count. */
import fc from "fast-check";
import { judge, Mismatch } from "./judge.ts";
import { type Program, writeProgram } from "./program.ts";
import { Tally } from "./tally.ts";

const tape = (length: number) => fc.array(fc.nat(1000), { maxLength: length, size: "max" });

/** A program; it shrinks towards one call of one model. */
export const program: fc.Arbitrary<Program> = fc
  .tuple(tape(60), tape(250))
  .map(([helpers, workflow]) => writeProgram(helpers, workflow));

/** What a run over programs found. */
export interface Outcome {
  readonly tally: Tally;
  /** The smallest program that was found to go wrong, with what went wrong; `undefined` when none did. */
  readonly mismatch: string | undefined;
}

/** `check` is asked for each program until it throws a `Mismatch`, and counts in the tally it is given. */
export async function runPrograms(
  count: number,
  seed: number,
  check: (program: Program, tally: Tally) => Promise<void> = checkProgram,
): Promise<Outcome> {
  const tally = new Tally();
  let counted = tally;
  const property = fc.asyncProperty(program, async (each) => {
    try {
      await check(each, counted);
    } catch (error) {
      // What follows are the smaller ones that it is shrunk to.
      counted = new Tally();
      throw error;
    }
  });
  const result = await fc.check(property, { numRuns: count, seed });
  if (!result.failed) return { tally, mismatch: undefined };
  const error = result.errorInstance;
  if (!(error instanceof Mismatch)) throw error;
  return { tally, mismatch: `program ${result.numRuns} of seed ${seed}: ${error.message}` };
}

export async function checkProgram(program: Program, tally: Tally): Promise<void> {
  const { graph, codes } = await judge(program.files);
  tally.add(program.constructs, graph !== undefined, codes);
}
