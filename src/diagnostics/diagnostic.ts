/** A problem as a value: what, where, why, and the rewrite as code. Printing is in `formats/`. */
import type { catalogue } from "./codes.ts";
import type { DiagnosticKind } from "./kind.ts";
import type { Rewrite } from "./suggestion.ts";
import type { Span } from "./span.ts";

export type DiagnosticCode = keyof typeof catalogue;

/** The facts from which a code's texts are made. */
export type DiagnosticFacts<Code extends DiagnosticCode> = Parameters<(typeof catalogue)[Code]["message"]>[0];

export interface Diagnostic {
  readonly code: DiagnosticCode;
  readonly kind: DiagnosticKind;
  readonly message: string;
  readonly why: string;
  /** Code with the same meaning that compiles. */
  readonly rewrite: string | undefined;
  /** The rewrite as source edits, if tools can apply it. */
  readonly fix: Rewrite | undefined;
  /** What to do, in words, if no code can be given. */
  readonly advice: string | undefined;
  readonly span: Span;
  /** The calls that led here, outermost first; empty if the problem is in the workflow function itself. */
  readonly trail: readonly Span[];
}
