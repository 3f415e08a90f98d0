import { emptyRecord, isJsonObject, type Json } from "./json.ts";

/** A copy with other texts in place of some, at any depth; `replacement` gives `undefined` for a text that stays. Keys stay. */
export function replaceTexts(value: Json, replacement: (text: string) => string | undefined): Json {
  if (typeof value === "string") return replacement(value) ?? value;
  if (typeof value !== "object" || value === null) return value;
  if (!isJsonObject(value)) return (value as readonly Json[]).map((each) => replaceTexts(each, replacement));
  const copy = emptyRecord<Json>();
  for (const [key, inner] of Object.entries(value)) copy[key] = replaceTexts(inner, replacement);
  return copy;
}
