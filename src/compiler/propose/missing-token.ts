/** A bracket or a comma that is the only thing missing in a file. */
import { type Rewrite, replacing } from "../../diagnostics/suggestion.ts";
import type { SourceText } from "../../diagnostics/span.ts";
import { ts, type TS } from "../typescript.ts";

/**
 * `said`: TypeScript's message, `')' expected.`. The parser misses it before the next token, which may be lines away;
 * it is inserted after the previous one. `undefined` if the file still does not parse.
 */
export function missingToken(source: SourceText, start: number, message: string): Rewrite | undefined {
  const token = /^'([,;)\]}])' expected\.$/.exec(message)?.[1];
  const { path, text } = source;
  if (token === undefined || text.length > maxParsedLength) return undefined;
  for (const at of new Set([text.slice(0, start).trimEnd().length, start])) {
    const repaired = text.slice(0, at) + token + text.slice(at);
    const tree = ts.createSourceFile(path, repaired, ts.ScriptTarget.Latest);
    const { parseDiagnostics = [] } = tree as TS.SourceFile & { parseDiagnostics?: readonly TS.Diagnostic[] };
    if (parseDiagnostics.length === 0) return replacing({ source, start: at, end: at }, token);
  }
  return undefined;
}

/** Each such error costs another parse. */
const maxParsedLength = 50_000;
