/** Diagnostics as text for people: place, frame, why, rewrite. Colour is a function that the command line passes in. */
import { codeFrameColumns } from "@babel/code-frame";
import type { Diagnostic } from "../diagnostic.ts";
import type { DiagnosticKind } from "../kind.ts";
import { type Position, positionAt, printPosition } from "../span.ts";

export interface Paint {
  kind(kind: DiagnosticKind, text: string): string;
  strong(text: string): string;
  faint(text: string): string;
}

export const plain: Paint = { kind: (_, text) => text, strong: (text) => text, faint: (text) => text };

/** One diagnostic, several lines, no line end after the last. */
export function printDiagnostic(diagnostic: Diagnostic, paint: Paint = plain): string {
  const { span, kind, code } = diagnostic;
  const lines = [
    `${paint.strong(printPosition(span))} ${paint.kind(kind, kind)} ${paint.faint(code)}`,
    diagnostic.message,
    "",
    printFrame(diagnostic),
  ];
  for (const call of diagnostic.trail.toReversed())
    lines.push(paint.faint(`  called from ${printPosition(call)}`));
  lines.push("", `Why: ${diagnostic.why}`);
  if (diagnostic.rewrite !== undefined) {
    lines.push(
      "Rewrite:",
      ...diagnostic.rewrite.split("\n").map((line) => (line === "" ? "" : `    ${line}`)),
    );
  }
  return lines.join("\n");
}

function printFrame({ span }: Diagnostic): string {
  const start = positionAt(span.source, span.start);
  const end = positionAt(span.source, Math.max(span.start, span.end));
  // Control characters in a stranger's source must not reach the terminal; tabs and line ends may.
  const text = span.source.text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g, "\ufffd");
  const lines = text.split(/\r\n|\n|\r/);
  const from = (lines[start.line - 1] ?? "").length > widest ? Math.max(0, start.column - 41) : 0;
  const shown = lines.map((line) => line.slice(from, from + widest)).join("\n");
  const column = ({ column: at }: Position) => Math.min(at - from, widest);
  const first = { line: start.line, column: column(start) };
  const location =
    start.line === end.line
      ? { start: first, end: { line: end.line, column: column(end) } }
      : { start: first };
  return codeFrameColumns(shown, location, { linesAbove: 2, linesBelow: 1 });
}

/** Columns of a frame. A line may be a megabyte long. */
const widest = 160;
