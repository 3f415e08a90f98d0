import type { JsonObject } from "../../lib/json.ts";
import type { Diagnostic } from "../diagnostic.ts";
import { positionAt, type Span } from "../span.ts";

/** A diagnostic for tools. Lines and columns count from 1; the end is exclusive. */
export function diagnosticToJson(diagnostic: Diagnostic): JsonObject {
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

function place(span: Span): JsonObject {
  const start: JsonObject = { ...positionAt(span.source, span.start) };
  const end: JsonObject = { ...positionAt(span.source, span.end) };
  return { file: span.source.path, start, end };
}
