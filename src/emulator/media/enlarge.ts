import { encodePicture, type Picture, type PictureFormat } from "./picture.ts";
import { openPixels, type Pixels } from "./pixels.ts";

/** The maximum side of a picture, px. */
const MAX_SIDE = 4096;

/**
 * The blur's sigma for each pixel that one pixel becomes. For twice the size, the result lies between that of linear
 * and that of cubic interpolation.
 */
const SOFTNESS = 0.35;

/** The picture `factor` times as wide and high. A result longer than 4096 px is reduced, but never below the source's size. */
export async function enlarge(source: Pixels, factor: number, format: PictureFormat): Promise<Picture> {
  const { width, height } = source;
  const scale = Math.max(1, Math.min(factor, MAX_SIDE / Math.max(width, height)));
  const blocks = (await openPixels(source)).resize(Math.round(width * scale), Math.round(height * scale), {
    fit: "fill",
    kernel: "nearest",
  });
  // Blurring blocks in integers takes libvips a seventh of the time that its interpolation takes.
  const smooth = scale === 1 ? blocks : blocks.blur({ sigma: SOFTNESS * scale, precision: "integer" });
  return encodePicture(smooth, format);
}
