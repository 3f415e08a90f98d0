/** The pictures that a call gives to its model, in the order of the input's fields. */
import { isJsonObject, type Json } from "../../lib/json.ts";
import type { Pixels } from "../media/pixels.ts";
import type { Location } from "../model-error.ts";
import type { AnswerContext } from "./answer-context.ts";
import { readImage } from "./read-media.ts";

/** Further pictures are not drawn, because they would be too small to recognise. */
const MAX_COUNT = 4;

/** `image`, `image_url`, `reference_image_urls`, `start_frame_url`, `garment_image`; not masks. */
const IMAGE_FIELD = /(^|_)(images?|frame)(_urls?)?$/;

export async function readSources(context: AnswerContext): Promise<readonly Pixels[]> {
  const given = Object.entries(context.input)
    .filter(([name]) => IMAGE_FIELD.test(name) && !name.includes("mask"))
    .flatMap(([name, value]) => listUrls(value, ["body", name]));
  return Promise.all(given.slice(0, MAX_COUNT).map(({ url, loc }) => readImage(url, loc, context)));
}

interface GivenUrl {
  readonly url: string;
  readonly loc: Location;
}

/** A string, a file object, or a list of these. */
function listUrls(value: Json, loc: Location): readonly GivenUrl[] {
  if (typeof value === "string") return value === "" ? [] : [{ url: value, loc }];
  if (Array.isArray(value)) return value.flatMap((item: Json, index) => listUrls(item, [...loc, index]));
  if (!isJsonObject(value)) return [];
  return ["url", "image_url"].flatMap((name) => {
    const url = Object.hasOwn(value, name) ? value[name] : undefined;
    return typeof url === "string" ? [{ url, loc: [...loc, name] }] : [];
  });
}
