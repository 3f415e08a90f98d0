/**
 * Untrusted text on one line, safe for a terminal: a model's log, an artifact from a pull request or fal's answer may
 * contain anything, and control characters would move the cursor, change colours or the reading direction.
 */
export function printable(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]+/g, " ").trim();
}

/** JSON on several lines. */
export function printJson(value: unknown, replace?: (key: string, value: unknown) => unknown): string {
  return printableJson(JSON.stringify(value, replace, 2));
}

/** The same JSON, safe for a terminal. JSON itself escapes C0 control characters; this escapes DEL and C1. */
export function printableJson(json: string): string {
  return escapedIn(json, /[\u007f-\u009f]/g);
}

/** The same JSON without any character that `printable` would replace. */
export function escapedJson(json: string): string {
  return escapedIn(json, /[\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g);
}

function escapedIn(json: string, characters: RegExp): string {
  return json.replace(
    characters,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** `1.2 s`, `2 min 5 s` */
export function printDuration(ms: number): string {
  if (ms < 59_950) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** `86 KB`, `1.2 MB`; never 0 for a non-empty file. */
export function printBytes(bytes: number): string {
  return bytes < 1024 * 1024 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

/** Milliseconds since 1970 → `2026-11-30 18:34:55 UTC`. */
export function printTime(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19).replace("T", " ")} UTC`;
}
