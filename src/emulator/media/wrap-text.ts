/** Breaks text into lines. Control characters and line breaks become spaces; the rest of the text is unchanged. */
import type { Typeface } from "./typeface.ts";

export interface Box {
  readonly width: number;
  readonly height: number;
  /** Tried first, px. */
  readonly largest: number;
  /** Text that does not fit at this size ends in an ellipsis. */
  readonly smallest: number;
}

export interface FittedText {
  readonly lines: readonly string[];
  readonly size: number;
  readonly lineHeight: number;
}

const LINE_HEIGHT = 1.32;
/** More than any card holds, so that a prompt of megabytes is not measured. */
const MAX_LENGTH = 6000;

/** The text at the largest size that fits the box; always at least one line. */
export function fitText(text: string, face: Typeface, box: Box): FittedText {
  const words = toWords(text);
  let size = box.largest;
  for (;;) {
    const lineHeight = size * LINE_HEIGHT;
    const room = Math.max(1, Math.floor(box.height / lineHeight));
    const lines = wrap(words, face, size, box.width);
    if (lines.length <= room) return { lines, size, lineHeight };
    if (size <= box.smallest) return { lines: shorten(lines, room, face, size, box.width), size, lineHeight };
    size = Math.max(box.smallest, size * 0.92);
  }
}

function toWords(text: string): string[] {
  const clean = text.slice(0, MAX_LENGTH).replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, " ");
  return clean.split(/\s+/).filter((word) => word !== "");
}

function wrap(words: readonly string[], face: Typeface, size: number, width: number): string[] {
  const lines: string[] = [];
  const space = face.measure(" ", size);
  let line = "";
  let used = 0;
  for (const word of words) {
    const advance = face.measure(word, size);
    if (line !== "" && used + space + advance <= width) {
      line += ` ${word}`;
      used += space + advance;
      continue;
    }
    if (line !== "") lines.push(line);
    const pieces = advance <= width ? [word] : breakWord(word, face, size, width);
    line = pieces.pop() ?? "";
    used = face.measure(line, size);
    lines.push(...pieces);
  }
  if (line !== "") lines.push(line);
  return lines;
}

/** Pieces of a word, each as long as possible; one piece if the word fits. */
function breakWord(word: string, face: Typeface, size: number, width: number): string[] {
  const pieces: string[] = [];
  let piece = "";
  let used = 0;
  for (const character of word) {
    const advance = face.measure(character, size);
    if (used + advance > width && piece !== "") {
      pieces.push(piece);
      [piece, used] = ["", 0];
    }
    piece += character;
    used += advance;
  }
  return [...pieces, piece];
}

function shorten(
  lines: readonly string[],
  room: number,
  face: Typeface,
  size: number,
  width: number,
): string[] {
  const kept = lines.slice(0, room);
  const last = [...(kept.pop() ?? "")];
  while (last.length > 0 && face.measure(`${last.join("")}…`, size) > width) last.pop();
  return [...kept, `${last.join("").trimEnd()}…`];
}
