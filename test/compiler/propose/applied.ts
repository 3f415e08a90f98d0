/** The files after a rewrite, as a tool would apply it. */
import { applyEdits, type Rewrite } from "../../../src/diagnostics/suggestion.ts";

/** Path → text. */
export type Files = Readonly<Record<string, string>>;

export function applied(files: Files, { edits, files: added = [] }: Rewrite): Files {
  const all: Record<string, string> = { ...files };
  for (const { span } of edits) {
    const { source } = span;
    all[source.path] = applyEdits(
      source,
      edits.filter((edit) => edit.span.source === source),
    );
  }
  for (const { path, text } of added) all[path] = text;
  return all;
}
