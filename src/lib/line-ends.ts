/** The text with LF line ends, as JavaScript reads template literals and Git stores text. */
export function withPlainLineEnds(text: string): string {
  return text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text;
}
