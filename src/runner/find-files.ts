/** Finds the files in a run's output. */
import { isJsonObject } from "../lib/json.ts";
import type { Json } from "../lib/json.ts";

export interface FoundFile {
  /** The location in the output: of the file object, or of the string that is its URL. */
  readonly path: readonly (string | number)[];
  /** `http:`, `https:` or `data:`. */
  readonly url: string;
  /** The content type that a file object declares, if any. */
  readonly contentType?: string;
  /** Parts of a file name: `["frames", 2]` for the second of several; the only item of a list has no number. */
  readonly name: readonly (string | number)[];
}

/**
 * The files, in the order of the output. A file is an object with a `url` (fal's File, Image, Video …), or a
 * URL string that is under a key ending in `url` or `urls`, is a data URL, or ends like a media file: a
 * workflow that returns `{ image: photo.images[0].url }` means the file. Searches 100 levels deep.
 */
export function findFiles(output: Json): readonly FoundFile[] {
  const found: FoundFile[] = [];
  const stack: VisitedValue[] = [{ value: output, path: [], name: [] }];
  for (let place = stack.pop(); place !== undefined; place = stack.pop()) {
    const { value, path, name } = place;
    if (typeof value === "string") {
      const isIntended = place.isUrlKey === true || LOOKS_LIKE_FILE.test(value);
      if (isIntended && isUrl(value)) found.push({ path, url: value, name });
      continue;
    }
    const isFile = isJsonObject(value) && isUrl(value["url"]);
    if (isFile) {
      found.push({ path, url: String(value["url"]), name, ...readContentType(value["content_type"]) });
    }
    if (path.length >= MAX_DEPTH) continue;
    // Last child first, because a stack reverses the order.
    for (const child of listChildren(place).reverse()) {
      if (!(isFile && child.path.at(-1) === "url")) stack.push(child);
    }
  }
  return found;
}

/** Paths are copied at every level, so a deep output would take quadratic time without a limit. */
const MAX_DEPTH = 100;

interface VisitedValue {
  readonly value: Json;
  readonly path: readonly (string | number)[];
  readonly name: readonly (string | number)[];
  readonly isUrlKey?: boolean;
}

function listChildren({ value, path, name, isUrlKey = false }: VisitedValue): VisitedValue[] {
  if (typeof value !== "object" || value === null) return [];
  if (isList(value)) {
    return value.map((item, index) => ({
      value: item,
      path: [...path, index],
      name: value.length === 1 ? name : [...name, index + 1],
      isUrlKey,
    }));
  }
  return Object.entries(value).map(([key, item]) => {
    const word = key.replace(/(^|[_-])urls?$/i, "");
    const part = word === "" ? [] : [word];
    return { value: item, path: [...path, key], name: [...name, ...part], isUrlKey: /urls?$/i.test(key) };
  });
}

function readContentType(value: Json | undefined): { contentType?: string } {
  return typeof value === "string" ? { contentType: value } : {};
}

function isUrl(value: Json | undefined): boolean {
  return typeof value === "string" && /^(https?:\/\/|data:)[^\s]+$/i.test(value) && URL.canParse(value);
}

const LOOKS_LIKE_FILE =
  /^data:|^[^?#]+\.(png|jpe?g|webp|gif|avif|svg|mp4|webm|mov|mp3|wav|ogg|flac|m4a|aac|glb|gltf|obj|fbx|ply|usdz|zip)([?#]|$)/i;

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
