import type { Sharp } from "sharp";
import { loadSharp } from "./load-sharp.ts";

/** A decoded picture, 8 bits for each channel. Encoding it for the next step would take longer than most steps. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly channels: 3 | 4;
  readonly data: Buffer;
}

export async function readPixels(image: Sharp): Promise<Pixels> {
  const { data, info } = await image.raw().toBuffer({ resolveWithObject: true });
  // sharp gives grey pictures three channels too.
  return { width: info.width, height: info.height, channels: info.channels as 3 | 4, data };
}

export async function openPixels({ data, width, height, channels }: Pixels): Promise<Sharp> {
  const sharp = await loadSharp();
  return sharp(data, { raw: { width, height, channels } });
}
