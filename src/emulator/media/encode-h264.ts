/**
 * H.264 without compression: a still picture, and a bar that grows along its top. The first frame holds every
 * macroblock (16x16 px) as plain samples (I_PCM); later frames skip all but the one that extends the bar. Every
 * player and browser decodes this, and it needs no encoder. Section numbers refer to ITU-T H.264 (08/2021).
 */
import { BitWriter } from "./bit-writer.ts";

/** Planes of 8 bit samples, BT.601 limited range, 4:2:0. Width and height are multiples of 16. */
export interface YuvPicture {
  readonly width: number;
  readonly height: number;
  readonly y: Uint8Array;
  readonly u: Uint8Array;
  readonly v: Uint8Array;
}

export interface H264 {
  /** Sequence and picture parameter sets, in MP4 form: without start codes. */
  readonly sps: Uint8Array;
  readonly pps: Uint8Array;
  /** One coded frame each, without start codes; the first is the only key frame. */
  readonly frames: readonly Uint8Array[];
}

const I_PCM = 25;
/** In a P slice the five inter types come first (table 7-13). */
const I_PCM_IN_P = 30;
const BAR: MacroblockSamples = {
  y: new Uint8Array(256).fill(186),
  uv: new Uint8Array(128).fill(60, 0, 64).fill(160, 64),
};

interface MacroblockSamples {
  readonly y: Uint8Array;
  /** 64 of u, then 64 of v. */
  readonly uv: Uint8Array;
}

export function encodeH264(picture: YuvPicture, frameCount: number): H264 {
  const columns = picture.width / 16;
  const frames = [keyFrame(picture)];
  let drawn = 0;
  for (let frame = 1; frame < frameCount; frame++) {
    const reached = Math.floor((frame / Math.max(1, frameCount - 1)) * columns);
    frames.push(laterFrame(picture, frame, drawn, reached));
    drawn = reached;
  }
  return { sps: sequenceParameters(picture), pps: pictureParameters(), frames };
}

/** 7.3.2.1, with the colour description of E.1.1. */
function sequenceParameters({ width, height }: YuvPicture): Uint8Array {
  const bits = new BitWriter().bits(66, 8).bits(0xc0, 8).bits(40, 8); // constrained baseline, level 4.0
  bits.unsigned(0).unsigned(4).unsigned(2).unsigned(1).bits(0, 1); // 8 bit frame numbers, no reordering, one reference
  bits.unsigned(width / 16 - 1).unsigned(height / 16 - 1);
  bits.bits(1, 1).bits(1, 1).bits(0, 1); // frames only, direct 8x8, no cropping
  bits.bits(1, 1).bits(0, 2); // VUI: no aspect ratio, no overscan
  bits.bits(1, 1).bits(5, 3).bits(0, 1).bits(1, 1).bits(6, 8).bits(6, 8).bits(6, 8); // BT.601, limited range
  bits.bits(0, 6); // no chroma location, timing, HRD (2), picture structure, bitstream restriction
  return unit(0x67, bits.stop());
}

/** 7.3.2.2: CAVLC, one slice group, deblocking may be switched off. */
function pictureParameters(): Uint8Array {
  const bits = new BitWriter().unsigned(0).unsigned(0).bits(0, 2);
  bits.unsigned(0).unsigned(0).unsigned(0).bits(0, 3);
  bits.unsigned(0).unsigned(0).unsigned(0).bits(0b100, 3);
  return unit(0x68, bits.stop());
}

/** 7.3.3: an IDR slice of I_PCM macroblocks. */
function keyFrame(picture: YuvPicture): Uint8Array {
  const bits = new BitWriter().unsigned(0).unsigned(7).unsigned(0).bits(0, 8).unsigned(0);
  bits.bits(0, 2).unsigned(0).unsigned(1); // keep as reference, no quantiser change, no deblocking
  for (let row = 0; row < picture.height / 16; row++) {
    for (let column = 0; column < picture.width / 16; column++) {
      plain(bits, I_PCM, samplesAt(picture, column, row));
    }
  }
  return unit(0x65, bits.stop());
}

/** A P slice that draws the bar's macroblocks from `from` up to, not including, `to`, and skips all others. */
function laterFrame(picture: YuvPicture, number: number, from: number, to: number): Uint8Array {
  const macroblocks = (picture.width / 16) * (picture.height / 16);
  const bits = new BitWriter()
    .unsigned(0)
    .unsigned(5)
    .unsigned(0)
    .bits(number % 256, 8);
  bits.bits(0, 3).unsigned(0).unsigned(1); // default references, no marking
  for (let column = from; column < to; column++) {
    bits.unsigned(column === from ? from : 0);
    plain(bits, I_PCM_IN_P, BAR);
  }
  const rest = macroblocks - (to > from ? to : 0);
  if (rest > 0) bits.unsigned(rest);
  return unit(0x41, bits.stop());
}

function plain(bits: BitWriter, type: number, { y, uv }: MacroblockSamples): void {
  bits.unsigned(type).align().append(y).append(uv);
}

function samplesAt({ width, y, u, v }: YuvPicture, column: number, row: number): MacroblockSamples {
  const luma = new Uint8Array(256);
  const chroma = new Uint8Array(128);
  for (let line = 0; line < 16; line++) {
    const start = (row * 16 + line) * width + column * 16;
    luma.set(y.subarray(start, start + 16), line * 16);
  }
  for (let line = 0; line < 8; line++) {
    const start = ((row * 8 + line) * width) / 2 + column * 8;
    chroma.set(u.subarray(start, start + 8), line * 8);
    chroma.set(v.subarray(start, start + 8), 64 + line * 8);
  }
  return { y: luma, uv: chroma };
}

/** 7.3.1: the header byte, and a 3 after two zeros so that no start code appears in the data. */
function unit(header: number, bits: BitWriter): Uint8Array {
  const out = [header];
  let zeros = 0;
  for (const byte of bits.toBytes()) {
    if (zeros >= 2 && byte <= 3) {
      out.push(3);
      zeros = 0;
    }
    out.push(byte);
    zeros = byte === 0 ? zeros + 1 : 0;
  }
  return Uint8Array.from(out);
}
