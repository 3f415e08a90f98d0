/** The text with every line ended by a line feed, as JavaScript reads a template literal and Git stores a text. */
export function withPlainLineEnds(text: string): string {
  return text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text;
}
