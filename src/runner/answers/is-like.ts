import { isPlainObject, type Json } from "../../lib/json.ts";

/**
 * Whether a value contains what the pattern names: objects may have other fields, lists have the same length, and `*` in
 * a text stands for any characters; `\*` is a star, `\\` a backslash.
 */
export function isLike(pattern: Json, value: Json): boolean {
  if (typeof pattern === "string") return typeof value === "string" && isTextLike(pattern, value);
  if (Array.isArray(pattern)) {
    const list = pattern as readonly Json[];
    const others = Array.isArray(value) ? (value as readonly Json[]) : undefined;
    return others?.length === list.length && list.every((each, index) => isLike(each, others[index] ?? null));
  }
  if (!isPlainObject(pattern)) return pattern === value;
  return (
    isPlainObject(value) &&
    Object.entries(pattern).every(
      ([key, inner]) => Object.hasOwn(value, key) && isLike(inner, value[key] ?? null),
    )
  );
}

/** Linear in the text for each part of the pattern. */
function isTextLike(pattern: string, text: string): boolean {
  const [first = "", ...rest] = partsOf(pattern);
  const last = rest.pop();
  if (last === undefined) return text === first;
  if (!text.startsWith(first)) return false;
  let at = first.length;
  for (const part of rest) {
    const found = text.indexOf(part, at);
    if (found === -1) return false;
    at = found + part.length;
  }
  return text.length - last.length >= at && text.endsWith(last);
}

/** What is between the stars. */
function partsOf(pattern: string): readonly string[] {
  const parts = [""];
  for (const [token] of pattern.matchAll(/\\[\\*]|[^\\*]+|[\\*]/g)) {
    if (token === "*") parts.push("");
    else
      parts.push(
        (parts.pop() ?? "") + (token.length === 2 && token.startsWith("\\") ? token.slice(1) : token),
      );
  }
  return parts;
}

/** A pattern for texts that begin like this one, or for this one alone if it is no longer. */
export function patternOf(text: string, maxLength: number): string {
  const start = text.slice(0, maxLength).replace(/[\\*]/g, "\\$&");
  return text.length > maxLength ? `${start}*` : start;
}
