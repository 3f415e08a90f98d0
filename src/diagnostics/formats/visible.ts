/**
 * Text of a stranger's source, fit for a terminal and for a log that is read by a program. Control characters become
 * visible, one for one, so that columns stay: they would move the cursor, change colours or turn the reading direction.
 * Line ends and tabs stay. A line that begins as GitHub's workflow commands do is broken up.
 */
export function visible(text: string): string {
  return (
    text
      .replace(/\r\n/g, "\n")
      // A carriage return alone too: what follows it is written over the line.
      .replace(/[\u0000-\u0008\u000b-\u001f]/g, (control) =>
        String.fromCharCode(0x2400 + control.charCodeAt(0)),
      )
      .replace(/\u007f/g, "\u2421")
      .replace(/[\u0080-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g, "\ufffd")
      .replace(/^([^\S\r\n]*)(::|##\[)/gm, (_, space: string, command: string) => `${space}\u00b7${command}`)
  );
}
