/** Everything that a diagnostic says apart from its location, for formats that have a single text field. */
import type { Diagnostic } from "../diagnostic.ts";

export function explanation({ message, why, rewrite, advice }: Diagnostic): readonly string[] {
  const lines = [message, `Why: ${why}`];
  if (rewrite !== undefined) return [...lines, `Rewrite:\n${rewrite}`];
  return advice === undefined ? lines : [...lines, `Fix: ${advice}`];
}
