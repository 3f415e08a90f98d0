/** Names for downloaded files. */

/**
 * A name without extension that is safe on every system: `fileName(["Frames", 2])` is `frames-2`. Only a–z,
 * 0–9, `-` and `_`, at most 80 characters; `file` if nothing is left.
 */
export function fileName(parts: readonly (string | number)[]): string {
  const name = parts
    .map((part) =>
      String(part)
        .toLowerCase()
        .replace(/[^a-z0-9_-]+/g, "-"),
    )
    .join("-")
    .replace(/-{2,}/g, "-")
    .slice(0, 80)
    .replace(/^-+|-+$/g, "");
  // Windows reserves these for devices, with any extension.
  return /^(con|prn|aux|nul|com\d|lpt\d)?$/.test(name) ? `${name}${name === "" ? "" : "-"}file` : name;
}

/** The name, or the first free one of `name-2`, `name-3` …; adds it to `taken`. */
export function takeName(name: string, taken: Set<string>): string {
  let free = name;
  for (let number = 2; taken.has(free); number += 1) free = `${name}-${number}`;
  taken.add(free);
  return free;
}

/**
 * The extension for a content type, or the one in the URL, or `bin`; without dot. Parameters of the type (`;
 * charset=utf-8`) and `application/octet-stream` are ignored.
 */
export function fileExtension(contentType: string | undefined, url: string): string {
  const type = contentType?.split(";", 1)[0]?.trim().toLowerCase() ?? "";
  const known = EXTENSIONS.get(type);
  if (known !== undefined) return known;
  const path = /^https?:/i.test(url) ? new URL(url).pathname : "";
  return /\.([a-z0-9]{1,8})$/i.exec(path)?.[1]?.toLowerCase() ?? "bin";
}

const EXTENSIONS: ReadonlyMap<string, string> = new Map([
  ["image/png", "png"],
  ["image/jpeg", "jpg"],
  ["image/jpg", "jpg"],
  ["image/webp", "webp"],
  ["image/gif", "gif"],
  ["image/avif", "avif"],
  ["image/svg+xml", "svg"],
  ["video/mp4", "mp4"],
  ["video/webm", "webm"],
  ["video/quicktime", "mov"],
  ["audio/mpeg", "mp3"],
  ["audio/mp3", "mp3"],
  ["audio/wav", "wav"],
  ["audio/x-wav", "wav"],
  ["audio/wave", "wav"],
  ["audio/ogg", "ogg"],
  ["audio/flac", "flac"],
  ["audio/aac", "aac"],
  ["audio/mp4", "m4a"],
  ["model/gltf-binary", "glb"],
  ["model/gltf+json", "gltf"],
  ["application/zip", "zip"],
  ["application/json", "json"],
  ["application/pdf", "pdf"],
  ["text/plain", "txt"],
  // Instead of the URL's: it may be a page that says why there is no picture.
  ["text/html", "html"],
  ["text/csv", "csv"],
]);
