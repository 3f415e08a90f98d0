import { type Position, positionAt, type Span } from "../../diagnostics/span.ts";

/** Lines and columns from 1. */
export interface SourcePlace extends Position {
  readonly file: string;
}

/** Where a span begins. */
export function placeOf({ source, start }: Span): SourcePlace {
  return { file: source.path, ...positionAt(source, start) };
}
