/**
 * A value as it was at the moment it was passed to a call or returned: a copy, so that later changes to the author's
 * arrays and objects do not reach it. Plain JSON with references and texts at the leaves.
 */
import type { Span } from "../../diagnostics/span.ts";
import type { ReferenceValue, TextValue } from "./values.ts";

export type Data = LiteralData | ReferenceData | TextData | ListData | RecordData;

export interface LiteralData {
  readonly kind: "literal";
  readonly value: string | number | boolean | null;
  readonly span: Span;
}

export interface ReferenceData {
  readonly kind: "reference";
  readonly reference: ReferenceValue;
  readonly span: Span;
}

export interface TextData {
  readonly kind: "text";
  readonly text: TextValue;
  readonly span: Span;
}

export interface ListData {
  readonly kind: "list";
  readonly items: readonly Data[];
}

export interface RecordData {
  readonly kind: "record";
  readonly fields: ReadonlyMap<string, Data>;
}
