/** A value to show in a rewrite, as code: what a field could hold. */
import { allowedValues } from "../../catalog/allowed-values.ts";
import type { Schema } from "../../catalog/schema.ts";
import { typesOf } from "../../catalog/schema-types.ts";
import { countsMilliseconds } from "./doubts.ts";
import { mediaOf } from "./media.ts";

const fileOf = { image: "photo.png", video: "clip.mp4", audio: "voice.mp3" } as const;

export function exampleValue(field: string, schema: Schema): string {
  const [allowed] = allowedValues(schema);
  if (allowed !== undefined) return JSON.stringify(allowed);
  const [branch] = schema.anyOf ?? schema.oneOf ?? schema.allOf ?? [];
  switch (typesOf(schema)[0]) {
    case "number":
    case "integer":
      return String(schema.minimum ?? (countsMilliseconds(field, schema) ? 5000 : 1));
    case "boolean":
      return "true";
    case "array":
      return `[${schema.items === undefined ? "" : exampleValue(field, schema.items)}]`;
    case "object": {
      const required = schema.required ?? [];
      if (required.length === 0) return "{}";
      const fields = required.map((key) => `${key}: ${exampleValue(key, schema.properties?.[key] ?? {})}`);
      return `{ ${fields.join(", ")} }`;
    }
    case "string":
      return JSON.stringify(exampleText(field));
    default:
      return branch === undefined ? "null" : exampleValue(field, branch);
  }
}

function exampleText(field: string): string {
  const media = mediaOf([field]);
  if (/url/i.test(field)) return `https://example.com/${media === undefined ? "file" : fileOf[media]}`;
  return /prompt|text/.test(field) ? "a red chair" : field;
}
