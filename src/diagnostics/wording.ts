/** How the catalogue's texts quote the author's code. */

/** Code in a sentence, in backticks, unless it brings its own; a long expression is cut. */
export function tick(code: string): string {
  const shown = code.length > 60 ? `${code.slice(0, 60)}…` : code;
  const own = shown.split("`").length - 1;
  if (own === 0) return `\`${shown}\``;
  // A template literal that was cut is closed again.
  return own % 2 === 0 ? shown : `${shown}\``;
}

/** A string as written in code. */
export function quote(text: string): string {
  return JSON.stringify(text);
}

/** `a`, `b` or `c`; at most five. */
export function orOf(codes: readonly string[]): string {
  return eitherOf(codes.map(tick));
}

/** a, b or c; at most five. */
export function eitherOf(texts: readonly string[]): string {
  const shown = texts.slice(0, 5);
  const [last = "…", ...before] =
    texts.length > shown.length ? ["…", ...shown.toReversed()] : shown.toReversed();
  return before.length === 0 ? last : `${before.toReversed().join(", ")} or ${last}`;
}

/** What to do if fal may have more than the types that falc reads. */
export function ifNewer(endpoint: string, what: string): string {
  return `If fal has added ${what} since, run \`falc models add ${endpoint}\`.`;
}

/** `Input should be less than 5` → `it must be less than 5` */
export function asClause(problem: string): string {
  return problem
    .replace(/^Input/, "it")
    .replace(/^String/, "the string")
    .replace(/^Sequence/, "the array")
    .replace(/ should /, " must ");
}
