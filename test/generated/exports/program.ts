/**
 * A program that exports its workflow in some way: a function, what happens to it, how it is exported, and how its
 * input is. By JavaScript's rules, one function is the workflow, and each function sends a unique mark.
 *
 *   tape → functions.ts → steps.ts, several times → ways.ts, inputs.ts → files
 */
import fc from "fast-check";
import { Tape } from "../writing/tape.ts";
import { writeFunction } from "./functions.ts";
import { inputWays } from "./inputs.ts";
import { type Held, Sources } from "./sources.ts";
import { steps } from "./steps.ts";
import { writeExport } from "./ways.ts";

export interface ExportProgram {
  /** `main.ts` is the workflow's file. */
  readonly files: Readonly<Record<string, string>>;
  readonly constructs: ReadonlySet<string>;
}

export function writeExportProgram(tape: readonly number[]): ExportProgram {
  const sources = new Sources(new Tape(tape));
  const first = sources.tape.chance(3) ? "main.ts" : sources.newFile();
  let held: Held = writeFunction(first, sources, true);
  for (let left = sources.tape.choose(5); left > 0; left -= 1)
    held = sources.draw(steps).apply(held, sources);
  sources.draw(inputWays).write(sources);
  writeExport(held, sources);
  return { files: sources.files(), constructs: sources.constructs };
}

/** `count` programs, the same for the same seed. */
export function exportPrograms(count: number, seed: number): readonly ExportProgram[] {
  const tapes = fc.array(fc.nat(1000), { minLength: 60, maxLength: 60 });
  return fc.sample(tapes, { numRuns: count, seed }).map(writeExportProgram);
}
