/**
 * The fields of a workflow's interface as the SAVED form lists them. fal documents nothing of these; what is written
 * is what documents of fal's editor and of its users hold (ten of them, read 2026-08).
 */
import type { Json, JsonObject } from "../../lib/json.ts";

/** The part of JSON Schema that is looked at. */
export interface FieldSchema {
  readonly type?: string | readonly string[];
  readonly title?: string;
  readonly description?: string;
  readonly default?: Json;
  readonly enum?: readonly Json[];
  readonly const?: Json;
  readonly items?: FieldSchema;
  readonly prefixItems?: readonly FieldSchema[];
  readonly anyOf?: readonly FieldSchema[];
  readonly oneOf?: readonly FieldSchema[];
  readonly properties?: Readonly<Record<string, FieldSchema>>;
  readonly required?: readonly string[];
}

/**
 * An input field: `{ name, label, type, description, required, modelId, defaultValue }`, without what is not known. A
 * field with a default is required all the same: fal is not known to fill defaults in, and its panel shows such fields
 * as required and empty. `defaultValue` is the editor's own spelling.
 */
export function inputField(
  name: string,
  schema: FieldSchema,
  required: boolean,
  modelId: string | undefined,
): JsonObject {
  const { description, default: value } = schema;
  return {
    ...outputField(name, schema),
    ...(description !== undefined && { description }),
    required: required || value !== undefined,
    ...(modelId !== undefined && { modelId }),
    ...(value !== undefined && { defaultValue: value }),
  };
}

/** `{ name, label, type }`; without a type where none is known to say it. */
export function outputField(name: string, schema: FieldSchema): JsonObject {
  const type = fieldType(schema);
  const written = type === "strings" ? { kind: "list", elementType: "string" } : type;
  return { name, label: schema.title ?? labelOf(name), ...(written !== undefined && { type: written }) };
}

/** Every type that was met in a document; `strings` is a list of them. */
export type FieldType = "string" | "number" | "boolean" | "strings";

/** `undefined` where none of the types says it, or not all of it. */
export function fieldType(schema: FieldSchema, depth = 0): FieldType | undefined {
  if (depth > maxDepth) return undefined;
  const branches = schema.anyOf ?? schema.oneOf;
  if (branches !== undefined) {
    const [first, ...others] = branches.map((branch) => fieldType(branch, depth + 1));
    return others.every((other) => other === first) ? first : undefined;
  }
  if (schema.type !== "array") return scalarType(schema);
  const { items, prefixItems } = schema;
  const isStrings =
    prefixItems === undefined && items !== undefined && fieldType(items, depth + 1) === "string";
  return isStrings ? "strings" : undefined;
}

/** Unions and lists inside each other, at most: the schemas of a workflow file are anybody's. */
const maxDepth = 50;

function scalarType({ type, enum: choices, const: only }: FieldSchema): FieldType | undefined {
  switch (type) {
    case "string":
    case "number":
    case "boolean":
      return type;
    case "integer":
      return "number";
    case undefined: {
      const values = choices ?? (only === undefined ? [] : [only]);
      return values.length > 0 && values.every((value) => typeof value === "string") ? "string" : undefined;
    }
    default:
      return undefined;
  }
}

/** `image_url` → `Image Url` */
function labelOf(name: string): string {
  const words = name.replace(/(\p{Ll})(\p{Lu})/gu, "$1_$2").split("_");
  const label = words
    .filter((word) => word !== "")
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(" ");
  return label === "" ? name : label;
}
