/** Coverage accounts for every program that is accepted, and observing an evaluation changes nothing. */
import { compileText } from "../support/compile-source.ts";
import { listGaps } from "../support/list-gaps.ts";
import { type Files, Mismatch, print, type Verdict } from "./judge.ts";

/** Throws a `Mismatch`. */
export function expectCovered(files: Files, { graph }: Verdict): void {
  if (graph === undefined) return;
  const { emitted, result } = compileText(files, { coverage: true });
  const coverage = result.files[0]?.coverage;
  if (emitted?.graph !== graph || coverage === undefined)
    throw new Mismatch(`coverage changes the graph\n${print(files)}`);
  const gaps = listGaps(coverage);
  if (gaps.length > 0) throw new Mismatch(`coverage finds a gap:\n${gaps.join("\n")}\n${print(files)}`);
}
