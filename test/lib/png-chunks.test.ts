import fc from "fast-check";
import { expect, test } from "vitest";
import { join, PngChunks, pngSignature, printChunk } from "../../src/lib/png-chunks.ts";

interface Seen {
  readonly chunks: readonly (readonly [type: string, data: string, isIntact: boolean])[];
  readonly isWhole: boolean;
}

/** `cuts`: lengths of the pieces; the rest is the last. */
function read(file: Uint8Array, cuts: readonly number[] = []): Seen {
  const chunks: [string, string, boolean][] = [];
  let data: number[] = [];
  const reader = new PngChunks({
    start: () => (data = []),
    data: (_, bytes) => void data.push(...bytes),
    end: (type, isIntact) => void chunks.push([type, Buffer.from(data).toString("latin1"), isIntact]),
  });
  let rest = file;
  for (const cut of cuts) {
    reader.push(rest.subarray(0, cut));
    rest = rest.subarray(cut);
  }
  reader.push(rest);
  return { chunks, isWhole: reader.isWhole };
}

const text = (data: string) => Buffer.from(data, "latin1");
const file = join([
  pngSignature,
  printChunk("IHDR", text("thirteen byte")),
  printChunk("IDAT", text("")),
  printChunk("IEND", text("")),
]);

test("the checksum of the last chunk is the one that every PNG file ends with", () => {
  expect([...printChunk("IEND", text(""))]).toEqual([0, 0, 0, 0, 73, 69, 78, 68, 0xae, 0x42, 0x60, 0x82]);
});

test("chunks are the same however the file is cut, and what follows the last is ignored", () => {
  const whole = {
    chunks: [
      ["IHDR", "thirteen byte", true],
      ["IDAT", "", true],
      ["IEND", "", true],
    ],
    isWhole: true,
  };
  fc.assert(
    fc.property(fc.array(fc.nat(9), { maxLength: 20 }), (cuts) => {
      expect(read(file, cuts)).toEqual(whole);
    }),
  );
  expect(read(join([file, text("behind it, ".repeat(9))]))).toEqual(whole);
});

test("a changed byte is noticed, a file that breaks off is not whole, and nothing throws", () => {
  const changed = Uint8Array.from(file);
  changed[20] = 0;
  expect(read(changed).chunks[0]?.[2]).toBe(false);
  for (let end = 0; end < file.length; end += 1) expect(read(file.subarray(0, end)).isWhole).toBe(false);
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => !read(join([pngSignature, bytes])).isWhole),
  );
});

test("a length that no chunk has ends the reading", () => {
  const header = join([pngSignature, Uint8Array.of(0xff, 0xff, 0xff, 0xff), text("IHDR")]);
  expect(read(join([header, text("x".repeat(100))]))).toEqual({ chunks: [], isWhole: false });
});
