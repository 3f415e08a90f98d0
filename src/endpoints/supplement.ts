/**
 * Endpoints that fal serves and the types of `@fal-ai/client` 1.10.1 leave out, written by hand. None was called for
 * this. Unless another source is named, it is the workflow skill of fal's community, read 2026-11-23:
 * https://github.com/fal-ai-community/skills (ca47dba), skills/fal-workflow/references/MODELS.md
 * To add one: name the source here, write down no more than it reports, and add it to `supplement-types.ts`.
 */
import type { Endpoint } from "./catalog.ts";
import type { Schema } from "../schema/schema.ts";

const text: Schema = { type: "string" };
const texts: Schema = { type: "array", items: text };
const number: Schema = { type: "number" };
const boolean: Schema = { type: "boolean" };

/** Reported only as "Starting X position (0-100)" and the like; every published use gives all four. */
const percent: Schema = { type: "number", minimum: 0, maximum: 100 };

/** For the image, only `url` is reported; the rest is from fal's `Image` type, none of it required. */
const image: Schema = {
  type: "object",
  properties: {
    url: text,
    content_type: text,
    file_name: text,
    file_size: number,
    height: number,
    width: number,
  },
  required: ["url"],
};
const images: Schema = { type: "array", items: image };
const oneImage: Schema = { type: "object", properties: { image }, required: ["image"] };

/**
 * As in the types of `@fal-ai/client` 1.7.2 (2025-11-04). They list the models, but models come and go: 1.4.0 lists
 * others. A workflow that ran on 2026-08-21 (dex-honsa-miris/miris-monster-workshop) reads only `output`.
 */
const languageModelInput = {
  prompt: text,
  system_prompt: text,
  model: text,
  reasoning: boolean,
  priority: { type: "string", enum: ["throughput", "latency"], default: "latency" },
  temperature: number,
  max_tokens: number,
} as const satisfies Readonly<Record<string, Schema>>;

const languageModelOutput: Schema = {
  type: "object",
  properties: { output: text, reasoning: text, partial: boolean, error: text },
  required: ["output"],
};

const edgesInput: Schema = {
  type: "object",
  properties: { image_url: text, low_threshold: number, high_threshold: number },
  required: ["image_url"],
};

export const supplement: readonly Endpoint[] = [
  {
    // "Concatenates exactly TWO text values": without a separator.
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
      properties: { texts, separator: { type: "string", default: "" } },
      required: ["texts"],
    },
    output: { type: "object", properties: { text }, required: ["text"] },
  },
  {
    // Whether fal requires the percentages is unknown, so they are optional here.
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
    output: oneImage,
  },
  {
    // From schemas that fal published for its client: https://github.com/fal-ai/fal-js/pull/212 (6adf0bb, May 2026).
    id: "fal-ai/workflow-utilities/pick-image-by-index",
    isPartial: true,
    input: {
      type: "object",
      properties: {
        image_urls: texts,
        index: {
          type: "integer",
          description:
            "1-based position of the image to return. Value 1 returns the first image, 2 returns the second, and so on.",
        },
        fallback_index: {
          type: "string",
          enum: ["first-image", "last-image"],
          description: "What is returned when `index` exceeds the length of `image_urls`.",
          default: "first-image",
        },
      },
      required: ["image_urls", "index"],
    },
    output: { type: "object", properties: { image, images }, required: ["image", "images"] },
  },
  {
    id: "fal-ai/any-llm",
    isPartial: true,
    input: { type: "object", properties: languageModelInput, required: ["prompt"] },
    output: languageModelOutput,
  },
  {
    id: "fal-ai/any-llm/vision",
    isPartial: true,
    input: {
      type: "object",
      properties: { ...languageModelInput, image_urls: texts },
      required: ["prompt"],
    },
    output: languageModelOutput,
  },
  {
    // The types of `@fal-ai/client` 1.5.0 (2025-05-30), which list only some of the styles.
    id: "fal-ai/recraft-v3",
    isPartial: true,
    input: {
      type: "object",
      properties: {
        prompt: text,
        image_size: {
          anyOf: [
            { type: "object", properties: { width: number, height: number } },
            {
              type: "string",
              enum: [
                "square_hd",
                "square",
                "portrait_4_3",
                "portrait_16_9",
                "landscape_4_3",
                "landscape_16_9",
              ],
            },
          ],
          default: "square_hd",
        },
        style: { type: "string", default: "realistic_image" },
        colors: { type: "array", items: { type: "object", properties: { r: number, g: number, b: number } } },
        style_id: text,
      },
      required: ["prompt"],
    },
    output: { type: "object", properties: { images }, required: ["images"] },
  },
  {
    // The types of `@fal-ai/client` 1.5.0 (2025-05-30).
    id: "fal-ai/workflowutils/canny",
    isPartial: true,
    input: edgesInput,
    output: oneImage,
  },
  {
    // A workflow of fal's community: its skills, skills/fal-controlnet-lock/references/workflows.md.
    id: "fal-ai/imageutils/canny",
    isPartial: true,
    input: edgesInput,
    output: oneImage,
  },
  {
    // A workflow that ran on 2026-08-21: dex-honsa-miris/miris-monster-workshop, its sketch. It reads nothing else of
    // the answer, and gives a preset for the size.
    id: "openai/gpt-image-2",
    isPartial: true,
    input: {
      type: "object",
      properties: { prompt: text, quality: text, image_size: {}, output_format: text },
      required: ["prompt"],
    },
    output: { type: "object", properties: { images }, required: ["images"], additionalProperties: {} },
  },
];
