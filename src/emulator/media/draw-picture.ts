/** The picture that stands for what a model would have made: a scene or the source pictures, and the caption. */
import { type Caption, drawCaptionCard } from "./caption-card.ts";
import { loadSharp } from "./load-sharp.ts";
import { hsl, choosePalette } from "./palette.ts";
import { encodePicture, type Picture, type PictureFormat } from "./picture.ts";
import { drawScene } from "./scene.ts";

export interface PictureRequest {
  readonly width: number;
  readonly height: number;
  readonly caption: Caption;
  /** Same seed, same picture. */
  readonly seed: string;
  readonly format: PictureFormat;
  /** Pictures the model was given, decodable: shown side by side, on a backdrop where they are transparent. */
  readonly sources: readonly Uint8Array[];
}

export async function drawPicture(request: PictureRequest): Promise<Picture> {
  const { width, height, caption, seed, sources } = request;
  const sharp = await loadSharp();
  const card = drawCaptionCard(width, height, caption);
  const scene = drawScene({
    width,
    height,
    seed,
    prompt: caption.prompt,
    reserved: card.reserved,
    subject: sources.length === 0,
  });
  if (sources.length === 0) {
    return encodePicture(sharp(svgDocument(width, height, scene + card.svg)).removeAlpha(), request.format);
  }
  const overlay = svgDocument(width, height, frame(request) + card.svg);
  const placed = await Promise.all(sources.map((source, index) => place(source, index, request)));
  const layers = [...placed, { input: overlay, left: 0, top: 0 }];
  return encodePicture(
    sharp(svgDocument(width, height, scene))
      .composite(layers)
      .removeAlpha(),
    request.format,
  );
}

function svgDocument(width: number, height: number, content: string): Buffer {
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${content}</svg>`,
  );
}

/** A source in its column, whole and as large as fits. */
async function place(source: Uint8Array, index: number, { width, height, sources }: PictureRequest) {
  const sharp = await loadSharp();
  const left = Math.floor((index * width) / sources.length);
  const column = Math.max(1, Math.floor(((index + 1) * width) / sources.length) - left);
  const { data, info } = await sharp(source)
    .resize(column, height, { fit: "inside" })
    .png({ compressionLevel: 1 })
    .toBuffer({ resolveWithObject: true });
  return {
    input: data,
    left: left + Math.floor((column - info.width) / 2),
    top: Math.floor((height - info.height) / 2),
  };
}

/** A border in the call's own colour: an edited picture must not look like its source. */
function frame({ width, height, caption, seed }: PictureRequest): string {
  const { subjectHue } = choosePalette(caption.prompt, seed);
  const thick = Math.max(2, Math.min(width, height) * 0.012);
  const inset = thick / 2;
  return `<rect x="${inset}" y="${inset}" width="${width - thick}" height="${height - thick}" fill="none" stroke="${hsl(subjectHue, 70, 52)}" stroke-width="${thick}"/>`;
}
