/** An input that a workflow's interface accepts, for a user who has given none. */
import type { Json, JsonObject } from "../../lib/json.ts";
import { allowedValues } from "../../schema/allowed-values.ts";
import { type FileKind, kindOfPath } from "../../schema/file-kind.ts";
import { minimumOf, withinLimits } from "../../schema/number-limits.ts";
import type { Schema } from "../../schema/schema.ts";
import { isUrlName } from "../../schema/url-name.ts";
import type { InputPath, ReachedField, ReachedFields } from "../run/reached-fields.ts";

/**
 * A value for every field without a default, as far as the schema allows a guess: it may not satisfy the author's
 * `pattern` or `refine`, so the input has to be checked. If a field goes directly into a model's input, the value is
 * one that the model accepts: `reached` of `findReachedFields`.
 */
export function sampleInput(schema: Schema, reached: ReachedFields): JsonObject {
  const fields = Object.entries(schema.properties ?? {}).filter(([, field]) => field.default === undefined);
  return Object.fromEntries(fields.map(([name, field]) => [name, sample(field, name, [name], reached)]));
}

function sample(schema: Schema, name: string, path: InputPath, reached: ReachedFields): Json {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return schema.enum[0] ?? null;
  if (schema.allOf !== undefined) {
    const parts = schema.allOf.map((part) => sample(part, name, path, reached));
    // An object's parts are merged; for anything else, each part describes the whole.
    return parts.every(isRecord) ? Object.assign({}, ...parts) : (parts[0] ?? null);
  }
  const fields = reached(path);
  switch (typeOf(schema)) {
    case "string":
      return sampleText(schema, name, fields);
    case "integer":
    case "number":
      return sampleNumber(schema, fields);
    case "boolean":
      return true;
    case "null":
      return null;
    case "array":
      return sampleList(schema, name, path, reached);
    case "object":
      return sampleObject(schema, path, reached);
    default: {
      const branches = schema.anyOf ?? schema.oneOf ?? [];
      const branch = branches.find((each) => typeOf(each) !== "null") ?? branches[0];
      return branch === undefined ? `sample ${name}` : sample(branch, name, path, reached);
    }
  }
}

function sampleList(schema: Schema, name: string, path: InputPath, reached: ReachedFields): Json {
  if (schema.prefixItems !== undefined)
    return schema.prefixItems.map((item, index) => sample(item, name, [...path, index], reached));
  const length = Math.max(schema.minItems ?? 0, Math.min(schema.maxItems ?? 2, 2));
  return Array.from({ length }, (_, index) =>
    sample(schema.items ?? {}, length === 1 ? name : `${name} ${index + 1}`, [...path, index], reached),
  );
}

function sampleObject(schema: Schema, path: InputPath, reached: ReachedFields): Json {
  const { properties = {}, additionalProperties } = schema;
  const names = Object.keys(properties);
  if (names.length === 0 && typeof additionalProperties === "object") {
    return { sample: sample(additionalProperties, "sample", [...path, "sample"], reached) };
  }
  return Object.fromEntries(
    Object.entries(properties)
      .filter(([, field]) => field.default === undefined)
      .map(([name, field]) => [name, sample(field, name, [...path, name], reached)]),
  );
}

function sampleText(schema: Schema, name: string, fields: readonly ReachedField[]): string {
  const { format, pattern, minLength = 0, maxLength } = schema;
  const choice = choiceOf(fields).find((value) => typeof value === "string");
  if (choice !== undefined) return choice;
  const files = fields.map((field) => sampleFile(field.name)).find((urls) => urls.length > 0);
  const urls = files ?? (fields.length === 0 || format === "uri" ? sampleFile(name) : []);
  const [url] = urls.filter((each) => pattern === undefined || matches(pattern, each));
  if (url !== undefined) return url;
  if (format === "uri") return "https://example.com/sample";
  if (format === "email") return "someone@example.com";
  if (format === "uuid") return "00000000-0000-4000-8000-000000000000";
  const plain = `sample ${name.replaceAll("_", " ")}`.padEnd(minLength, " sample").slice(0, maxLength);
  if (pattern === undefined) return plain;
  // zod's `startsWith`, `endsWith` and `includes` are patterns that contain a literal.
  const literal = pattern.replace(/^\^|\$$|\.\*|\[\\s\\S\]\*/g, "").replace(/\\(.)/g, "$1");
  const candidates = [plain, literal, `${literal}${plain}`, `${plain}${literal}`];
  return candidates.find((text) => matches(pattern, text)) ?? plain;
}

function matches(pattern: string, text: string): boolean {
  return new RegExp(pattern, "u").test(text);
}

/** The values that all fields with listed values have in common, a default first. */
function choiceOf(fields: readonly ReachedField[]): readonly Json[] {
  const lists = fields
    .map(({ schema }) => (schema ? allowedValues(schema) : []))
    .filter(({ length }) => length > 0);
  const common = (lists[0] ?? []).filter((value) => lists.every((list) => list.includes(value)));
  const [preset] = fields.map(({ schema }) => schema?.default).filter((value) => value !== undefined);
  return preset !== undefined && common.includes(preset) ? [preset] : common;
}

function sampleNumber(schema: Schema, fields: readonly ReachedField[]): number {
  const choice = choiceOf(fields).find((value) => typeof value === "number");
  if (choice !== undefined) return withinLimits(choice, schema);
  const use = fields[0]?.schema;
  const preferred = typeof use?.default === "number" ? use.default : (use?.minimum ?? minimumOf(schema) ?? 7);
  return withinLimits(preferred, schema);
}

/** URLs of a file of the kind that the field's name suggests; empty if it is not a file. */
function sampleFile(name: string): readonly string[] {
  const field = name.replace(/ \d+$/, "");
  if (!namesFile(field)) return [];
  const kind = kindOfPath([field]) ?? "image";
  const url = `https://example.com/sample.${extensions[kind]}`;
  return kind === "image" ? [picture, url] : [url];
}

const extensions: Readonly<Record<FileKind, string>> = {
  image: "png",
  video: "mp4",
  audio: "mp3",
  "3d": "glb",
  weights: "safetensors",
  file: "bin",
};

function typeOf({ type, properties, items }: Schema): string | undefined {
  const types = [type ?? []].flat();
  return types.find((each) => each !== "null") ?? types[0] ?? (properties ? "object" : items && "array");
}

/** By its name, as fal names fields for files, singular and plural. */
function namesFile(name: string): boolean {
  return (
    isUrlName(name) || /(^|_)(images?|photos?|pictures?|videos?|audios?|masks?|frames?|clips?)$/.test(name)
  );
}

function isRecord(value: Json): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** 64 × 64 pixels of grey. */
const picture =
  "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAEAAAABACAMAAACdt4HsAAAAA1BMVEXIyMiuWu3mAAAACXBIWXMAAAPoAAAD6AG1e1JrAAAA" +
  "G0lEQVRYw+3BgQAAAADDoPlT3+AEVQEAAAB8AxBAAAEZszF2AAAAAElFTkSuQmCC";
