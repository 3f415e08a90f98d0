/** Compiles the patterns of JSON Schemas as a run does: with the flag `u` only if the syntax requires it. */

/** `\p{Letter}`, `\u{1F600}` */
export function needsUnicode(source: string): boolean {
  return (source.match(/\\(?:[pPu]\{|[\s\S])/g) ?? []).some(
    (escape) => escape.endsWith("{") && escape.length === 3,
  );
}

/** Throws a SyntaxError for an invalid pattern. */
export function schemaPattern(source: string): RegExp {
  return new RegExp(source, needsUnicode(source) ? "u" : "");
}
