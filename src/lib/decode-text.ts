/**
 * Decodes UTF-8, without a byte order mark. Invalid bytes are a problem, worded as the end of a sentence:
 * decoding them leniently would silently change the text.
 */
import { isUtf8 } from "node:buffer";

export function decodeText(bytes: Uint8Array): { readonly text: string } | { readonly problem: string } {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    return { problem: "is UTF-16 text; save it as UTF-8" };
  }
  if (!isUtf8(bytes)) return { problem: `is not UTF-8 text: see ${describePlace(bytes)}` };
  const text = new TextDecoder().decode(bytes);
  if (text.includes("\0"))
    return { problem: "contains NUL characters, as UTF-16 text does; save it as UTF-8" };
  return { text };
}

/** `line 3, byte 41 of the line`, both counted from 1. */
function describePlace(bytes: Uint8Array): string {
  const at = findInvalid(bytes);
  let [line, lineStart] = [1, 0];
  for (let index = bytes.indexOf(0x0a); index >= 0 && index < at; index = bytes.indexOf(0x0a, index + 1)) {
    line += 1;
    lineStart = index + 1;
  }
  return `line ${line}, byte ${at - lineStart + 1} of the line`;
}

/** The index of the first byte that is not valid UTF-8. */
function findInvalid(bytes: Uint8Array): number {
  let index = 0;
  while (index < bytes.length) {
    const length = lengthOf(bytes[index] ?? 0);
    if (length > 1 && !isUtf8(bytes.subarray(index, index + length))) return index;
    if (length === 0) return index;
    index += length;
  }
  return index;
}

/** The number of bytes in the character that starts with this byte; 0 if none does. */
function lengthOf(byte: number): number {
  if (byte < 0x80) return 1;
  if (byte >= 0xc2 && byte < 0xe0) return 2;
  if (byte >= 0xe0 && byte < 0xf0) return 3;
  return byte >= 0xf0 && byte < 0xf5 ? 4 : 0;
}
