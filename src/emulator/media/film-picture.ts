/** A short video of a still picture, with a bar at the top that shows that it plays. */
import { encodeH264, type YuvPicture } from "./encode-h264.ts";
import type { MadeFile } from "./made-file.ts";
import { openPixels, type Pixels } from "./pixels.ts";
import { writeMp4 } from "./write-mp4.ts";

/** Uncompressed samples are large: 640x480 is 460 KB. */
const MAX_SIDE = 768;
const FPS = 10;
const MAX_SECONDS = 20;

/** An MP4 of about `seconds` (1 to 20) with the picture's aspect; sides are multiples of 16 px. */
export async function filmPicture(picture: Pixels, seconds: number): Promise<MadeFile> {
  const frames = Math.round(Math.min(MAX_SECONDS, Math.max(1, seconds)) * FPS);
  const yuv = await toYuv(picture);
  const { width, height } = yuv;
  const bytes = writeMp4({ width, height, fps: FPS, stream: encodeH264(yuv, frames) });
  const facts = { width, height, fps: FPS, num_frames: frames, duration: frames / FPS };
  return { bytes, contentType: "video/mp4", facts };
}

async function toYuv(picture: Pixels): Promise<YuvPicture> {
  const scale = Math.min(1, MAX_SIDE / Math.max(picture.width, picture.height));
  const width = wholeBlocks(picture.width * scale);
  const height = wholeBlocks(picture.height * scale);
  const pixels = await (
    await openPixels(picture)
  )
    .flatten({ background: "#ffffff" })
    .resize(width, height, { fit: "fill" })
    .raw()
    .toBuffer();
  const y = new Uint8Array(width * height);
  const u = new Uint8Array(y.length / 4);
  const v = new Uint8Array(y.length / 4);
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const at = row * width + column;
      const red = pixels[at * 3] ?? 0;
      const green = pixels[at * 3 + 1] ?? 0;
      const blue = pixels[at * 3 + 2] ?? 0;
      y[at] = 16 + 0.257 * red + 0.504 * green + 0.098 * blue;
      if (row % 2 === 1 || column % 2 === 1) continue;
      const small = ((row / 2) * width) / 2 + column / 2;
      u[small] = 128 - 0.148 * red - 0.291 * green + 0.439 * blue;
      v[small] = 128 + 0.439 * red - 0.368 * green - 0.071 * blue;
    }
  }
  return { width, height, y, u, v };
}

function wholeBlocks(pixels: number): number {
  return Math.max(1, Math.round(pixels / 16)) * 16;
}
