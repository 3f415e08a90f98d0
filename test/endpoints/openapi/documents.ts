/** fal's OpenAPI documents as tests write them: the parts around the schemas are always the same. */
import type { Json, JsonObject } from "../../../src/lib/json.ts";

export interface Parts {
  readonly id?: string;
  /** A schema, or an invalid one in a broken document. */
  readonly input?: Json;
  readonly output?: Json;
  /** `components.schemas`. */
  readonly schemas?: JsonObject;
  readonly info?: JsonObject;
}

export const text: Json = { type: "string" };

export function ref(name: string): JsonObject {
  return { $ref: `#/components/schemas/${name}` };
}

export function object(properties: JsonObject, rest: JsonObject = {}): JsonObject {
  return { type: "object", properties, ...rest };
}

export function documentOf({
  id = "me/app",
  input = object({ prompt: text }),
  output = object({ text }),
  schemas = {},
  info = { "x-fal-metadata": { endpointId: id, category: "unknown" } },
}: Parts = {}): JsonObject {
  return {
    openapi: "3.0.4",
    info: {
      title: `Queue OpenAPI for ${id}`,
      description: `The OpenAPI schema for the ${id} queue.`,
      ...info,
    },
    components: { schemas },
    paths: {
      [`/${id}/requests/{request_id}/status`]: { get: answering({ type: "object" }) },
      [`/${id}/requests/{request_id}/cancel`]: { put: answering({ type: "object" }) },
      [`/${id}`]: {
        post: {
          requestBody: { content: { "application/json": { schema: input } } },
          ...answering({ type: "object" }),
        },
      },
      [`/${id}/requests/{request_id}`]: { get: answering(output) },
    },
    servers: [{ url: "https://queue.fal.run" }],
  };
}

function answering(schema: Json): JsonObject {
  return { responses: { "200": { content: { "application/json": { schema } } } } };
}

/** A model that makes portraits, as fal's generator describes it. */
export const portrait = documentOf({
  id: "me/portrait",
  info: {
    "x-fal-metadata": { endpointId: "me/portrait", category: "image-to-image", about: "Paints a portrait." },
  },
  input: ref("PortraitInput"),
  output: ref("PortraitOutput"),
  schemas: {
    PortraitInput: object(
      {
        steps: {
          title: "Steps",
          type: "integer",
          minimum: 1,
          maximum: 50,
          default: "28",
          description:
            "\n        How often the picture is gone over, from the first sketch to the very\n        last stroke.\n    ",
        },
        image_url: { title: "Image Url", type: "string", examples: ["https://example.com/face.jpg"] },
        style: { title: "Style", type: "string", enum: ["oil", "ink"], default: "oil" },
        size: { anyOf: [ref("Size"), { type: "string", enum: ["small", "large"] }], title: "Size" },
        seed: { anyOf: [{ type: "integer" }, { type: "null" }], title: "Seed" },
        strength: { type: "number", minimum: 0, exclusiveMinimum: true, maximum: 1, nullable: true },
      },
      {
        title: "PortraitInput",
        required: ["image_url", "style"],
        "x-fal-order-properties": ["image_url", "style", "size", "steps", "seed"],
      },
    ),
    Size: object(
      { width: { type: "integer", exclusiveMinimum: 0 }, height: { type: "integer" } },
      { required: ["width", "height"] },
    ),
    PortraitOutput: object(
      {
        images: { type: "array", items: ref("Image"), description: "The portraits" },
        seed: { type: "integer" },
      },
      { required: ["images", "seed"] },
    ),
    Image: object(
      { url: { type: "string" }, width: { anyOf: [{ type: "integer" }, { type: "null" }] } },
      { required: ["url"] },
    ),
  },
});
