/** A value that an endpoint accepts, for an example: the one in its document, or else one that its schema allows. */
import type { Json } from "../lib/json.ts";
import { allowedValues } from "./allowed-values.ts";
import { countsMilliseconds } from "./counts-milliseconds.ts";
import { fileKindOf, type FileKind } from "./file-kind.ts";
import { withinLimits } from "./number-limits.ts";
import type { Schema } from "./schema.ts";
import { typesOf } from "./schema-types.ts";

/** Declarations are untrusted. */
const maxDepth = 20;

/** Only the required fields. */
export function sampleInput(schema: Schema): { readonly [key: string]: Json } {
  return sampleObject(schema, 0);
}

/** `name` is the field's, which suggests what a text may be. */
export function sampleValue(name: string, schema: Schema): Json {
  return sample(name, schema, 0);
}

function sampleObject(schema: Schema, depth: number): { readonly [key: string]: Json } {
  if (depth > maxDepth) return {};
  const { properties = {}, required = [], allOf = [], anyOf, oneOf } = schema;
  const fields = required.map((name): [string, Json] => [
    name,
    sample(name, properties[name] ?? {}, depth + 1),
  ]);
  const parts = [...allOf, ...(anyOf ?? oneOf ?? []).slice(0, 1)].map((part) =>
    sampleObject(part, depth + 1),
  );
  return Object.assign({}, ...parts, Object.fromEntries(fields)) as { readonly [key: string]: Json };
}

function sample(name: string, schema: Schema, depth: number): Json {
  const { examples: [shown] = [], default: initial } = schema;
  const stated = shown ?? initial ?? allowedValues(schema).find((value) => value !== null);
  if (stated !== undefined && stated !== null) return stated;
  if (depth > maxDepth) return null;
  const branches = [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])];
  const branch = branches.find((each) => typesOf(each)[0] !== "null");
  const [type] = typesOf(schema).filter((each) => each !== "null");
  if (type === undefined && branch !== undefined) return sample(name, branch, depth + 1);
  switch (type) {
    case "object":
      return sampleObject(schema, depth);
    case "array":
      return sampleList(name, schema, depth);
    case "integer":
    case "number":
      return sampleNumber(name, schema);
    case "boolean":
      return true;
    default:
      return sampleText(name, schema);
  }
}

function sampleList(name: string, { items, prefixItems, minItems = 1 }: Schema, depth: number): Json {
  if (prefixItems !== undefined) return prefixItems.map((item) => sample(name, item, depth + 1));
  // Ten lists of ten lists are enough.
  const length = depth > 2 ? 1 : Math.min(Math.max(minItems, 1), 10);
  return Array.from({ length }, () => sample(name, items ?? {}, depth + 1));
}

function sampleNumber(name: string, schema: Schema): number {
  const usual = countsMilliseconds(name, schema) ? 5000 : (schema.multipleOf ?? 1);
  return withinLimits(usual, schema);
}

function sampleText(name: string, schema: Schema): string {
  const kind = fileKindOf(name, { type: "string" });
  const plain = /prompt|text/.test(name) ? "a red chair" : name;
  const text = kind === undefined ? plain : `https://example.com/${files[kind]}`;
  return text.padEnd(Math.min(schema.minLength ?? 0, maxTextLength), " and more").slice(0, schema.maxLength);
}

/** Characters. A minimum above this gets no example. */
const maxTextLength = 1_000;

const files: Readonly<Record<FileKind, string>> = {
  image: "photo.png",
  video: "clip.mp4",
  audio: "voice.mp3",
  "3d": "model.glb",
  weights: "weights.safetensors",
  file: "file",
};
