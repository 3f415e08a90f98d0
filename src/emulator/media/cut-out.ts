/**
 * Really removes the background of a picture. Exact for studio shots and drawn pictures; on a busy photo it removes less
 * than a model would.
 */
import { findBackground } from "./find-background.ts";
import { loadSharp } from "./load-sharp.ts";
import { encodePicture, type Picture, type PictureFormat } from "./picture.ts";
import { openPixels, type Pixels } from "./pixels.ts";

export interface CutOut {
  /** The picture with transparency. */
  readonly picture: Picture;
  /** White where the subject is, black elsewhere. */
  readonly mask: () => Promise<Picture>;
}

/** px. What is background is found in a smaller picture; libvips enlarges the result in a tenth of the time. */
const examinedSize = 512;

export async function cutOut(source: Pixels, format: PictureFormat): Promise<CutOut> {
  const sharp = await loadSharp();
  const [whole, examined] = await Promise.all([
    (await openPixels(source)).removeAlpha().raw().toBuffer({ resolveWithObject: true }),
    (await openPixels(source))
      .ensureAlpha()
      .resize({
        width: examinedSize,
        height: examinedSize,
        fit: "inside",
        withoutEnlargement: true,
        kernel: "nearest",
      })
      .raw()
      .toBuffer({ resolveWithObject: true }),
  ]);
  const { width, height } = examined.info;
  const alpha = soften(findBackground(examined.data, width, height), examined.data, width, height);
  const raw = { width: whole.info.width, height: whole.info.height, channels: 1 } as const;
  const mask = await sharp(alpha, { raw: { width, height, channels: 1 } })
    .resize({ width: raw.width, height: raw.height, fit: "fill", kernel: "linear" })
    .extractChannel(0)
    .raw()
    .toBuffer();
  const opaque = sharp(whole.data, { raw: whole.info });
  return {
    picture: await encodePicture(opaque.joinChannel(mask, { raw }), format),
    mask: () => encodePicture(sharp(mask, { raw }), "png"),
  };
}

/**
 * The subject's alpha: 0 for background; inside, what it was; and in between for the subject's outermost pixels, which
 * blend both in the source.
 */
function soften(background: Uint8Array, rgba: Uint8Array, width: number, height: number): Uint8Array {
  const alpha = new Uint8Array(width * height);
  for (let y = 0, pixel = 0; y < height; y++) {
    const [above, below] = [y > 0 ? width : 0, y < height - 1 ? width : 0];
    for (let x = 0; x < width; x++, pixel++) {
      if (background[pixel] === 1) continue;
      const open =
        isOpen(background, x > 0 ? pixel - 1 : pixel) +
        isOpen(background, x < width - 1 ? pixel + 1 : pixel) +
        isOpen(background, pixel - above) +
        isOpen(background, pixel + below);
      const own = rgba[pixel * 4 + 3] as number;
      alpha[pixel] = open === 0 ? own : Math.min(own, Math.max(60, 200 - open * 50));
    }
  }
  return alpha;
}

/** The cast: the pixel is within the picture. */
function isOpen(background: Uint8Array, pixel: number): number {
  return background[pixel] as number;
}
