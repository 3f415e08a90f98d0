import { deflateSync } from "node:zlib";
import fc from "fast-check";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { join, pngSignature, printChunk } from "../../../src/lib/png-chunks.ts";
import { FileReader } from "../../../src/runner/recipe/file-reader.ts";
import { keyword, maxTextBytes, withPngText } from "../../../src/runner/recipe/png-text.ts";

async function* inPieces(file: Uint8Array, length: number) {
  for (let at = 0; at < file.length; at += length) yield file.subarray(at, at + length);
}

async function labelled(file: Uint8Array, text: string, length = 7): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of withPngText(inPieces(file, length), text)) pieces.push(piece);
  return Buffer.concat(pieces);
}

function look(file: Uint8Array) {
  const reader = new FileReader();
  for (let at = 0; at < file.length; at += 11) reader.push(file.subarray(at, at + 11));
  return { text: reader.text, ...reader.digests() };
}

const pixels = {
  width: 20,
  height: 10,
  channels: 4 as const,
  background: { r: 200, g: 30, b: 40, alpha: 0.5 },
};
const picture = await sharp({ create: pixels }).png().toBuffer();
const latin = (text: string) => Buffer.from(text, "latin1");
const withChunk = (chunk: Uint8Array) => join([picture.subarray(0, 33), chunk, picture.subarray(33)]);

test("the text is in a chunk behind the header, and every other byte is as it was", async () => {
  const text = JSON.stringify({ prompt: "ein roter Stuhl, 椅子 🪑" });
  const file = await labelled(picture, text);
  expect(look(file).text).toBe(text);
  const added = file.length - picture.length;
  expect(file.subarray(0, 33)).toEqual(picture.subarray(0, 33));
  expect(file.subarray(37, 41).toString()).toBe("iTXt");
  expect(file.subarray(33 + added)).toEqual(picture.subarray(33));
  expect(file.indexOf("iTXt")).toBeLessThan(file.indexOf("IDAT"));
  // Its own decoder checks every checksum.
  const read = sharp(file, { failOn: "warning" });
  expect(await read.raw().toBuffer()).toEqual(await sharp(picture).raw().toBuffer());
});

test("however it is cut into pieces", async () => {
  const whole = await labelled(picture, "x", 100_000);
  for (const length of [1, 8, 32, 33, 34]) expect(await labelled(picture, "x", length)).toEqual(whole);
});

test("anything else is passed on as it is", async () => {
  const jpeg = await sharp({ create: pixels }).jpeg().toBuffer();
  const damaged = Buffer.from(picture);
  damaged[20] = 99;
  // As Apple writes them: another chunk comes first.
  const other = join([pngSignature, printChunk("CgBI", latin("....")), picture.subarray(8)]);
  for (const file of [jpeg, damaged, other, latin(""), latin("short"), picture.subarray(0, 20)])
    expect(await labelled(file, "x")).toEqual(Buffer.from(file));
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 100 }), async (bytes) => {
      expect(await labelled(bytes, "x")).toEqual(Buffer.from(bytes));
    }),
    { numRuns: 50 },
  );
});

describe("a picture is known", () => {
  test("without its texts, and with its data cut into other chunks", async () => {
    const file = await labelled(picture, "a text");
    expect(look(file).picture).toBe(look(picture).picture);
    expect(look(file).file).not.toBe(look(picture).file);
    const at = picture.indexOf("IDAT");
    const length = picture.readUInt32BE(at - 4);
    const data = picture.subarray(at + 4, at + 4 + length);
    const cut = join([
      picture.subarray(0, at - 4),
      printChunk("IDAT", data.subarray(0, 10)),
      printChunk("IDAT", data.subarray(10)),
      picture.subarray(at + 8 + length),
    ]);
    expect(await sharp(cut).raw().toBuffer()).toEqual(await sharp(picture).raw().toBuffer());
    expect(look(cut).picture).toBe(look(picture).picture);
  });

  test("only if it is the same and whole", async () => {
    const other = await sharp({ create: { ...pixels, width: 21 } })
      .png()
      .toBuffer();
    expect(look(other).picture).not.toBe(look(picture).picture);
    expect(look(picture.subarray(0, -1)).picture).toBeUndefined();
    expect(look(withChunk(printChunk("tRNS", latin("ab")))).picture).not.toBe(look(picture).picture);
  });
});

describe("a text is read", () => {
  const packed = deflateSync("packed");
  const rows: readonly (readonly [string, string, Uint8Array, string | undefined])[] = [
    ["as another program writes it again: tEXt", "tEXt", latin(`${keyword}\0plain`), "plain"],
    ["packed", "zTXt", join([latin(`${keyword}\0\0`), packed]), "packed"],
    ["packed, with a language", "iTXt", join([latin(`${keyword}\0\u0001\0en\0x\0`), packed]), "packed"],
    ["not under another name", "iTXt", latin("other\0\0\0\0\0x"), undefined],
    ["not under a longer name", "tEXt", latin(`${keyword}s\0x`), undefined],
    ["not without an end of its name", "tEXt", latin(keyword), undefined],
    ["not without its fields", "iTXt", latin(`${keyword}\0\0\0`), undefined],
    ["not in an unknown packing", "iTXt", join([latin(`${keyword}\0\u0001\u0007\0\0`), packed]), undefined],
    ["not if it is damaged", "zTXt", latin(`${keyword}\0\0rubbish`), undefined],
    ["not if it is no UTF-8", "iTXt", latin(`${keyword}\0\0\0\0\0\xff\xfe`), undefined],
    [
      "not if it unpacks to too much",
      "zTXt",
      join([latin(`${keyword}\0\0`), deflateSync("x".repeat(maxTextBytes + 1))]),
      undefined,
    ],
    ["not if it is too large", "tEXt", latin(`${keyword}\0${"x".repeat(maxTextBytes)}`), undefined],
  ];
  test.each(rows)("%s", (_, type, data, text) => {
    expect(look(withChunk(printChunk(type, data))).text).toBe(text);
  });

  test("only if its checksum is right, and the first of two", () => {
    const chunk = (text: string) => printChunk("tEXt", latin(`${keyword}\0${text}`));
    const broken = chunk("no");
    broken[broken.length - 1]! ^= 1;
    expect(look(withChunk(broken)).text).toBeUndefined();
    expect(look(withChunk(join([broken, chunk("first"), chunk("second")]))).text).toBe("first");
  });
});
