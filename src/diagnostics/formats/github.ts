/**
 * Diagnostics as annotations of a pull request: workflow commands that GitHub Actions reads from the log, see
 * https://docs.github.com/actions/reference/workflow-commands-for-github-actions. Each is one line without a
 * line end.
 */
import path from "node:path/posix";
import type { Diagnostic } from "../diagnostic.ts";
import type { DiagnosticKind } from "../kind.ts";
import { positionAt } from "../span.ts";
import { explanation } from "./explanation.ts";
import { visible } from "./visible.ts";

/** `folder` is the project's, relative to the root of the repository, which GitHub resolves paths against. */
export function printAnnotations(diagnostics: readonly Diagnostic[], folder: string): readonly string[] {
  const lines = diagnostics.map((diagnostic) => printAnnotation(diagnostic, folder));
  const isHidden = (["error", "warning"] as const).some(
    (level) => lines.filter((line) => line.startsWith(`::${level} `)).length > maxShown,
  );
  const note = `GitHub shows only the first ${maxShown} errors and ${maxShown} warnings of a step. There are ${diagnostics.length}; the log has them all.`;
  return isHidden ? [...lines, `::notice title=falc::${escapeData(note)}`] : lines;
}

/** Per level and step; GitHub silently hides the rest. */
const maxShown = 10;

function printAnnotation(diagnostic: Diagnostic, folder: string): string {
  const { code, kind, span } = diagnostic;
  const start = positionAt(span.source, span.start);
  const end = positionAt(span.source, Math.max(span.start, span.end));
  const properties = {
    file: path.join(folder, span.source.path),
    line: start.line,
    endLine: end.line,
    // GitHub accepts columns only for an annotation of a single line.
    ...(start.line === end.line && { col: start.column, endColumn: Math.max(end.column, start.column) }),
    title: `falc: ${code}`,
  };
  const listed = Object.entries(properties).map(
    ([name, value]) => `${name}=${escapeProperty(String(value))}`,
  );
  const text = explanation(diagnostic).join("\n");
  return `::${levelOf(kind)} ${listed.join(",")}::${escapeData(cut(text))}`;
}

function levelOf(kind: DiagnosticKind): "error" | "warning" {
  return kind === "warning" ? "warning" : "error";
}

/** GitHub's limit is 64 KB, and a name in an untrusted source may be a megabyte long. */
function cut(text: string): string {
  return text.length > maxLength ? `${text.slice(0, maxLength)}…` : text;
}

const maxLength = 10_000;

/** Escaped like GitHub's own toolkit does: a line end would end the command and could start another. */
function escapeData(text: string): string {
  return visible(text).replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A");
}

function escapeProperty(text: string): string {
  return escapeData(text).replace(/:/g, "%3A").replace(/,/g, "%2C");
}
