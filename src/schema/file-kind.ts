/**
 * Which fields hold files, and of what kind: fal's types and documents show it only by the fields' names. A best
 * guess, for display and for sorting endpoints; reporting a call needs stronger evidence
 * (`compiler/3-check/media.ts`).
 */
import { besideNull } from "./null-schema.ts";
import type { Schema } from "./schema.ts";
import { isStringSchema } from "./string-schema.ts";
import { typesOf } from "./schema-types.ts";

export type FileKind = "image" | "video" | "audio" | "3d" | "weights" | "file";

/**
 * What a field with this name and schema holds; `undefined` if it is not a file: `num_images` is a number. For a
 * list, its items count, and for an object, its `url`.
 */
export function fileKindOf(name: string, schema: Schema): FileKind | undefined {
  const item = itemOf(schema);
  const branches = item.anyOf ?? [item];
  const isText = isStringSchema(item);
  const isFile = branches.some(({ properties }) => properties?.["url"] !== undefined);
  if (!isText && !isFile) return undefined;
  if (isText && !/(^|_)(urls?|images?|videos?|audios?|file|mesh|glb)$/.test(name)) return undefined;
  if (isText && (item.enum !== undefined || item.const !== undefined)) return undefined;
  const [kind = "file"] = kinds.find(([, words]) => words.test(name)) ?? [];
  return kind;
}

/** The kind that the last telling name of a path implies: `["video", "url"]` is a video; `undefined` if none does. */
export function kindOfPath(names: readonly string[]): FileKind | undefined {
  for (const name of names.toReversed()) {
    const found = kinds.find(([, words]) => words.test(name));
    if (found !== undefined) return found[0];
  }
  return undefined;
}

/** Tried in this order: a `video_thumbnail_image` is an image, a `model_mesh` is not a model in fal's sense. */
const kinds: readonly (readonly [FileKind, RegExp])[] = [
  ["weights", /lora|weights|checkpoint|diffusers|safetensors/],
  ["3d", /mesh|glb|gltf|fbx|usdz|splat|3d|(^|_)(obj|ply|stl)(_|$)|^model_(urls?|files?)$/],
  ["image", /image|picture|photo|mask|frame|thumbnail|garment|texture|depth_map|svg|sprite/],
  ["video", /video|clip|gif|animation/],
  ["audio", /audio|speech|voice|vocals|music|song|sound|stem/],
];

function itemOf(schema: Schema): Schema {
  const own = besideNull(schema);
  return typesOf(own).includes("array") && own.items !== undefined ? besideNull(own.items) : own;
}
