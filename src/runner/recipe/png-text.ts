/** A text inside a PNG file, in a chunk of its own. */
import { inflateSync } from "node:zlib";
import { join, pngSignature, printChunk } from "../../lib/png-chunks.ts";

/** What other programs show as the text's name. */
export const keyword = "falc-recipe";

/** Bytes of a text, unpacked, that are read: recipes are far shorter (`recipe.ts`). */
export const maxTextBytes = 4_000_000;

/**
 * The same file with the text behind its header, and every other byte as it was. What does not begin like a PNG file
 * is passed on unchanged.
 */
export async function* withPngText(
  pieces: AsyncIterable<Uint8Array>,
  text: string,
): AsyncGenerator<Uint8Array> {
  let start: Uint8Array | undefined = new Uint8Array(0);
  for await (const piece of pieces) {
    if (start === undefined) {
      yield piece;
      continue;
    }
    start = join([start, piece]);
    if (start.length < headerLength) continue;
    if (beginsLikePng(start)) {
      yield start.subarray(0, headerLength);
      yield printText(text);
      yield start.subarray(headerLength);
    } else yield start;
    start = undefined;
  }
  if (start !== undefined && start.length > 0) yield start;
}

/** The signature, and the chunk that has to be first: 13 bytes with length, type and checksum. */
const headerLength = 8 + 12 + 13;

function beginsLikePng(bytes: Uint8Array): boolean {
  const header = printChunk("IHDR", bytes.subarray(16, 16 + 13));
  return join([pngSignature, header]).every((byte, index) => byte === bytes[index]);
}

/** Of the chunks for text, the one that takes any character: keyword, no compression, no language, the text. */
function printText(text: string): Uint8Array {
  return printChunk("iTXt", new TextEncoder().encode(`${keyword}\0\0\0\0\0${text}`));
}

/**
 * The text in a chunk that is named `keyword`, also as another program may have written it when it saved the picture
 * again. `undefined` for any other chunk, and for one that is damaged or too large.
 */
export function readText(type: string, data: Uint8Array): string | undefined {
  const name = new TextEncoder().encode(`${keyword}\0`);
  if (data.length > maxTextBytes || !name.every((byte, index) => byte === data[index])) return undefined;
  const rest = data.subarray(name.length);
  switch (type) {
    case "tEXt":
      // Latin-1 by the specification; escaped JSON has ASCII only.
      return decode(rest);
    case "zTXt":
      return rest[0] === 0 ? decode(unpack(rest.subarray(1))) : undefined;
    case "iTXt":
      return readInternational(rest);
    default:
      return undefined;
  }
}

function readInternational(bytes: Uint8Array): string | undefined {
  const [isPacked, method] = bytes;
  const language = bytes.indexOf(0, 2);
  const translated = language < 0 ? -1 : bytes.indexOf(0, language + 1);
  if (translated < 0) return undefined;
  const text = bytes.subarray(translated + 1);
  if (isPacked === 0) return decode(text);
  return isPacked === 1 && method === 0 ? decode(unpack(text)) : undefined;
}

function unpack(bytes: Uint8Array): Uint8Array | undefined {
  try {
    return inflateSync(bytes, { maxOutputLength: maxTextBytes });
  } catch {
    // Damaged, or a bomb.
    return undefined;
  }
}

function decode(bytes: Uint8Array | undefined): string | undefined {
  try {
    return bytes && new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
