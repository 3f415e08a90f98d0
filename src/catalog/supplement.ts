/**
 * Endpoints that fal serves and the types of `@fal-ai/client` 1.10.1 leave out, written by hand. None was called
 * to write this. All three are reported by the workflow skill of fal's community, read 2026-11-23:
 * https://github.com/fal-ai-community/skills (ca47dba), skills/fal-workflow/references/MODELS.md
 * To add one: say here who reports it, put down no more than is reported, and add it to `supplement-types.ts`.
 */
import type { Endpoint, Schema } from "./schema.ts";

const text: Schema = { type: "string" };

/** Reported only as "Starting X position (0-100)" and alike; every published use gives all four. */
const percent: Schema = { type: "number", minimum: 0, maximum: 100 };

/** Of the image only `url` is reported; the rest is what fal's `Image` type has, none of it required. */
const image: Schema = {
  type: "object",
  properties: {
    url: text,
    content_type: text,
    file_name: text,
    file_size: { type: "number" },
    height: { type: "number" },
    width: { type: "number" },
  },
  required: ["url"],
};

export const supplement: readonly Endpoint[] = [
  {
    // "Concatenates exactly TWO text values": nothing is put between them.
    id: "fal-ai/text-concat",
    isPartial: true,
    input: { type: "object", properties: { text1: text, text2: text }, required: ["text1", "text2"] },
    output: { type: "object", properties: { results: text }, required: ["results"] },
  },
  {
    // The separator's default is reported by a copy of the skill (ilkerzg/agent-skills 69efe6e).
    id: "fal-ai/workflow-utilities/merge-text",
    isPartial: true,
    input: {
      type: "object",
      properties: { texts: { type: "array", items: text }, separator: { type: "string", default: "" } },
      required: ["texts"],
    },
    output: { type: "object", properties: { text }, required: ["text"] },
  },
  {
    // Whether fal insists on the percentages is not known; so they are optional here.
    id: "fal-ai/workflow-utilities/crop-image",
    isPartial: true,
    input: {
      type: "object",
      properties: {
        image_url: text,
        x_percent: percent,
        y_percent: percent,
        width_percent: percent,
        height_percent: percent,
      },
      required: ["image_url"],
    },
    output: { type: "object", properties: { image }, required: ["image"] },
  },
];
