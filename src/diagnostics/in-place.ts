/** The author's own text, and rewrites of it that are only displayed. */
import { printRewrite } from "./print-rewrite.ts";
import { replacing } from "./suggestion.ts";
import type { Span } from "./span.ts";

/** The author's text at a location, as written. */
export function textAt({ source, start, end }: Span): string {
  return source.text.slice(start, end);
}

/**
 * The lines that the span touches with its text replaced, without common indentation and trailing `//`
 * comments: `const photo = flux({ prompt });` becomes `const photo = await flux({ prompt });`. If the lines
 * are too long to read, only the replacement.
 */
export function inPlace(span: Span, replacement: string): string {
  return printRewrite(replacing(span, replacement), span);
}
