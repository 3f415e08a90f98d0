import type { Json } from "../../lib/json.ts";

export interface DocComment {
  readonly description?: string;
  readonly default?: Json;
}

/**
 * What a doc comment of fal's types says. They are generated, and end in the field's default if it has one:
 * "The number of images. Default value: `1`" gives `{ description: "The number of images.", default: 1 }`.
 *
 * A default is JSON, save that enum members may stand there without quotes (`square_hd`); `words` are the
 * strings to be understood so. A default that is neither stays in the description. Of a description longer than 300
 * characters, about one in a hundred, only the first sentence is kept: that holds the catalogue under 1.5 MiB.
 * TypeScript's own reading of comments is not used: it takes "use @Image1 in the prompt" for a tag.
 */
export function parseDocComment(comment: string, words: readonly Json[] = []): DocComment {
  const text = comment
    .replace(/^\/\*\*|\*\/$/g, "")
    .replace(/^[ \t]*\* ?/gm, "")
    .trim();
  const trailer = /\s*Default value: `([^`]*)`$/.exec(text);
  const value = trailer === null ? undefined : parseDefault(trailer[1] ?? "", words);
  const description = shorten(value === undefined ? text : text.slice(0, trailer?.index));
  return {
    ...(description === "" ? {} : { description }),
    ...(value === undefined ? {} : { default: value }),
  };
}

function shorten(text: string): string {
  return text.length <= 300 ? text : (/^.*?[.!?](?=\s)/s.exec(text)?.[0] ?? text);
}

function parseDefault(text: string, words: readonly Json[]): Json | undefined {
  if (words.includes(text)) return text;
  try {
    return JSON.parse(text) as Json; // JSON.parse gives nothing else
  } catch {
    return undefined;
  }
}
