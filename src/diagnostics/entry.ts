import type { DiagnosticKind } from "./kind.ts";

/** One row of the catalogue: the texts of a diagnostic as functions of its facts. */
export interface CatalogueEntry<Facts> {
  readonly kind: DiagnosticKind;
  /** A few words, without a full stop. */
  readonly title: string;
  message(facts: Facts): string;
  /** Why it is refused, in general. */
  readonly why: string;
  /** What to do, in words, unless something better is suggested. */
  readonly advice?: string;
}

/** Infers the facts from `message`, so that a row needs no type argument. */
export function entry<Facts = void>(row: CatalogueEntry<Facts>): CatalogueEntry<Facts> {
  return row;
}
