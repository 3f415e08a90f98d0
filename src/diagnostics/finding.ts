/** A problem as a stage reports it: facts and values. Texts and suggestions are made from it once it is to be shown. */
import type { DiagnosticCode, DiagnosticFacts } from "./diagnostic.ts";
import type { Span } from "./span.ts";

export interface Finding<Evidence = unknown, Code extends DiagnosticCode = DiagnosticCode> {
  readonly code: Code;
  readonly span: Span;
  readonly facts: DiagnosticFacts<Code>;
  /** The calls that led there, outermost first; empty if it is in the workflow function itself. */
  readonly trail: readonly Span[];
  /** What the stage knew that no text mentions, such as the syntax node: only a suggestion needs it. */
  readonly evidence: Evidence | undefined;
}

/** Everything that was reported with one code at one location: a line runs for all iterations and callers. */
export interface Reported<Evidence = unknown> {
  /** The one that is shown. */
  readonly first: Finding<Evidence>;
  readonly count: number;
  /** The first, and those that differ from it by their message or their caller, up to a limit. */
  readonly variants: readonly Finding<Evidence>[];
}
