import { canonicalJson } from "../../lib/canonical-json.ts";
import type { Json, JsonObject } from "../../lib/json.ts";
import { replaceTexts } from "../../lib/replace-texts.ts";
import { sha256 } from "../../lib/sha256.ts";

/**
 * What equal calls have in common: 64 hexadecimal digits of the endpoint and the input, in which `contentOf` puts what
 * stands for the bytes in place of an uploaded file's URL, which is another for each upload.
 */
export function callKey(endpoint: string, input: JsonObject, contentOf: ContentOf): string {
  return sha256(`${endpoint}\n${canonicalJson(byContent(input, contentOf))}`);
}

/** URL of an uploaded file → what stands for its bytes; `undefined` for every other text. */
export type ContentOf = (url: string) => string | undefined;

/** The value as it counts. */
export function byContent(value: Json, contentOf: ContentOf): Json {
  return replaceTexts(value, contentOf);
}
