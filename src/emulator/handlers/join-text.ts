/** The two text endpoints, executed exactly: compiled workflows use them to build strings. */
import type { Json } from "../../lib/json.ts";
import type { Handler } from "./handler.ts";

/** `{ text1, text2 }` → `{ results }`: without a separator. */
export const concatText: Handler = {
  matches: ({ id }) => id === "fal-ai/text-concat",
  answer: async ({ field }) => ({ results: textOf(field("text1")) + textOf(field("text2")) }),
};

/** `{ texts, separator = "" }` → `{ text }`. */
export const mergeText: Handler = {
  matches: ({ id }) => id === "fal-ai/workflow-utilities/merge-text",
  async answer({ field }) {
    const texts = field("texts");
    return { text: Array.isArray(texts) ? texts.map(textOf).join(textOf(field("separator"))) : "" };
  },
};

function textOf(value: Json | undefined): string {
  return typeof value === "string" ? value : "";
}
