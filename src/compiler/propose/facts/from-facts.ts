/** Suggestions for which the facts and the author's line are enough: code → a function of them. */
import type { DiagnosticCode, DiagnosticFacts } from "../../../diagnostics/diagnostic.ts";
import type { Suggestion } from "../../../diagnostics/suggestion.ts";
import type { Span } from "../../../diagnostics/span.ts";

export type FromFacts = {
  readonly [Code in DiagnosticCode]?: (facts: DiagnosticFacts<Code>, span: Span) => Suggestion | undefined;
};
