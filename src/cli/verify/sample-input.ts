/** An input that a workflow's interface takes, for a user who has given none. */
import { leastOf, withinLimits } from "../../catalog/number-limits.ts";
import type { Schema } from "../../catalog/schema.ts";
import type { Json, JsonObject } from "../../lib/json.ts";
import type { InputUse } from "./input-uses.ts";

/**
 * A value for every field that has no default, as far as the schema lets one guess: what a `pattern` or a `refine` of the
 * author's wants may be missed, so the input has to be checked. Where a field goes straight into a model's input, the
 * value is one that the model takes: `uses` of `findInputUses`.
 */
export function sampleInput(schema: Schema, uses: ReadonlyMap<string, InputUse>): JsonObject {
  const fields = Object.entries(schema.properties ?? {}).filter(([, field]) => field.default === undefined);
  return Object.fromEntries(fields.map(([name, field]) => [name, sample(field, name, name, uses)]));
}

function sample(schema: Schema, name: string, path: string, uses: ReadonlyMap<string, InputUse>): Json {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return schema.enum[0] ?? null;
  if (schema.allOf !== undefined) {
    const parts = schema.allOf.map((part) => sample(part, name, path, uses));
    // An object in parts; of anything else each part describes the whole.
    return parts.every(isRecord) ? Object.assign({}, ...parts) : (parts[0] ?? null);
  }
  const use = uses.get(path);
  switch (typeOf(schema)) {
    case "string":
      return sampleText(schema, name, use);
    case "integer":
    case "number":
      return sampleNumber(schema, use?.schema);
    case "boolean":
      return true;
    case "null":
      return null;
    case "array":
      return sampleList(schema, name, path, uses);
    case "object":
      return sampleObject(schema, path, uses);
    default: {
      const branches = schema.anyOf ?? schema.oneOf ?? [];
      const branch = branches.find((each) => typeOf(each) !== "null") ?? branches[0];
      return branch === undefined ? `sample ${name}` : sample(branch, name, path, uses);
    }
  }
}

function sampleList(schema: Schema, name: string, path: string, uses: ReadonlyMap<string, InputUse>): Json {
  if (schema.prefixItems !== undefined)
    return schema.prefixItems.map((item) => sample(item, name, path, uses));
  const length = Math.max(schema.minItems ?? 0, Math.min(schema.maxItems ?? 2, 2));
  return Array.from({ length }, (_, index) =>
    sample(schema.items ?? {}, length === 1 ? name : `${name} ${index + 1}`, path, uses),
  );
}

function sampleObject(schema: Schema, path: string, uses: ReadonlyMap<string, InputUse>): Json {
  const { properties = {}, additionalProperties } = schema;
  const names = Object.keys(properties);
  if (names.length === 0 && typeof additionalProperties === "object") {
    return { sample: sample(additionalProperties, "sample", `${path}.sample`, uses) };
  }
  return Object.fromEntries(
    Object.entries(properties)
      .filter(([, field]) => field.default === undefined)
      .map(([name, field]) => [name, sample(field, name, `${path}.${name}`, uses)]),
  );
}

function sampleText(
  { format, pattern, minLength = 0, maxLength }: Schema,
  name: string,
  use: InputUse | undefined,
) {
  if (namesFile(use?.field ?? name)) return picture;
  if (format === "uri") return "https://example.com/sample";
  if (format === "email") return "someone@example.com";
  if (format === "uuid") return "00000000-0000-4000-8000-000000000000";
  const [choice] = use?.schema?.enum ?? [];
  if (typeof choice === "string") return choice;
  const plain = `sample ${name.replaceAll("_", " ")}`.padEnd(minLength, " sample").slice(0, maxLength);
  if (pattern === undefined) return plain;
  // `startsWith`, `endsWith` and `includes` of zod are patterns with a literal in them.
  const literal = pattern.replace(/^\^|\$$|\.\*|\[\\s\\S\]\*/g, "").replace(/\\(.)/g, "$1");
  const candidates = [plain, literal, `${literal}${plain}`, `${plain}${literal}`];
  return candidates.find((text) => new RegExp(pattern, "u").test(text)) ?? plain;
}

function sampleNumber(schema: Schema, use?: Schema): number {
  const wanted = typeof use?.default === "number" ? use.default : (use?.minimum ?? leastOf(schema) ?? 7);
  return withinLimits(wanted, schema);
}

function typeOf({ type, properties, items }: Schema): string | undefined {
  const types = [type ?? []].flat();
  return types.find((each) => each !== "null") ?? types[0] ?? (properties ? "object" : items && "array");
}

/** By its name, as fal names fields for files, singular and plural. */
function namesFile(name: string): boolean {
  return /(^|_)(urls?|images?|photos?|pictures?|masks?|frames?)( \d+)?$/.test(name);
}

function isRecord(value: Json): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** 64 × 64 pixels of grey: the emulator has no network, so a URL that leads anywhere would fail there. */
const picture =
  "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAEAAAABACAMAAACdt4HsAAAAA1BMVEXIyMiuWu3mAAAACXBIWXMAAAPoAAAD6AG1e1JrAAAA" +
  "G0lEQVRYw+3BgQAAAADDoPlT3+AEVQEAAAB8AxBAAAEZszF2AAAAAElFTkSuQmCC";
