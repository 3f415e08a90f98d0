import type { Json } from "../../lib/json.ts";

/** JSON on one line that is also a TypeScript string literal. Characters that a reviewer cannot see are escaped. */
export function quoteJson(value: Json): string {
  return JSON.stringify(value).replace(
    /[\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
