/** Programs as fast-check generates them, and a run over many of them with statistics. */
import fc from "fast-check";
import { expectCovered } from "./expect-covered.ts";
import { judge, type Verdict } from "./judge.ts";
import { type Program, writeProgram } from "./program.ts";
import { findMismatch, type SearchOptions } from "./search.ts";
import { Tally } from "./tally.ts";

const tape = (length: number) => fc.array(fc.nat(1000), { maxLength: length, size: "max" });

/** A program; it shrinks towards one call of one model. */
export const program: fc.Arbitrary<Program> = fc
  .record({ classes: tape(120), helpers: tape(60), workflow: tape(280) })
  .map(writeProgram);

/** The result of a run over programs. */
export interface Outcome {
  readonly tally: Tally;
  /** The smallest program that went wrong, with the reason; `undefined` if none did. */
  readonly mismatch: string | undefined;
}

/** `coverage`: whether an accepted program must also be accounted for, which takes as long again as compiling it twice. */
export async function runPrograms({
  coverage = false,
  ...options
}: SearchOptions & { readonly coverage?: boolean }): Promise<Outcome> {
  const tally = new Tally();
  const check = async (each: Program): Promise<[Program, Verdict]> => {
    const verdict = await judge(each.files, each.given);
    if (coverage) expectCovered(each.files, verdict);
    return [each, verdict];
  };
  const mismatch = await findMismatch(program, options, check, ([{ constructs }, { graph, codes }]) =>
    tally.add(constructs, graph !== undefined, codes),
  );
  return { tally, mismatch };
}
