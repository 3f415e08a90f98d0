/**
 * Untrusted source text, made safe for terminals and for logs that programs read. Control characters, which
 * would move the cursor, change colours or the reading direction, become visible, one for one, so that
 * columns are unchanged. Line ends and tabs are kept. A line that looks like one of GitHub's workflow
 * commands is broken up.
 */
export function visible(text: string): string {
  return (
    text
      .replace(/\r\n/g, "\n")
      // Also a lone carriage return: the text after it would overwrite the line.
      .replace(/[\u0000-\u0008\u000b-\u001f]/g, (control) =>
        String.fromCharCode(0x2400 + control.charCodeAt(0)),
      )
      .replace(/\u007f/g, "\u2421")
      .replace(/[\u0080-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g, "\ufffd")
      .replace(/^([^\S\r\n]*)(::|##\[)/gm, (_, space: string, command: string) => `${space}\u00b7${command}`)
  );
}
