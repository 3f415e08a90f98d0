import type { Json } from "../../lib/json.ts";
import type { AnswerContext } from "./answer-context.ts";

/** The call's prompt: `prompt`, else `text`, else the first string that is not a URL, else `""`. */
export function promptOf({ input, field }: AnswerContext): string {
  const named = [field("prompt"), field("text")].find(isWords);
  return named ?? Object.values(input).find(isWords) ?? "";
}

function isWords(value: Json | undefined): value is string {
  return typeof value === "string" && value.trim() !== "" && !/^(https?:|data:)/i.test(value);
}
