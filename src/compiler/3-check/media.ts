/**
 * Whether a value is a picture, a film or a sound, by the names that fal's endpoints give. Types say only `string`. Silent
 * in doubt, because a call is faulted for it; `catalog/file-kind.ts` has the best guess, to show.
 */
import { isUrlName } from "../../catalog/url-name.ts";
import { wordsOf } from "../../lib/words.ts";
import type { Data } from "../2-evaluate/values.ts";

export type Media = "image" | "video" | "audio";

/** Words of field names; `url`, `start`, `reference` and the like say nothing. */
const words = new Map<string, Media>(Object.entries({
  image: "image", images: "image", photo: "image", photos: "image", picture: "image", pictures: "image",
  frame: "image", frames: "image", thumbnail: "image", png: "image", jpg: "image", jpeg: "image", webp: "image",
  video: "video", videos: "video", clip: "video", movie: "video", mp4: "video", mov: "video",
  audio: "audio", audios: "audio", voice: "audio", speech: "audio", music: "audio", song: "audio",
  mp3: "audio", wav: "audio", flac: "audio", ogg: "audio",
} as const)); // prettier-ignore

/** `frames_zip` holds frames, and is none. */
const archives: ReadonlySet<string> = new Set(["zip", "tar", "archive", "gz"]);

/**
 * Of a path of names, by the last name that tells: `["video", "url"]` is a video. A name that tells of two things
 * (`video_frames`) or of an archive tells nothing, and ends the search.
 */
export function mediaOf(path: readonly (string | number)[]): Media | undefined {
  for (const step of path.toReversed()) {
    const own = wordsOf(String(step));
    if (own.some((word) => archives.has(word))) return undefined;
    const found = new Set(own.flatMap((word) => words.get(word) ?? []));
    if (found.size > 0) return found.size === 1 ? [...found][0] : undefined;
  }
  return undefined;
}

/** Of a file's address: `https://example.com/a.mp4?x=1` by its ending, `data:video/mp4;base64,…` by its type. */
function mediaOfUrl(text: string): Media | undefined {
  const name = /^https?:[^?#]*\.(\w+)(?:[?#]|$)/.exec(text)?.[1] ?? /^data:(\w+)\//.exec(text)?.[1];
  return name === undefined ? undefined : words.get(name.toLowerCase());
}

/** Of what is sent. Only of addresses: what a text says of itself is no file. */
export function mediaGiven(data: Data): Media | undefined {
  if (data.kind === "literal") return typeof data.value === "string" ? mediaOfUrl(data.value) : undefined;
  if (data.kind !== "reference") return undefined;
  const { path } = data.reference;
  const last = path.findLast((step) => typeof step === "string") ?? "";
  return isUrlName(last) ? mediaOf(path) : undefined;
}

/** Whether a description says that either will do: `URL of the image or video`, `image/video`. */
export function offersBoth(description: string, one: Media, other: Media): boolean {
  const pairs = description
    .toLowerCase()
    .matchAll(/(\w+)(?:\s*\/\s*|,?\s+(?:or|and)\s+)(?:an?\s+)?(?=(\w+))/g);
  return [...pairs].some(([, left = "", right = ""]) => {
    const named = [words.get(left), words.get(right)];
    return named.includes(one) && named.includes(other);
  });
}

/**
 * Whether the one may be asked for where the other is given. Endpoints that want a sound commonly take a film for its
 * track: fal-ai/whisper lists mp4 and webm.
 */
export function canServe(given: Media, wanted: Media): boolean {
  return given === wanted || (given === "video" && wanted === "audio");
}
