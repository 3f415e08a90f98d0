/** The patterns of JSON Schemas, as a run reads them: with the flag `u` exactly where they say what only `u` can. */

/** `\p{Letter}`, `\u{1F600}` */
export function needsUnicode(source: string): boolean {
  return (source.match(/\\(?:[pPu]\{|[\s\S])/g) ?? []).some(
    (escape) => escape.endsWith("{") && escape.length === 3,
  );
}

/** Throws a SyntaxError for what is no pattern. */
export function schemaPattern(source: string): RegExp {
  return new RegExp(source, needsUnicode(source) ? "u" : "");
}
