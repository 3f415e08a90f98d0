import { createRequire } from "node:module";
import type * as Prettier from "prettier";

let measure: ((text: string) => number) | undefined;

/**
 * The columns that a text takes, as prettier counts them: wide characters and most emoji take two. prettier itself is
 * used, and loaded (80 ms), only for text that is not ASCII.
 */
export function getStringWidth(text: string): number {
  if (!/[^\x20-\x7f]/.test(text)) return text.length;
  measure ??= (createRequire(import.meta.url)("prettier") as typeof Prettier).util.getStringWidth;
  return measure(text);
}
