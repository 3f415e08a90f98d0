/** The stand-in for a model's picture: a scene or the source pictures, with a caption. */
import type { Sharp } from "sharp";
import { type Caption, drawCaptionCard } from "./caption-card.ts";
import { loadSharp } from "./load-sharp.ts";
import { openPixels, type Pixels, readPixels } from "./pixels.ts";
import { drawScene } from "./scene.ts";

export interface PictureRequest {
  readonly width: number;
  readonly height: number;
  readonly caption: Caption;
  /** Same seed, same picture. */
  readonly seed: string;
  /** The model's input pictures: shown side by side, on a backdrop if they are transparent. */
  readonly sources: readonly Pixels[];
}

export async function drawPicture(request: PictureRequest): Promise<Sharp> {
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
    return sharp(svgDocument(width, height, scene + card.svg)).removeAlpha();
  }
  const room = { width, height: height - card.reserved };
  const placed = await Promise.all(
    sources.map((source, index) => place(source, index, sources.length, room)),
  );
  const layers = [...placed, { input: svgDocument(width, height, card.svg), left: 0, top: 0 }];
  return sharp(svgDocument(width, height, scene))
    .composite(layers)
    .removeAlpha();
}

function svgDocument(width: number, height: number, content: string): Buffer {
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${content}</svg>`,
  );
}

/** The share of its column that a source fills. */
const FILLED = 0.94;

/** A source in its column above the caption, uncropped and as large as fits. */
async function place(source: Pixels, index: number, columns: number, room: Room) {
  const column = room.width / columns;
  const most = (length: number) => Math.max(1, Math.floor(length * FILLED));
  const { data, ...raw } = await readPixels(
    (await openPixels(source)).resize(most(column), most(room.height), { fit: "inside" }),
  );
  return {
    input: data,
    raw,
    left: Math.floor(index * column + (column - raw.width) / 2),
    top: Math.max(0, Math.floor((room.height - raw.height) / 2)),
  };
}

interface Room {
  readonly width: number;
  readonly height: number;
}
