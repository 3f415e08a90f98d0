import type { DiagnosticKind } from "./kind.ts";
import type { Proposal } from "./rewrite.ts";
import type { Span } from "./span.ts";

/** One row of the catalogue: the texts of a diagnostic as functions of its facts. */
export interface CatalogueEntry<Facts> {
  readonly kind: DiagnosticKind;
  /** A few words, without a full stop. */
  readonly title: string;
  message(facts: Facts): string;
  /** Why it is refused, in general. */
  readonly why: string;
  /** What to do, in words, if there is no rewrite as code. */
  readonly advice?: string;
  /**
   * The rewrite as code, from the facts and the author's text around the span. Rewrites that need the syntax
   * tree are made by the compiler, and come with the report.
   */
  rewrite?(facts: Facts, span: Span): Proposal | undefined;
}

/** Infers the facts from `message`, so that a row needs no type argument. */
export function entry<Facts = void>(row: CatalogueEntry<Facts>): CatalogueEntry<Facts> {
  return row;
}
