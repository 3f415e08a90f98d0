/** A rewrite inside a helper is one for all who call it: what one caller sends is no constant there. */
import { textAt } from "../../diagnostics/in-place.ts";
import { isRewrite, type Proposal } from "../../diagnostics/rewrite.ts";
import type { Span } from "../../diagnostics/span.ts";
import { tick } from "../../diagnostics/wording.ts";

/**
 * The proposal, or words where it would write a value over what the callers give. `replaced`: what stands there now; `trail`:
 * the calls that led there, none outside helpers.
 */
export function inHelper(
  proposal: Proposal | undefined,
  replaced: Span,
  trail: readonly Span[],
): Proposal | undefined {
  const call = trail.at(-1);
  const isMade = proposal !== undefined && (typeof proposal === "string" || isRewrite(proposal));
  if (call === undefined || !isMade || isWritten(textAt(replaced))) return proposal;
  const from = textAt(call).replace(/\s+/g, " ");
  return {
    words: `Change it in the caller. Every call of the helper runs this line; this problem comes from ${tick(from)}.`,
  };
}

/** A value, or an object all of whose fields are written there. */
export function isWritten(code: string): boolean {
  return (
    /^(?:"[^"]*"|'[^']*'|`[^`$]*`|-?[\d.]+|true|false|null)$/.test(code.trim()) ||
    /^\{(?!.*\.\.\.)/s.test(code)
  );
}
