import type { DiagnosticKind } from "./kind.ts";

/** One row of the catalogue: the texts of a diagnostic as functions of the facts found. */
export interface CatalogueEntry<Facts> {
  readonly kind: DiagnosticKind;
  message(facts: Facts): string;
  /** Why it is refused, independent of the case at hand. */
  readonly why: string;
  /** The rewrite as code, in the author's own names where the facts carry them. */
  rewrite?(facts: Facts): string | undefined;
}

/** Infers the facts from `message`, so that a row needs no type argument. */
export function entry<Facts = void>(row: CatalogueEntry<Facts>): CatalogueEntry<Facts> {
  return row;
}
