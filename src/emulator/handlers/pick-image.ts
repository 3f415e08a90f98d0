import type { Json } from "../../lib/json.ts";
import { ModelError } from "../model-error.ts";
import type { Handler } from "./handler.ts";

/**
 * One URL of a list, by a 1-based index. As on fal, the URL is passed on unread, so any host is accepted. Beyond the
 * end, `fallback_index` decides; an index below 1 or an empty list is an error. Source: the descriptions in fal's
 * OpenAPI document of the endpoint (2026-11).
 */
export const pickImage: Handler = {
  matches: ({ id }) => id === "fal-ai/workflow-utilities/pick-image-by-index",
  async answer({ field }) {
    const given = field("image_urls");
    const urls: readonly Json[] = Array.isArray(given) ? given : [];
    const index = Number(field("index"));
    if (urls.length === 0) {
      const message = "List should have at least 1 item after validation, not 0";
      throw new ModelError("too_short", message, ["body", "image_urls"], [], { min_length: 1 });
    }
    if (index < 1) {
      const message = "Input should be greater than or equal to 1";
      throw new ModelError("greater_than_equal", message, ["body", "index"], index, { ge: 1 });
    }
    const fallback = field("fallback_index") === "last-image" ? urls.at(-1) : urls[0];
    const image = { url: urls[index - 1] ?? fallback ?? "" };
    return { image, images: [image] };
  },
};
