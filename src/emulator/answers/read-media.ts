/**
 * Reads the picture at a URL in the input. The emulator never uses the network: it reads data URIs and its own files,
 * and draws a stand-in for anything else, labelled as such in the picture and in the call's log.
 */
import type { Json } from "../../lib/json.ts";
import type { FileStore } from "../files/file-store.ts";
import { drawPicture } from "../media/draw-picture.ts";
import { INPUT_LIMITS, loadSharp } from "../media/load-sharp.ts";
import { type Pixels, readPixels } from "../media/pixels.ts";
import { ModelError, type Location } from "../model-error.ts";
import { isLoopback } from "../protocol/loopback.ts";

export interface MediaSource {
  readonly files: FileStore;
  /** Adds a line to the call's log. */
  readonly note: (line: string) => void;
}

function readBytes(url: string, loc: Location, files: FileStore): Uint8Array {
  const bytes = url.startsWith("data:") ? decodeDataUri(url) : files.findByUrl(url)?.bytes;
  if (bytes !== undefined) return bytes;
  const reason = "The emulator has no such file, and fal cannot reach this machine.";
  throw new ModelError("file_download_error", `Failed to download the file. ${reason}`, loc, url);
}

/** Whether fal might be able to fetch the URL. */
function isElsewhere(url: string): boolean {
  if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) return false;
  return !isLoopback(new URL(url).host);
}

async function drawStandIn(url: string): Promise<Pixels> {
  const shown = url.length > 120 ? `${url.slice(0, 120)}…` : url;
  const drawn = await drawPicture({
    width: 1024,
    height: 768,
    seed: url,
    sources: [],
    caption: { endpoint: "stand-in for a file", prompt: shown, note: "drawn by falc, nothing was fetched" },
  });
  return readPixels(drawn);
}

/** The picture with its orientation applied. Rejects with `image_load_error` if it cannot be decoded. */
export async function readImage(url: string, loc: Location, { files, note }: MediaSource): Promise<Pixels> {
  if (isElsewhere(url)) {
    note(`stand-in for ${url.slice(0, 500)}: the emulator has no network, so it drew one`);
    return drawStandIn(url);
  }
  const bytes = readBytes(url, loc, files);
  const sharp = await loadSharp();
  try {
    const image = sharp(bytes, INPUT_LIMITS);
    const { format } = await image.metadata();
    if (format === "svg") throw new Error("SVG is a program, not a picture");
    return await readPixels(image.autoOrient());
  } catch {
    throw imageLoadError(url, loc);
  }
}

function imageLoadError(input: Json, loc: Location): ModelError {
  const message =
    "Failed to load the image. Please ensure the image file is not corrupted and is in a supported format.";
  return new ModelError("image_load_error", message, loc, input);
}

/** `undefined` if it is none. */
export function decodeDataUri(uri: string): Uint8Array | undefined {
  const comma = uri.indexOf(",");
  if (comma < 0) return undefined;
  const data = uri.slice(comma + 1);
  if (/;base64$/i.test(uri.slice(0, comma))) return Buffer.from(data, "base64");
  try {
    return Buffer.from(decodeURIComponent(data));
  } catch {
    return undefined;
  }
}
