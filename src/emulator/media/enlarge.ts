import { loadSharp } from "./load-sharp.ts";
import { encodePicture, type Picture, type PictureFormat } from "./picture.ts";

/** The maximum side of a picture, px. */
const MAX_SIDE = 4096;

/**
 * The picture `factor` times as wide and high, resampled with cubic interpolation and slightly sharpened. A result longer than
 * 4096 px is reduced, but never below the source's size.
 */
export async function enlarge(source: Uint8Array, factor: number, format: PictureFormat): Promise<Picture> {
  const sharp = await loadSharp();
  const image = sharp(source);
  const { width, height } = await image.metadata();
  const scale = Math.max(1, Math.min(factor, MAX_SIDE / Math.max(width, height)));
  const larger = image
    .resize(Math.round(width * scale), Math.round(height * scale), { fit: "fill", kernel: "cubic" })
    // Without a sigma, libvips takes a fifth of the time.
    .sharpen();
  return encodePicture(larger, format);
}
