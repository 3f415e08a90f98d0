/** File extensions and content types of everything that the emulator generates or is likely to be given. */

const EXTENSIONS: Readonly<Record<string, string>> = {
  "application/json": "json",
  "application/zip": "zip",
  "audio/mpeg": "mp3",
  "audio/wav": "wav",
  "image/gif": "gif",
  "image/jpeg": "jpg",
  "image/png": "png",
  "image/svg+xml": "svg",
  "image/webp": "webp",
  "model/gltf-binary": "glb",
  "text/plain": "txt",
  "video/mp4": "mp4",
  "video/webm": "webm",
};

/** `"png"` for `"image/png"`, `"bin"` for types not in the table. Parameters after `;` are ignored. */
export function extensionOf(contentType: string): string {
  const bare = contentType.split(";")[0]?.trim().toLowerCase() ?? "";
  return Object.hasOwn(EXTENSIONS, bare) ? (EXTENSIONS[bare] ?? "bin") : "bin";
}
