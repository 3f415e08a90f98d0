/** A real file of the right kind for a location in an answer. */
import type { Sharp } from "sharp";
import { unreachable } from "../../lib/unreachable.ts";
import { drawPicture } from "../media/draw-picture.ts";
import { filmPicture } from "../media/film-picture.ts";
import type { MadeFile } from "../media/made-file.ts";
import { modelSolid } from "../media/model-solid.ts";
import { encodePicture, type Picture, type PictureFormat } from "../media/picture.ts";
import { type Pixels, readPixels } from "../media/pixels.ts";
import { playTone } from "../media/play-tone.ts";
import type { AnswerContext } from "./answer-context.ts";
import { mediaKindOf, type FileSlot } from "./file-slot.ts";
import { findPictureSize, type Size } from "./picture-size.ts";
import { promptOf } from "./prompt-of.ts";
import { seedOf } from "./seed-of.ts";

type Sources = readonly Pixels[];

/**
 * `sources` are the input's pictures, which the generated ones show. The same slot of the same call gives the same
 * file.
 */
export async function makeFile(slot: FileSlot, context: AnswerContext, sources: Sources): Promise<MadeFile> {
  const { endpoint, fingerprint, field } = context;
  const kind = mediaKindOf(slot, endpoint.id);
  switch (kind) {
    case "image":
      return pictureFile(await encodePicture(await draw(slot, context, sources), pictureFormat(context)));
    case "video": {
      const poster = await readPixels(await draw(slot, context, sources));
      return filmPicture(poster, Number.parseFloat(String(field("duration"))) || 5);
    }
    case "audio":
      return playTone(`${fingerprint} ${slot.path}`);
    case "model":
      return modelSolid();
    case "archive":
      // The end record of a ZIP file with no entries.
      return {
        bytes: Buffer.from(`504b0506${"00".repeat(18)}`, "hex"),
        contentType: "application/zip",
        facts: {},
      };
    case "json": {
      const content = { emulated: true, endpoint: endpoint.id, prompt: promptOf(context) };
      return { bytes: Buffer.from(JSON.stringify(content)), contentType: "application/json", facts: {} };
    }
    case "text": {
      const content = `emulated answer of ${endpoint.id} to: ${promptOf(context)}\n`;
      return { bytes: Buffer.from(content), contentType: "text/plain", facts: {} };
    }
    default:
      return unreachable(kind);
  }
}

export function pictureFile({ bytes, contentType, width, height }: Picture): MadeFile {
  return { bytes, contentType, facts: { width, height } };
}

/** The `output_format`; PNG if there is none, or it is not supported here. */
export function pictureFormat({ field }: AnswerContext): PictureFormat {
  const asked = field("output_format");
  if (asked === "jpeg" || asked === "jpg") return "jpeg";
  return asked === "webp" ? "webp" : "png";
}

function draw(slot: FileSlot, context: AnswerContext, sources: Sources): Promise<Sharp> {
  const { width, height } = sizeFor(context, sources);
  return drawPicture({
    width,
    height,
    seed: `${context.fingerprint} ${slot.path}`,
    sources,
    caption: {
      endpoint: context.endpoint.id,
      prompt: promptOf(context) || "(no prompt)",
      note: ["drawn by falc, no model ran", `seed ${seedOf(context)}`, slot.path].filter(Boolean).join(" · "),
    },
  });
}

/** The input's size, else that of the first source, else 1024x768. A source wins over the schema's default. */
function sizeFor(context: AnswerContext, sources: Sources): Size {
  const [first] = sources;
  const asSource = first && sizeLike(first);
  const asked = findPictureSize(asSource === undefined ? context : { ...context, field: () => undefined });
  return asked ?? asSource ?? { width: 1024, height: 768 };
}

/** A source's size, reduced to at most 2048 px. */
function sizeLike({ width, height }: Pixels): Size {
  const scale = Math.min(1, 2048 / Math.max(width, height));
  const side = (length: number) => Math.max(16, Math.round(length * scale));
  return { width: side(width), height: side(height) };
}
