import type { Diagnostic } from "../diagnostic.ts";
import { positionAt, type Span } from "../span.ts";
import type { DiagnosticJson, Place } from "./diagnostic-json.ts";

/** A diagnostic for tools. Lines and columns count from 1; the end is exclusive. */
export function diagnosticToJson(diagnostic: Diagnostic): DiagnosticJson {
  const { code, kind, message, why, rewrite, advice, span, trail, fix } = diagnostic;
  return {
    code,
    kind,
    message,
    why,
    ...(rewrite !== undefined && { rewrite }),
    ...(advice !== undefined && { advice }),
    ...place(span),
    ...(fix !== undefined && {
      edits: fix.edits.map((edit) => ({ ...place(edit.span), text: edit.text })),
      ...(fix.files !== undefined && { files: fix.files.map(({ path, text }) => ({ path, text })) }),
    }),
    trail: trail.map(place),
  };
}

function place({ source, start, end }: Span): Place {
  return { file: source.path, start: positionAt(source, start), end: positionAt(source, end) };
}
