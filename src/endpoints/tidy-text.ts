/**
 * A description without artifacts of its Python source: indentation, surrounding blank lines, trailing spaces, and
 * line breaks within a sentence. Also without characters that a reviewer cannot see. Empty if nothing remains.
 */
export function tidyText(text: string): string {
  const lines = text
    .replace(/\r\n?|[\u2028\u2029]/g, "\n")
    .replaceAll("\t", "  ")
    .replace(invisible, "")
    .split("\n")
    .map((line) => line.trimEnd());
  // The first line starts after the quotes, so its indentation does not count.
  const [first = "", ...others] = lines;
  const indents = others.filter((line) => line !== "").map((line) => line.length - line.trimStart().length);
  const indent = indents.reduce((least, each) => Math.min(least, each), Infinity);
  return [first.trimStart(), ...others.map((line) => line.slice(Math.min(indent, line.length)))]
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .replace(brokenProse, "$1 ")
    .trim();
}

/** A full line continued on the next one: not a list, not a table, not indented. Markdown joins them too. */
const brokenProse = /([^\n]{50})\n(?=[\p{L}\p{N}"'`(])(?!\d+[.)])/gu;

/** Control characters except the line break, and characters that hide text or change the reading direction. */
const invisible =
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
