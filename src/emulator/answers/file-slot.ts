import type { Schema } from "../../catalog/schema.ts";

/** A place in an output where a file belongs. */
export interface FileSlot {
  /** The output's property, or that of the list around it: `"images"`. Empty when the whole output is the file. */
  readonly name: string;
  /** Its place in the output: `"images.0"`. */
  readonly path: string;
  readonly schema: Schema;
}

export type MediaKind = "image" | "video" | "audio" | "model" | "archive" | "json" | "text";

/** First match wins; tried on the slot's name, then on its description, then on the endpoint's id. */
const CLUES: readonly (readonly [MediaKind, RegExp])[] = [
  ["archive", /zip|archive|safetensors|lora|checkpoint|dataset/],
  ["json", /json|config|metadata|lottie|captions?_file/],
  ["model", /glb|gltf|mesh|fbx|obj\b|usdz|stl\b|ply\b|splat|3d|material|scene_file|world_file/],
  [
    "image",
    /image|picture|photo|mask|thumbnail|texture|frame(?!s?_rate)|depth|normal_map|preview|visuali|sprite|svg/,
  ],
  ["audio", /audio|speech|music|sound|voice|vocals|drums|bass|guitar|piano|song|tts|stems?\b/],
  ["video", /video|animation|movie|clip|film|gif/],
];

/** What kind of file an endpoint puts there: by the schema's shape, then by the words around it. */
export function mediaKindOf(slot: FileSlot, endpointId: string): MediaKind {
  const properties = slot.schema.properties ?? {};
  if ("fps" in properties || "num_frames" in properties) return "video";
  if ("sample_rate" in properties || "channels" in properties || "bitrate" in properties) return "audio";
  // "thumbnail of the video" is a name's last word: the name is asked before the description.
  for (const words of [slot.name, slot.schema.title ?? "", slot.schema.description ?? "", endpointId]) {
    const found = CLUES.find(([, pattern]) => pattern.test(words.toLowerCase()));
    if (found !== undefined) return found[0];
  }
  return "width" in properties || slot.name === "" ? "image" : "text";
}

/** Is this the schema of a file: an object with a `url`? */
export function isFileSchema(schema: Schema): boolean {
  return schema.properties !== undefined && Object.hasOwn(schema.properties, "url");
}
