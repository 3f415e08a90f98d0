/** The picture size that the input asks for, px. */
import { imageSizes } from "../../endpoints/image-sizes.ts";
import { isJsonObject, type Json } from "../../lib/json.ts";
import { numberField, type AnswerContext } from "./answer-context.ts";

export interface Size {
  readonly width: number;
  readonly height: number;
}

const SMALLEST = 16;
const MAX_SIZE = 4096;

/**
 * From `image_size` (a preset or width and height), else `width` and `height`, else `aspect_ratio`; values that the
 * caller sent win over the schema's defaults. `undefined` if none gives a size. Between 16 and 4096.
 */
export function findPictureSize({ input, field }: AnswerContext): Size | undefined {
  return findSize((name) => (Object.hasOwn(input, name) ? input[name] : undefined)) ?? findSize(field);
}

function findSize(field: AnswerContext["field"]): Size | undefined {
  const size = field("image_size");
  if (typeof size === "string") {
    const preset = Object.hasOwn(imageSizes, size) ? imageSizes[size] : undefined;
    const pair = /^(\d+)\s*[x*]\s*(\d+)$/.exec(size);
    return preset ?? (pair === null ? undefined : sizeOf(Number(pair[1]), Number(pair[2])));
  }
  if (isJsonObject(size)) {
    const part = (name: string) => (Object.hasOwn(size, name) ? size[name] : undefined);
    return sizeOf(numberField(part, "width"), numberField(part, "height"));
  }
  return (
    sizeOf(numberField(field, "width"), numberField(field, "height")) ??
    sizeOfRatio(field("aspect_ratio"), field("resolution"))
  );
}

function sizeOf(width: number | undefined, height: number | undefined): Size | undefined {
  if (width === undefined || height === undefined) return undefined;
  return { width: clamp(width), height: clamp(height) };
}

/** `"16:9"` has as many pixels as 1024x1024; a resolution of `"2K"` or `"4K"` doubles or quadruples the sides. */
function sizeOfRatio(ratio: Json | undefined, resolution: Json | undefined): Size | undefined {
  const parts = typeof ratio === "string" ? /^(\d+(?:\.\d+)?)[:/](\d+(?:\.\d+)?)/.exec(ratio) : null;
  const quotient = Number(parts?.[1]) / Number(parts?.[2]);
  if (!Number.isFinite(quotient) || quotient <= 0) return undefined;
  const times = resolution === "4K" ? 4 : resolution === "2K" ? 2 : 1;
  const side = 1024 * times;
  const even = (length: number) => clamp(Math.round(length / 8) * 8);
  return { width: even(side * Math.sqrt(quotient)), height: even(side / Math.sqrt(quotient)) };
}

function clamp(length: number): number {
  return Math.min(MAX_SIZE, Math.max(SMALLEST, Math.round(length) || SMALLEST));
}
