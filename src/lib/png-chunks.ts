/** Reads the chunks of a PNG file piece by piece (PNG specification, third edition, sections 5 and 11). */
import { crc32 } from "node:zlib";

/** Told about each chunk in the order of the file. */
export interface ChunkVisitor {
  /** `length`: of the data, in bytes. */
  start(type: string, length: number): void;
  /** A part of the data; together they are `length` bytes. */
  data(type: string, bytes: Uint8Array): void;
  /** `isIntact`: whether the checksum is right. */
  end(type: string, isIntact: boolean): void;
}

export const pngSignature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);

/** Takes bytes of any origin in pieces of any size, keeps at most a dozen of them, and never throws. */
export class PngChunks {
  readonly #visitor: ChunkVisitor;
  /** What the next bytes are. */
  #part: "signature" | "header" | "data" | "checksum" | "nothing" = "signature";
  /** Bytes of the part that have to come together. */
  #held = new Uint8Array(0);
  #type = "";
  #left = 0;
  #sum = 0;
  #isWhole = false;

  constructor(visitor: ChunkVisitor) {
    this.#visitor = visitor;
  }

  /** Whether the file was one, up to its last chunk. Bytes behind that are ignored, as decoders do. */
  get isWhole(): boolean {
    return this.#isWhole;
  }

  push(bytes: Uint8Array): void {
    let rest = bytes;
    while (rest.length > 0 && this.#part !== "nothing") {
      rest = this.#part === "data" ? this.#takeData(rest) : this.#takeFixed(rest);
    }
  }

  #takeData(bytes: Uint8Array): Uint8Array {
    const piece = bytes.subarray(0, this.#left);
    this.#left -= piece.length;
    this.#sum = crc32(piece, this.#sum);
    if (piece.length > 0) this.#visitor.data(this.#type, piece);
    if (this.#left === 0) this.#part = "checksum";
    return bytes.subarray(piece.length);
  }

  #takeFixed(bytes: Uint8Array): Uint8Array {
    const needed = (this.#part === "checksum" ? 4 : 8) - this.#held.length;
    this.#held = join([this.#held, bytes.subarray(0, needed)]);
    if (bytes.length >= needed) {
      const whole = this.#held;
      this.#held = new Uint8Array(0);
      this.#takeWhole(whole);
    }
    return bytes.subarray(needed);
  }

  #takeWhole(bytes: Uint8Array): void {
    if (this.#part === "signature") {
      this.#part = bytes.every((byte, index) => byte === pngSignature[index]) ? "header" : "nothing";
    } else if (this.#part === "header") {
      this.#left = numberAt(bytes, 0);
      this.#type = String.fromCharCode(...bytes.subarray(4));
      this.#sum = crc32(bytes.subarray(4));
      const isChunk = this.#left <= maxLength && /^[a-z]{4}$/i.test(this.#type);
      this.#part = !isChunk ? "nothing" : this.#left === 0 ? "checksum" : "data";
      if (isChunk) this.#visitor.start(this.#type, this.#left);
    } else {
      this.#visitor.end(this.#type, numberAt(bytes, 0) === this.#sum);
      this.#isWhole = this.#type === "IEND";
      this.#part = this.#isWhole ? "nothing" : "header";
    }
  }
}

/** Of a chunk, by the specification. */
const maxLength = 2 ** 31 - 1;

/** A chunk's length, type, data and checksum. */
export function printChunk(type: string, data: Uint8Array): Uint8Array {
  const typed = join([Uint8Array.from(type, (letter) => letter.charCodeAt(0)), data]);
  return join([bytesOf(data.length), typed, bytesOf(crc32(typed))]);
}

export function join(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

function numberAt(bytes: Uint8Array, offset: number): number {
  return new DataView(bytes.buffer, bytes.byteOffset).getUint32(offset);
}

function bytesOf(number: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, number);
  return bytes;
}
