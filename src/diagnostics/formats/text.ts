/**
 * Diagnostics as text for people: location, frame, trail, why, rewrite. Colour is a function that the command
 * line passes in.
 */
import { type BabelCodeFrameOptions, codeFrameColumns } from "@babel/code-frame";
import type { Diagnostic } from "../diagnostic.ts";
import type { DiagnosticKind } from "../kind.ts";
import { linesAt, type Position, positionAt, printPosition, type Span } from "../span.ts";
import { visible } from "./visible.ts";

export interface Paint {
  kind(kind: DiagnosticKind, text: string): string;
  strong(text: string): string;
  faint(text: string): string;
}

const plain: Paint = { kind: (_, text) => text, strong: (text) => text, faint: (text) => text };

/** One diagnostic, several lines, no line end after the last. */
export function printDiagnostic(diagnostic: Diagnostic, paint: Paint = plain): string {
  const { span, kind, code } = diagnostic;
  const lines = [
    `${paint.strong(visible(printPosition(span)))} ${paint.kind(kind, kind)} ${paint.faint(code)}`,
    cut(visible(diagnostic.message)),
    // A whole file has nothing to show, and a file that falc does not read has blank text.
    ...(/\S/.test(span.source.text) ? ["", printFrame(span)] : []),
  ];
  if (diagnostic.trail.length > 0) lines.push("", "Called from:", ...printTrail(diagnostic.trail, paint));
  lines.push("", `Why: ${diagnostic.why}`);
  if (diagnostic.rewrite !== undefined) {
    const code = visible(diagnostic.rewrite).split("\n");
    lines.push("Rewrite:", ...code.map((line) => (line === "" ? "" : `    ${cut(line)}`)));
  } else if (diagnostic.advice !== undefined) lines.push(`Fix: ${diagnostic.advice}`);
  return lines.join("\n");
}

/** A name in an untrusted source may be a megabyte long. */
function cut(text: string): string {
  return text.length > maxShownLength ? `${text.slice(0, maxShownLength)}…` : text;
}

const maxShownLength = 1_000;

/** The number of calls shown before and after the gap in a long trail. */
const [shownFirst, shownLast] = [3, 3];

/** A line per call with its code, outermost first. */
function printTrail(trail: readonly Span[], paint: Paint): readonly string[] {
  const hidden = trail.length - shownFirst - shownLast;
  const isLong = hidden > 1;
  const shown = isLong ? [...trail.slice(0, shownFirst), ...trail.slice(-shownLast)] : trail;
  const maxWidth = Math.max(...shown.map((call) => printPosition(call).length));
  const lines = shown.map((call) => {
    const place = visible(printPosition(call)).padEnd(maxWidth);
    return `  ${place}  ${paint.faint(lineOf(call))}`;
  });
  if (isLong) lines.splice(shownFirst, 0, `  … ${hidden} more calls`);
  return lines;
}

/** The call's first line, shortened if long. */
function lineOf({ source, start }: Span): string {
  const from = start - (positionAt(source, start).column - 1);
  const line = visible(/^[^\r\n]*/.exec(source.text.slice(from, from + 1000))?.[0].trim() ?? "");
  return line.length > 90 ? `${line.slice(0, 90)}…` : line;
}

/** The line of a span with its context, and a mark below. */
export function printFrame(span: Span): string {
  const start = positionAt(span.source, span.start);
  const end = positionAt(span.source, Math.max(span.start, span.end));
  const startLine = Math.max(1, start.line - linesAbove);
  // Not the whole text: a large file with thousands of problems would be split for each of them.
  const lines = linesAt(span.source, startLine, start.line + linesBelow);
  const lineEnd = (lines[start.line - startLine] ?? "").length + 1;
  const from = lineEnd > maxWidth ? Math.max(0, start.column - 41) : 0;
  const shown = lines.map((line) => visible(line.slice(from, from + maxWidth))).join("\n");
  const column = ({ column: at }: Position) => Math.min(at - from, maxWidth);
  const first = { line: start.line, column: column(start) };
  const location =
    start.line === end.line
      ? { start: first, end: { line: end.line, column: column(end) } }
      : // For several lines, the rest of the first.
        { start: first, end: { line: start.line, column: Math.min(lineEnd - from, maxWidth) } };
  // The types are older and lack startLine.
  const options: FrameOptions = { linesAbove, linesBelow, startLine };
  return codeFrameColumns(shown, location, options);
}

interface FrameOptions extends BabelCodeFrameOptions {
  readonly startLine: number;
}

const [linesAbove, linesBelow] = [2, 1];
/** Columns of a frame. A line may be a megabyte long. */
const maxWidth = 160;
