import type { Json, JsonObject } from "../../lib/json.ts";

/** What the call asks for in words: `prompt`, else `text`, else the first string that is no URL, else `""`. */
export function promptOf(input: JsonObject): string {
  const { prompt, text } = input;
  const named = [prompt, text].find(isWords);
  return named ?? Object.values(input).find(isWords) ?? "";
}

function isWords(value: Json | undefined): value is string {
  return typeof value === "string" && value.trim() !== "" && !/^(https?:|data:)/i.test(value);
}
