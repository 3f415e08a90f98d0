import type { Schema } from "../../schema/schema.ts";

/** A location in an output that holds a file. */
export interface FileSlot {
  /** The output's property, or that of the enclosing list: `"images"`. Empty if the whole output is the file. */
  readonly name: string;
  /** Its path in the output: `"images.0"`. */
  readonly path: string;
  readonly schema: Schema;
}

export type MediaKind = "image" | "video" | "audio" | "model" | "archive" | "json" | "text";

/** First match wins; tried on the slot's name, then its description, then the endpoint's id. */
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

/** The kind of file that an endpoint puts there: by the schema's shape, then by the words around it. */
export function mediaKindOf(slot: FileSlot, endpointId: string): MediaKind {
  const properties = slot.schema.properties ?? {};
  if ("fps" in properties || "num_frames" in properties) return "video";
  if ("sample_rate" in properties || "channels" in properties || "bitrate" in properties) return "audio";
  // The name comes before the description, which may be "thumbnail of the video".
  for (const words of [slot.name, slot.schema.title ?? "", slot.schema.description ?? "", endpointId]) {
    const found = CLUES.find(([, pattern]) => pattern.test(words.toLowerCase()));
    if (found !== undefined) return found[0];
  }
  return "width" in properties || slot.name === "" ? "image" : "text";
}

/** Whether this is the schema of a file: an object with a `url`. */
export function isFileSchema(schema: Schema): boolean {
  return schema.properties !== undefined && Object.hasOwn(schema.properties, "url");
}
