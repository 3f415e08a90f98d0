/** The megapixels of one image that a call makes. */
import { imageSizes } from "../../endpoints/image-sizes.ts";
import { decimalOf, shift } from "../../lib/decimal.ts";
import { type GraphValue, isRecord, isReference } from "../../graph/types.ts";
import { fileKindOf } from "../../schema/file-kind.ts";
import { type Factor, isUnknown, notInInput, type UnknownQuantity } from "./quantity.ts";
import { atRunTime, fieldsOf, type SentCall, sentValue, unusable } from "./sent-fields.ts";

/**
 * From `image_size`, else from `width` and `height`. A size that only the schema's default gives is unknown if the call
 * sends a picture, because many models then take its size. Of `aspect_ratio` and `resolution`, each model makes pixels
 * of its own.
 */
export function countMegapixels(call: SentCall): Factor | UnknownQuantity {
  const inputs = fieldsOf(call.endpoint.input);
  if (inputs["image_size"] !== undefined) return ofImageSize(call);
  if (inputs["width"] === undefined || inputs["height"] === undefined)
    return notInInput("no field of the input says how large the images will be");
  const [width, height] = [sideOf("width", call), sideOf("height", call)];
  if (isUnknown(width)) return width;
  if (isUnknown(height)) return height;
  if (width.isDefault || height.isDefault) {
    const picture = sentPicture(call);
    if (picture !== undefined) return mayDecide(picture, "width and height");
  }
  return megapixels(width.pixels, height.pixels, "width and height");
}

function ofImageSize(call: SentCall): Factor | UnknownQuantity {
  const sent = sentValue(call, "image_size");
  if (isUnknown(sent)) return sent;
  const { value, from, isDefault } = sent;
  const picture = isDefault ? sentPicture(call) : undefined;
  if (picture !== undefined) return mayDecide(picture, "image_size");
  if (typeof value === "string") {
    const size = Object.hasOwn(imageSizes, value) ? imageSizes[value] : undefined;
    if (size === undefined) return unusable("image_size", value);
    return megapixels(size.width, size.height, `${from}, ${value}`);
  }
  if (!isRecord(value)) return unusable("image_size", value);
  const [width, height] = (["width", "height"] as const).map((side) =>
    readSide(`image_size.${side}`, value.fields.get(side) ?? null),
  );
  if (width === undefined || height === undefined) return unusable("image_size", value);
  if (isUnknown(width)) return width;
  if (isUnknown(height)) return height;
  return megapixels(width, height, from);
}

function sideOf(name: string, call: SentCall) {
  const sent = sentValue(call, name);
  if (isUnknown(sent)) return sent;
  const pixels = readSide(name, sent.value);
  return isUnknown(pixels) ? pixels : { pixels, isDefault: sent.isDefault };
}

function readSide(name: string, value: GraphValue): number | UnknownQuantity {
  if (isReference(value)) return atRunTime(name, value);
  const isSide = typeof value === "number" && Number.isInteger(value) && value > 0 && value < 1e6;
  return isSide ? value : unusable(name, value);
}

/** The first field with a picture that the call sends. */
function sentPicture({ endpoint, input }: SentCall): string | undefined {
  const inputs = fieldsOf(endpoint.input);
  return [...input.fields].find(([name, value]) => {
    const kind = fileKindOf(name, inputs[name] ?? {});
    // `control_lora_image_url` counts as weights.
    return value !== null && (kind === "image" || (kind !== undefined && name.includes("image")));
  })?.[0];
}

function mayDecide(picture: string, size: string): UnknownQuantity {
  return notInInput(`${size} is left to its default, and ${picture} may decide it`);
}

function megapixels(width: number, height: number, from: string): Factor {
  const quantity = shift(decimalOf(width * height), 6);
  return { quantity, of: "megapixels", from: `${from}: ${width}x${height}` };
}
