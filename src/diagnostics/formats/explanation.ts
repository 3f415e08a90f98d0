/** All that a diagnostic says besides its place, for formats of which each takes one text. */
import type { Diagnostic } from "../diagnostic.ts";

export function explanation({ message, why, rewrite, advice }: Diagnostic): readonly string[] {
  const said = [message, `Why: ${why}`];
  if (rewrite !== undefined) return [...said, `Rewrite:\n${rewrite}`];
  return advice === undefined ? said : [...said, `Fix: ${advice}`];
}
