/** The author's own text, and rewrites made from it that are shown only. */
import { printRewrite, replacing } from "./rewrite.ts";
import type { Span } from "./span.ts";

/** The author's text at a place, as written. */
export function textAt({ source, start, end }: Span): string {
  return source.text.slice(start, end);
}

/**
 * The lines that the span touches with its text replaced, without their common indentation and what follows a `//`:
 * `const photo = flux({ prompt });` becomes `const photo = await flux({ prompt });`. Only the replacement where the
 * lines are too long to be read.
 */
export function inPlace(span: Span, replacement: string): string {
  return printRewrite(replacing(span, replacement), span);
}
