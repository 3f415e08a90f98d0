/** Pictures, videos, sounds and other files of a run, from disk beside the page. */
import { printBytes } from "../../../lib/printable.ts";
import type { StoryFile } from "../run-story.ts";
import { type Html, markup } from "./html.ts";

/** The file itself. `caption`: what it is called there; its name on disk follows. */
export function printFigure(file: StoryFile, caption: Html): Html {
  const { saved, bytes } = file;
  const facts = [
    saved?.split("/").at(-1),
    bytes === undefined ? undefined : printBytes(bytes).replace(" ", "\u00a0"),
  ]
    .filter((fact) => fact !== undefined)
    .join(", ");
  return markup`<figure class="${kindOf(file)}">
    ${printMedium(file)}
    <figcaption>${caption}<span class="file">${facts}</span></figcaption>
  </figure>`;
}

function printMedium(file: StoryFile): Html {
  const { saved, problem, path } = file;
  if (saved === undefined) {
    return markup`<p class="missing">${problem === undefined ? "Not saved" : `Not saved: ${problem}`}</p>`;
  }
  const source = relativeUrl(saved);
  switch (kindOf(file)) {
    case "image":
      return markup`<a href="${source}"><img src="${source}" alt="${path}" loading="lazy" /></a>`;
    // A drawing may hold scripts, which run if it is opened, but not as a picture of a page.
    case "drawing":
      return markup`<img src="${source}" alt="${path}" loading="lazy" />`;
    case "video":
      return markup`<video src="${source}" controls preload="metadata"></video>`;
    case "audio":
      return markup`<audio src="${source}" controls preload="metadata"></audio>`;
    // No link: it may be a page with scripts.
    case "other":
      return markup`<p class="missing">${saved}</p>`;
  }
}

/** A small picture, or nothing for what is none. */
export function printThumbnail(file: StoryFile | undefined): Html | undefined {
  if (file?.saved === undefined) return undefined;
  const kind = kindOf(file);
  if (kind === "video")
    return markup`<video src="${relativeUrl(file.saved)}" preload="metadata" muted></video>`;
  return kind === "image" || kind === "drawing"
    ? markup`<img src="${relativeUrl(file.saved)}" alt="" loading="lazy" />`
    : undefined;
}

export function kindOf({ saved = "" }: StoryFile): "image" | "drawing" | "video" | "audio" | "other" {
  const [, ending = ""] = /\.([a-z0-9]+)$/i.exec(saved) ?? [];
  if (/^(png|jpe?g|webp|gif|avif)$/i.test(ending)) return "image";
  if (/^svg$/i.test(ending)) return "drawing";
  if (/^(mp4|webm|mov)$/i.test(ending)) return "video";
  return /^(mp3|wav|ogg|flac|aac|m4a)$/i.test(ending) ? "audio" : "other";
}

/** Half characters have no encoding. */
function wellFormed(text: string): string {
  return new TextDecoder().decode(new TextEncoder().encode(text));
}

/** Never one with a scheme or a host, whatever the path is. */
function relativeUrl(path: string): string {
  return `./${path
    .split("/")
    .map((segment) => encodeURIComponent(wellFormed(segment)))
    .join("/")}`;
}
