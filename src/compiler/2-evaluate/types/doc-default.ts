/** The value in a doc comment's `@default`, or in TSDoc's `@defaultValue`. */
import type { Json } from "../../../lib/json.ts";

/**
 * The tag's text as a value; "none" if there is no tag, or it says that there is no default; `undefined` if it is not
 * a value. `28`, `"studio"`, `'studio'`, `true`, `[1, 2]`, also in backquotes; a bare word is text.
 */
export function defaultOf(tags: ReadonlyMap<string, string>): { readonly value: Json } | "none" | undefined {
  const [first, ...others] = ["default", "defaultValue"].flatMap((tag) => tags.get(tag) ?? []);
  if (first === undefined) return "none";
  const text = unquoted(first);
  if (others.some((other) => unquoted(other) !== text)) return undefined;
  if (text === "undefined") return "none";
  const value = parse(text);
  return value === undefined ? undefined : { value };
}

/** Without backquotes, or the fences of a code block. */
function unquoted(text: string): string {
  const code = /^```\w*\n(.*?)\n?```$/s.exec(text) ?? /^`([^`]*)`$/.exec(text);
  return (code?.[1] ?? text).trim();
}

function parse(text: string): Json | undefined {
  const quoted = /^'([^'\\]*)'$/.exec(text);
  if (quoted !== null) return quoted[1] as string;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return /^[\w .,-]+$/.test(text) ? text : undefined;
  }
}
