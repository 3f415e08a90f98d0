/** What a file is known by, also after its recipe was put into it or taken out of it. */
import { createHash } from "node:crypto";
import { PngChunks } from "../../lib/png-chunks.ts";
import { maxTextBytes, readText } from "./png-text.ts";

/** SHA-256, in hexadecimal. */
export interface FileDigests {
  /** Of all bytes. */
  readonly file: string;
  /**
   * Of a whole PNG file's picture: the chunks that decide what is seen, however the data is cut into chunks, without
   * texts, dates and the like. Absent for any other file.
   */
  readonly picture?: string;
}

/** Looks at a file that is read or written piece by piece, of any size and origin. */
export class FileReader {
  readonly #file = createHash("sha256");
  readonly #picture = createHash("sha256");
  readonly #png = new PngChunks({
    start: (type, length) => this.#startChunk(type, length),
    data: (type, bytes) => this.#addData(type, bytes),
    end: (type, isIntact) => this.#endChunk(type, isIntact),
  });
  /** Of a chunk that may hold the text. */
  #collected: Uint8Array[] | undefined;
  #last = "";
  #text: string | undefined;

  push(bytes: Uint8Array): void {
    this.#file.update(bytes);
    this.#png.push(bytes);
  }

  /** To be called once, at the end. */
  digests(): FileDigests {
    const file = this.#file.digest("hex");
    return this.#png.isWhole ? { file, picture: this.#picture.digest("hex") } : { file };
  }

  /** The first text of the name `keyword`, if the file has one. */
  get text(): string | undefined {
    return this.#text;
  }

  #startChunk(type: string, length: number): void {
    // The data of a picture may be cut anywhere.
    if (decidesPicture(type) && !(type === "IDAT" && this.#last === "IDAT"))
      this.#picture.update(type === "IDAT" ? type : `${type}${length}:`);
    this.#last = type;
    const mayBeText = textTypes.includes(type) && length <= maxTextBytes && this.#text === undefined;
    this.#collected = mayBeText ? [] : undefined;
  }

  #addData(type: string, bytes: Uint8Array): void {
    if (decidesPicture(type)) this.#picture.update(bytes);
    // A copy: the buffer may be used again.
    this.#collected?.push(Uint8Array.from(bytes));
  }

  #endChunk(type: string, isIntact: boolean): void {
    const collected = this.#collected;
    this.#collected = undefined;
    if (collected !== undefined && isIntact) this.#text = readText(type, Buffer.concat(collected));
  }
}

const textTypes: readonly string[] = ["iTXt", "zTXt", "tEXt"];

/** Critical chunks have a capital; the others are transparency, and the frames of an animation. */
function decidesPicture(type: string): boolean {
  return /^[A-Z]/.test(type) || ["tRNS", "acTL", "fcTL", "fdAT"].includes(type);
}
