import { encodePicture, type Picture } from "./picture.ts";
import { openPixels, type Pixels } from "./pixels.ts";

/** A part of a picture, in percent of its width and height from the upper left. */
export interface PercentBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The part as PNG; a box that reaches outside is clipped, and at least one pixel is kept. */
export async function crop(source: Pixels, box: PercentBox): Promise<Picture> {
  const { width, height } = source;
  const left = pixels(box.x, width, 0, width - 1);
  const top = pixels(box.y, height, 0, height - 1);
  const part = (await openPixels(source)).extract({
    left,
    top,
    width: pixels(box.width, width, 1, width - left),
    height: pixels(box.height, height, 1, height - top),
  });
  return encodePicture(part, "png");
}

function pixels(percent: number, whole: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, Math.round((percent / 100) * whole)));
}
