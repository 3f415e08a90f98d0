/**
 * Whether a field of an endpoint takes or gives a file, by its name: `image_url`, `video_urls`, `audio`. The rule is the one
 * of fal's own client (https://github.com/fal-ai/fal-js/pull/212, read 2026-11-23): of the inputs that look like files, one
 * in eight carries any other mark.
 */
export function isFileField(name: string): boolean {
  return /_urls?$|^(image|images|video|audio|file)$/.test(name);
}
