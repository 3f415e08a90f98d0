import { wordsOf } from "../lib/words.ts";

/** Whether a field with this name holds a file's URL: `image_url`, `videoUrls`, `audio_url_person1`. */
export function isUrlName(name: string): boolean {
  return wordsOf(name).some((word) => word === "url" || word === "urls");
}
