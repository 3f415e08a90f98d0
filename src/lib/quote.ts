/**
 * Untrusted text, made safe for a message: in quotes, cut at 80 characters, with everything escaped that
 * would move a terminal's cursor or change the reading direction. `quote("a\u001b[2J")` is `"a\u001b[2J"`
 * spelled out.
 */
export function quote(text: string): string {
  const short = text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH)}…` : text;
  return JSON.stringify(short).replace(
    INVISIBLE,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

const MAX_LENGTH = 80;

/** JSON itself escapes C0; this adds DEL, C1, line separators and bidirectional controls. */
const INVISIBLE = /[\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;
