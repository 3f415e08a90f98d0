/**
 * The fields of a workflow's interface in the SAVED form. fal does not document them; this follows ten
 * documents of fal's editor and its users (read 2026-08).
 */
import type { JsonObject } from "../../lib/json.ts";
import type { Schema } from "../../schema/schema.ts";

/**
 * An input field: `{ name, label, type, description, required, modelId, defaultValue }`, without what is
 * unknown. A field with a default is still required: fal is not known to apply defaults, and its panel shows
 * such fields as required and empty. `defaultValue` is the editor's own spelling.
 */
export function inputField(
  name: string,
  schema: Schema,
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

/** `{ name, label, type }`; without `type` if no known type describes it. */
export function outputField(name: string, schema: Schema): JsonObject {
  const type = fieldType(schema);
  const written = type === "strings" ? { kind: "list", elementType: "string" } : type;
  return { name, label: schema.title ?? labelOf(name), ...(written !== undefined && { type: written }) };
}

/** Every type found in a document; `strings` is a list of strings. */
export type FieldType = "string" | "number" | "boolean" | "strings";

/** `undefined` if none of the types fully describes it. */
export function fieldType(schema: Schema, depth = 0): FieldType | undefined {
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

/** The maximum nesting of unions and lists: the schemas in a workflow file are untrusted. */
const maxDepth = 50;

function scalarType({ type, enum: choices, const: only }: Schema): FieldType | undefined {
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
