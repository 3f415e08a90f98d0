/** Writes the bit syntax of H.264: single bits, fixed-width numbers and Exp-Golomb codes, most significant first. */
export class BitWriter {
  readonly #bytes: number[] = [];
  #current = 0;
  #used = 0;

  bits(value: number, count: number): this {
    for (let bit = count - 1; bit >= 0; bit--) {
      this.#current = (this.#current << 1) | ((value >>> bit) & 1);
      if (++this.#used === 8) {
        this.#bytes.push(this.#current);
        [this.#current, this.#used] = [0, 0];
      }
    }
    return this;
  }

  /** ue(v), for values from 0. */
  unsigned(value: number): this {
    const length = 32 - Math.clz32(value + 1);
    return this.bits(0, length - 1).bits(value + 1, length);
  }

  /** Zero bits up to the next byte boundary. */
  align(): this {
    return this.#used === 0 ? this : this.bits(0, 8 - this.#used);
  }

  /** The stop bit and alignment that end every unit. */
  stop(): this {
    return this.bits(1, 1).align();
  }

  /** Whole bytes; requires alignment. */
  append(bytes: Uint8Array): this {
    for (const byte of bytes) this.#bytes.push(byte);
    return this;
  }

  toBytes(): Uint8Array {
    return Uint8Array.from(this.#bytes);
  }
}
