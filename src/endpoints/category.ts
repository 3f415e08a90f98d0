/**
 * What an endpoint does, `image-to-video`, by its name or by its inputs and outputs. Derived, because the types of
 * fal's client do not say; the terms are fal's, whose own classification sometimes differs.
 */
import { fileKindOf, type FileKind } from "../schema/file-kind.ts";
import type { Endpoint } from "./catalog.ts";
import type { Schema } from "../schema/schema.ts";
import { isStringSchema } from "../schema/string-schema.ts";

export type Category = (typeof categories)[number];

/** In display order. */
export const categories = [
  "text-to-image",
  "image-to-image",
  "video-to-image",
  "text-to-video",
  "image-to-video",
  "video-to-video",
  "audio-to-video",
  "text-to-speech",
  "text-to-audio",
  "audio-to-audio",
  "video-to-audio",
  "speech-to-text",
  "text-to-text",
  "image-to-text",
  "video-to-text",
  "text-to-3d",
  "image-to-3d",
  "3d-to-3d",
  "training",
  "other",
] as const;

export function categoryOf({ id, input, output }: Endpoint): Category {
  const named = categories.find((category) => category.includes("-to-") && id.includes(category));
  if (named !== undefined) return named;
  const gives = mediaIn(output, Object.keys(output.properties ?? {}));
  const takes = sourceOf(input);
  if (gives.has("weights")) return "training";
  const medium = (["3d", "video", "image", "audio"] as const).find((kind) => gives.has(kind));
  if (medium !== undefined) return between(takes, medium, id);
  if (gives.has("file") || !givesText(output)) return "other";
  return (
    (
      {
        text: "text-to-text",
        image: "image-to-text",
        audio: "speech-to-text",
        video: "video-to-text",
      } as const
    )[takes as "text"] ?? "other"
  );
}

/** The derived category, and fal's own if a document of fal's is declared. */
export function categoriesOf(endpoint: Endpoint): readonly string[] {
  const { category: own = categoryOf(endpoint) } = endpoint;
  return [...new Set([categoryOf(endpoint), own])];
}

type Source = "text" | Exclude<FileKind, "weights" | "file">;

/** What it works on: a required file, else a required text, else an optional input. */
function sourceOf(input: Schema): Source {
  const names = Object.keys(input.properties ?? {});
  const needed = mediaIn(
    input,
    names.filter((name) => input.required?.includes(name)),
  );
  const isText = names.some(
    (name) => input.required?.includes(name) && /(^|_)(prompts?|text|script|lyrics|texts)$/.test(name),
  );
  const media = needed.size > 0 ? needed : isText ? new Set() : mediaIn(input, names);
  return (["3d", "video", "image", "audio"] as const).find((kind) => media.has(kind)) ?? "text";
}

function mediaIn({ properties = {} }: Schema, names: readonly string[]): ReadonlySet<FileKind> {
  return new Set(
    names.map((name) => fileKindOf(name, properties[name] ?? {})).filter((kind) => kind !== undefined),
  );
}

function between(takes: Source, medium: "3d" | "video" | "image" | "audio", id: string): Category {
  if (takes === "text" && medium === "audio")
    return /tts|speech|voice|dialogue/.test(id) ? "text-to-speech" : "text-to-audio";
  return categories.find((category) => category === `${takes}-to-${medium}`) ?? "other";
}

function givesText({ properties = {} }: Schema): boolean {
  return Object.entries(properties).some(
    ([name, schema]) =>
      /output|text|caption|result|answer|response|transcript|prompt|lyrics|description|chunks/.test(name) &&
      (isStringSchema(schema) || schema.items !== undefined || name === "output"),
  );
}
