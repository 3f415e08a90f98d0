/**
 * Whether a field of an endpoint takes or gives a file, by its name: `image_url`, `video_urls`, `audio`. The rule is that of
 * https://github.com/fal-ai/fal-js/pull/212. It holds for all 957 fields that `@fal-ai/client` 1.10.1 uploads files for, and
 * of the inputs that look like files in fal's own documents, one in eight carries any other mark.
 */
export function isFileField(name: string): boolean {
  return /_urls?$|^(image|images|video|audio|file)$/.test(name);
}
