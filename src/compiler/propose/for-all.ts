/** The words that replace a rewrite which would be wrong for other callers of the same line. */
import type { Diagnostic, DiagnosticCode } from "../../diagnostics/diagnostic.ts";
import { textAt } from "../../diagnostics/in-place.ts";
import type { Span } from "../../diagnostics/span.ts";
import { tick } from "../../diagnostics/wording.ts";
import { catalogue } from "../../diagnostics/codes.ts";

export function wordsForAll({ code, trail }: Pick<Diagnostic, "code" | "trail">): string {
  return withAdvice(code, describeCallers(trail));
}

/** For different problems at one line. `calls`: of the helper, at least two. */
export function wordsForCallers(code: DiagnosticCode, calls: readonly Span[]): string {
  const shown = calls.slice(0, calls.length > 3 ? 2 : 3).map(printed);
  const more = calls.length - shown.length;
  const [last = "", ...before] = [...shown, ...(more > 0 ? [`${more} more`] : [])].toReversed();
  const all = `${before.toReversed().join(", ")} and ${last}`;
  return withAdvice(code, `Every call of the helper runs this line; these problems come from ${all}.`);
}

function withAdvice(code: DiagnosticCode, words: string): string {
  const { advice } = catalogue[code] as { readonly advice?: string };
  return [...(advice === undefined ? [] : [advice]), words].join(" ");
}

/** `trail`: the calls that led there; empty outside helpers. */
function describeCallers(trail: readonly Span[]): string {
  const call = trail.at(-1);
  return call === undefined
    ? "This line is evaluated more than once, and not always with the same problem."
    : `Every call of the helper runs this line, and not all of them need the same change; this problem comes from ${printed(call)}.`;
}

/** For a value that is passed to a helper. `what`: what to do there. */
export function adviseCaller(call: Span, what = "Change it"): string {
  return `${what} in the caller. Every call of the helper runs this line; this problem comes from ${printed(call)}.`;
}

function printed(call: Span): string {
  return tick(textAt(call).replace(/\s+/g, " "));
}
