import { quote } from "../lib/quote.ts";

/**
 * A path inside JSON as people write it: `images[0].url`. Indices count from 0; a key that is not an
 * identifier is quoted, `meta["my key"]`. The empty path is `""`.
 */
export function printPath(path: readonly (string | number)[]): string {
  let text = "";
  for (const segment of path) {
    if (typeof segment === "number") text += `[${segment}]`;
    else if (!/^[\w-]{1,100}$/.test(segment)) text += `[${quote(segment)}]`;
    else text += text === "" ? segment : `.${segment}`;
  }
  return text;
}
