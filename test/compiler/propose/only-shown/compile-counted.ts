/** Compiles a program and counts what is called meanwhile. Built together with the compiler whose functions are counted. */
import type { Diagnostic } from "../../../../src/diagnostics/diagnostic.ts";
import { compileText } from "../../../support/compile-source.ts";
import { withMutant } from "../../../support/mutants/active.ts";
import { calls, evaluations, faults, findings } from "./counters.ts";

export interface Counted {
  readonly diagnostics: readonly Diagnostic[];
  /** What each suggestion was made for: a code, or the kind of a fault. */
  readonly made: readonly string[];
  readonly evaluations: number;
}

export async function compileCounted(text: string): Promise<Counted> {
  calls.length = 0;
  // One function at a time is counted.
  await withMutant(findings, () => compileText(text));
  await withMutant(faults, () => compileText(text));
  const made = calls.map((first) => (first as { code?: string }).code ?? (first as { kind: string }).kind);
  calls.length = 0;
  const { diagnostics } = await withMutant(evaluations, () => compileText(text));
  return { diagnostics, made, evaluations: calls.length };
}
