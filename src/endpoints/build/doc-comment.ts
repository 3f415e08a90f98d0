import type { Json } from "../../lib/json.ts";

export interface DocComment {
  readonly description?: string;
  readonly default?: Json;
}

/**
 * Parses a doc comment of fal's types. They are generated, and end in the field's default if it has one: "The number
 * of images. Default value: `1`" gives `{ description: "The number of images.", default: 1 }`. A default is JSON,
 * except that enum members may be unquoted (`square_hd`); `words` lists them. Any other default stays in the
 * description. Ranges are not read from the text: of the fields that say "Must be between 81 to 129", four have a
 * default outside of it (1.10.1). TypeScript's own parser is not used: it takes "use @Image1 in the prompt" for a
 * tag.
 */
export function parseDocComment(comment: string, words: readonly Json[] = []): DocComment {
  const text = comment
    .replace(/^\/\*\*|\*\/$/g, "")
    .replace(/^[ \t]*\* ?/gm, "")
    .trim();
  const trailer = /\s*Default value: `([^`]*)`$/.exec(text);
  const value = trailer === null ? undefined : parseDefault(trailer[1] ?? "", words);
  const description = value === undefined ? text : text.slice(0, trailer?.index);
  return {
    ...(description === "" ? {} : { description }),
    ...(value === undefined ? {} : { default: value }),
  };
}

function parseDefault(text: string, words: readonly Json[]): Json | undefined {
  if (words.includes(text)) return text;
  try {
    return JSON.parse(text) as Json; // JSON.parse returns nothing else
  } catch {
    return undefined;
  }
}
