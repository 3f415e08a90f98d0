/** Everything that a diagnostic says apart from its location, for formats that have a single text field. */
import type { Diagnostic } from "../diagnostic.ts";

export function explanation({ message, why, rewrite, advice }: Diagnostic): readonly string[] {
  const said = [message, `Why: ${why}`];
  if (rewrite !== undefined) return [...said, `Rewrite:\n${rewrite}`];
  return advice === undefined ? said : [...said, `Fix: ${advice}`];
}
