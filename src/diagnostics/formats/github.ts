/**
 * A diagnostic as an annotation of a pull request: a workflow command that GitHub Actions reads from the log, see
 * https://docs.github.com/actions/reference/workflow-commands-for-github-actions. One line without an end.
 */
import type { Diagnostic } from "../diagnostic.ts";
import { positionAt } from "../span.ts";
import { explanation } from "./explanation.ts";
import { visible } from "./visible.ts";

export function printAnnotation(diagnostic: Diagnostic): string {
  const { code, kind, span } = diagnostic;
  const start = positionAt(span.source, span.start);
  const end = positionAt(span.source, Math.max(span.start, span.end));
  const properties = {
    file: span.source.path,
    line: start.line,
    endLine: end.line,
    // GitHub takes columns only where the annotation is about one line.
    ...(start.line === end.line && { col: start.column, endColumn: Math.max(end.column, start.column) }),
    title: `falc: ${code}`,
  };
  const listed = Object.entries(properties).map(
    ([name, value]) => `${name}=${escapeProperty(String(value))}`,
  );
  const text = explanation(diagnostic).join("\n");
  return `::${kind === "warning" ? "warning" : "error"} ${listed.join(",")}::${escapeData(text)}`;
}

/** As GitHub's own toolkit escapes: a line end would end the command, and what follows could be another one. */
function escapeData(text: string): string {
  return visible(text).replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A");
}

function escapeProperty(text: string): string {
  return escapeData(text).replace(/:/g, "%3A").replace(/,/g, "%2C");
}
