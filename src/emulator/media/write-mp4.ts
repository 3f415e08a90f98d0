/**
 * An MP4 file with one H.264 track, index first so that it plays while loading. The boxes are those of ISO/IEC
 * 14496-12 (file) and 14496-15 (`avc1`, `avcC`).
 */
import type { H264 } from "./encode-h264.ts";

export interface VideoTrack {
  readonly width: number;
  readonly height: number;
  /** Frames per second, an integer. */
  readonly fps: number;
  readonly stream: H264;
}

export function writeMp4(track: VideoTrack): Uint8Array {
  const samples = track.stream.frames.map((frame) => Buffer.concat([u32(frame.length), frame]));
  const type = box("ftyp", text("isom"), u32(0x200), text("isomiso2avc1mp41"));
  // The index contains the offset of the data, and its own length does not depend on that number.
  const indexLength = movie(track, samples, 0).length;
  const index = movie(track, samples, type.length + indexLength + 8);
  return Buffer.concat([type, index, box("mdat", ...samples)]);
}

function movie(track: VideoTrack, samples: readonly Buffer[], dataStart: number): Buffer {
  const { width, height, fps } = track;
  const frames = samples.length;
  const matrix = u32(0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000);
  return box(
    "moov",
    box(
      "mvhd",
      u32(0, 0, 0, fps, frames, 0x10000),
      u16(0x100, 0),
      u32(0, 0),
      matrix,
      u32(0, 0, 0, 0, 0, 0, 2),
    ),
    box(
      "trak",
      box("tkhd", u32(3, 0, 0, 1, 0, frames, 0, 0), u16(0, 0, 0, 0), matrix, u32(width << 16, height << 16)),
      box(
        "mdia",
        box("mdhd", u32(0, 0, 0, fps, frames), u16(0x55c4, 0)), // language: undetermined
        box("hdlr", u32(0, 0), text("vide"), u32(0, 0, 0), text("falc\0")),
        box(
          "minf",
          box("vmhd", u32(1), u16(0, 0, 0, 0)),
          box("dinf", box("dref", u32(0, 1), box("url ", u32(1)))),
          sampleTable(track, samples, dataStart),
        ),
      ),
    ),
  );
}

function sampleTable(
  { width, height, stream }: VideoTrack,
  samples: readonly Buffer[],
  start: number,
): Buffer {
  const { sps, pps } = stream;
  const configuration = Buffer.concat([
    Buffer.from([1, sps[1] ?? 0, sps[2] ?? 0, sps[3] ?? 0, 0xff, 0xe1]),
    u16(sps.length),
    sps,
    Buffer.from([1]),
    u16(pps.length),
    pps,
  ]);
  const entry = box(
    "avc1",
    u16(0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0),
    u16(width, height),
    u32(0x480000, 0x480000, 0),
    u16(1),
    Buffer.alloc(32),
    u16(24, 0xffff),
    box("avcC", configuration),
  );
  return box(
    "stbl",
    box("stsd", u32(0, 1), entry),
    box("stts", u32(0, 1, samples.length, 1)),
    box("stss", u32(0, 1, 1)),
    box("stsc", u32(0, 1, 1, samples.length, 1)),
    box("stsz", u32(0, 0, samples.length, ...samples.map((sample) => sample.length))),
    box("stco", u32(0, 1, start)),
  );
}

function box(type: string, ...content: readonly Uint8Array[]): Buffer {
  const length = content.reduce((sum, part) => sum + part.length, 8);
  return Buffer.concat([u32(length), text(type), ...content]);
}

function text(value: string): Buffer {
  return Buffer.from(value, "latin1");
}

function u32(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  values.forEach((value, index) => bytes.writeUInt32BE(value >>> 0, index * 4));
  return bytes;
}

function u16(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 2);
  values.forEach((value, index) => bytes.writeUInt16BE(value, index * 2));
  return bytes;
}
