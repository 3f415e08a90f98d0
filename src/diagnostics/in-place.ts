/** Rewrites made from the author's own lines. */
import { positionAt, type Span } from "./span.ts";

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
  const { source, start, end } = span;
  const from = start - (positionAt(source, start).column - 1);
  // A line may be a megabyte long, and thousands of problems may stand in it.
  const behind = source.text.slice(end, end + longestLooked);
  if (start - from > longestLooked || end - start > longestLooked) return replacement;
  const lineEnd = behind.search(/[\r\n]/);
  if (lineEnd === -1 && behind.length === longestLooked) return replacement;
  const to = lineEnd === -1 ? source.text.length : end + lineEnd;
  const rest = source.text.slice(end, to).replace(/\s+\/\/[^"'`]*$/, "");
  const lines = `${source.text.slice(from, start)}${replacement}${rest}`.split(/\r\n|\n|\r/);
  if (lines.length > 12 || lines.some(({ length }) => length > 160)) return replacement;
  return withoutIndent(lines);
}

/** Columns before, in and behind a span; twelve lines of the widest that are shown. */
const longestLooked = 2_000;

/** Lines joined, moved left as far as all of them can go. */
export function withoutIndent(lines: readonly string[]): string {
  const indents = lines
    .filter((line) => line.trim() !== "")
    .map((line) => /^\s*/.exec(line)?.[0].length ?? 0);
  const indent = Math.min(...indents);
  return lines.map((line) => line.slice(indent).trimEnd()).join("\n");
}
