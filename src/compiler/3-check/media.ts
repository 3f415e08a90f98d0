/**
 * Whether a value is a picture, a video or a sound, by the names in fal's endpoints. Types say only `string`. Silent
 * in doubt, because a call is reported for it; `schema/file-kind.ts` has the best guess, for display.
 */
import { isUrlName } from "../../schema/url-name.ts";
import { wordsOf } from "../../lib/words.ts";
import type { Data } from "../evaluation.ts";

export type Media = "image" | "video" | "audio";

/** Words in field names; `url`, `start`, `reference` and the like say nothing. */
const words = new Map<string, Media>(Object.entries({
  image: "image", images: "image", photo: "image", photos: "image", picture: "image", pictures: "image",
  frame: "image", frames: "image", thumbnail: "image", png: "image", jpg: "image", jpeg: "image", webp: "image",
  video: "video", videos: "video", clip: "video", movie: "video", mp4: "video", mov: "video",
  audio: "audio", audios: "audio", voice: "audio", speech: "audio", music: "audio", song: "audio",
  mp3: "audio", wav: "audio", flac: "audio", ogg: "audio",
} as const)); // prettier-ignore

/** `frames_zip` contains frames, but is not one. */
const archives: ReadonlySet<string> = new Set(["zip", "tar", "archive", "gz"]);

/**
 * For a path of names, by the last one that shows a kind: `["video", "url"]` is a video. A name that shows two kinds
 * (`video_frames`) or an archive shows none, and ends the search.
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

/** For a file's URL: `https://example.com/a.mp4?x=1` by its extension, `data:video/mp4;base64,…` by its type. */
function mediaOfUrl(text: string): Media | undefined {
  const name = /^https?:[^?#]*\.(\w+)(?:[?#]|$)/.exec(text)?.[1] ?? /^data:(\w+)\//.exec(text)?.[1];
  return name === undefined ? undefined : words.get(name.toLowerCase());
}

/** For a value that is sent. Only for URLs: other text is not a file. */
export function mediaGiven(data: Data): Media | undefined {
  if (data.kind === "literal") return typeof data.value === "string" ? mediaOfUrl(data.value) : undefined;
  if (data.kind !== "reference") return undefined;
  const { path } = data.reference;
  const last = path.findLast((step) => typeof step === "string") ?? "";
  return isUrlName(last) ? mediaOf(path) : undefined;
}

/** Whether a description allows both: `URL of the image or video`, `image/video`. */
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
 * Whether one kind is accepted for the other. Endpoints that take a sound usually accept a video for its audio track:
 * fal-ai/whisper lists mp4 and webm.
 */
export function canServe(given: Media, expected: Media): boolean {
  return given === expected || (given === "video" && expected === "audio");
}
