/** A generated picture, and the encoding of its bytes. */
import type { Sharp } from "sharp";

export type PictureFormat = "png" | "jpeg" | "webp";

export interface Picture {
  readonly bytes: Uint8Array;
  readonly contentType: string;
  readonly width: number;
  readonly height: number;
}

/** JPEG has no transparency: transparent pixels become white. */
export async function encodePicture(image: Sharp, format: PictureFormat): Promise<Picture> {
  const encoded =
    format === "jpeg"
      ? image.flatten({ background: "#ffffff" }).jpeg({ quality: 90 })
      : format === "webp"
        ? image.webp({ quality: 90, effort: 2 })
        : image.png({ compressionLevel: 2 });
  const { data, info } = await encoded.toBuffer({ resolveWithObject: true });
  return { bytes: data, contentType: `image/${format}`, width: info.width, height: info.height };
}
