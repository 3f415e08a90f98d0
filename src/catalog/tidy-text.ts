/**
 * A description without what its place in a Python program left in it: indentation, blank lines around, spaces at the ends
 * of lines, and lines broken within a sentence. Nor has it characters that a reviewer does not see. Empty when it says nothing.
 */
export function tidyText(text: string): string {
  const lines = text
    .replace(/\r\n?|[\u2028\u2029]/g, "\n")
    .replaceAll("\t", "  ")
    .replace(invisible, "")
    .split("\n")
    .map((line) => line.trimEnd());
  // The first line begins behind the quotes, whatever the others do.
  const [first = "", ...others] = lines;
  const indents = others.filter((line) => line !== "").map((line) => line.length - line.trimStart().length);
  const indent = indents.reduce((least, each) => Math.min(least, each), Infinity);
  return [first.trimStart(), ...others.map((line) => line.slice(Math.min(indent, line.length)))]
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .replace(brokenProse, "$1 ")
    .trim();
}

/** A line that was full, and what goes on below it: no list, no table, nothing indented. Markdown reads it as one too. */
const brokenProse = /([^\n]{50})\n(?=[\p{L}\p{N}"'`(])(?!\d+[.)])/gu;

/** Control characters but the line break, and those that hide or turn the reading direction. */
const invisible =
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
