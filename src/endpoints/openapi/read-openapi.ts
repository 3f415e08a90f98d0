/**
 * fal's OpenAPI document of one model → the endpoint. The document is untrusted: whatever it contains, reading is
 * fast and the result is bounded.
 */
import { isJsonObject, type JsonObject } from "../../lib/json.ts";
import type { Endpoint } from "../catalog.ts";
import type { Schema } from "../../schema/schema.ts";
import { typesOf } from "../../schema/schema-types.ts";
import { BrokenDocument } from "./broken-document.ts";
import { SchemaReader } from "./schema-reader.ts";
import { tidyText } from "../tidy-text.ts";

/**
 * The endpoint with self-contained schemas, or the problem with the document: `it has no "paths"`. The id is the
 * document's; check it with `isEndpointId`. `note` is called for everything that was dropped, in words: `input.track:
 * "#/components/schemas/TrackPoint" is not in the document, so falc knows nothing about it`.
 */
export function readOpenApi(
  document: unknown,
  note: (text: string) => void = () => {},
): Endpoint | { readonly problem: string } {
  try {
    return read(document, note);
  } catch (error) {
    if (error instanceof BrokenDocument) return { problem: error.message };
    throw error;
  }
}

function read(document: unknown, note: (text: string) => void): Endpoint {
  if (!isJsonObject(document)) throw new BrokenDocument("it is not an object");
  const { paths, info } = document;
  if (!isJsonObject(paths)) throw new BrokenDocument('it has no "paths"');
  const metadata = fieldOf(info, "x-fal-metadata");
  const id = idOf(fieldOf(metadata, "endpointId"), paths);
  const reader = new SchemaReader(document, note);
  const input = reader.read("input", inputOf(id, paths));
  if (!isObject(input)) throw new BrokenDocument("its input is not an object");
  const output = reader.read("output", outputOf(id, paths));
  return { id, ...categoryOf(metadata), ...descriptionOf(info, metadata), input, output };
}

/** From fal's metadata; a document without it has a single POST. */
function idOf(said: unknown, paths: JsonObject): string {
  if (typeof said === "string") return said;
  const posts = Object.keys(paths).filter((path) => fieldOf(paths[path], "post") !== undefined);
  const [only, ...others] = posts;
  if (only?.startsWith("/") === true && others.length === 0) return only.slice(1);
  throw new BrokenDocument("it does not say which endpoint it is about");
}

/** fal describes a call by its queue: what is submitted, and the result that can be fetched when it is done. */
function inputOf(id: string, paths: JsonObject): unknown {
  const post = fieldOf(fieldOf(paths, `/${id}`), "post");
  if (post === undefined) throw new BrokenDocument(`it is about ${id}, and does not describe POST /${id}`);
  const schema = jsonSchemaOf(fieldOf(post, "requestBody"));
  if (schema === undefined) throw new BrokenDocument(`it does not describe the body of POST /${id}`);
  return schema;
}

function outputOf(id: string, paths: JsonObject): unknown {
  const start = `/${id}/requests/{`;
  const path = Object.keys(paths).find(
    (each) => each.startsWith(start) && /^[^{}/]+\}$/.test(each.slice(start.length)),
  );
  const responses = fieldOf(fieldOf(path === undefined ? undefined : paths[path], "get"), "responses");
  const schema = jsonSchemaOf(fieldOf(responses, "200"));
  if (schema === undefined)
    throw new BrokenDocument(`it does not describe the response of GET /${id}/requests/{request_id}`);
  return schema;
}

function jsonSchemaOf(message: unknown): unknown {
  return fieldOf(fieldOf(fieldOf(message, "content"), "application/json"), "schema");
}

function isObject(schema: Schema): boolean {
  const parts = schema.allOf ?? schema.anyOf ?? schema.oneOf;
  return parts === undefined ? typesOf(schema).includes("object") : parts.some(isObject);
}

function categoryOf(metadata: unknown): { readonly category?: string } {
  const category = fieldOf(metadata, "category");
  return typeof category === "string" && category !== "unknown" ? { category: tidyText(category) } : {};
}

/** Ignores the text that fal's generator writes into every document. */
function descriptionOf(info: unknown, metadata: unknown): { readonly description?: string } {
  const texts = [fieldOf(metadata, "about"), fieldOf(info, "description")];
  const description = texts
    .map((text) => (typeof text === "string" ? tidyText(text) : ""))
    .find((text) => text !== "" && !/^The OpenAPI schema for the \S+ queue\.?$/.test(text));
  return description === undefined ? {} : { description };
}

function fieldOf(value: unknown, key: string): unknown {
  return isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}
