import type { Json } from "../../lib/json.ts";
import type { Schema, SchemaType } from "../../schema/schema.ts";
import { typeOfValue, typesOf } from "../../schema/schema-types.ts";

/**
 * The schema with its default converted to its type: `"28"` becomes 28 for a number, `"True"` becomes true for a
 * boolean. A default that cannot be converted is dropped, and passed to `note`.
 */
export function withFittingDefault(schema: Schema, note: (text: string) => void): Schema {
  const { default: written, ...others } = schema;
  if (written === undefined) return schema;
  const types = allTypes(schema);
  if (isOneOf(types, written)) return schema;
  const value = typeof written === "string" ? parse(written) : undefined;
  if (value !== undefined && isOneOf(types, value)) return { ...schema, default: value };
  note(
    `its default, ${JSON.stringify(written).slice(0, 60)}, is not a value that it accepts, and was left out`,
  );
  return others;
}

/** Empty if nothing is said; for an intersection, what its parts say. */
function allTypes(schema: Schema): readonly SchemaType[] {
  const own = typesOf(schema);
  if (own.length > 0) return own;
  const branches = schema.anyOf ?? schema.oneOf ?? schema.allOf ?? [];
  const types = branches.map(allTypes);
  return types.some(({ length }) => length === 0) ? [] : types.flat();
}

function isOneOf(types: readonly SchemaType[], value: Json): boolean {
  const type = typeOfValue(value);
  return types.length === 0 || types.includes(type) || (type === "number" && types.includes("integer"));
}

function parse(text: string): Json | undefined {
  if (/^(true|false)$/i.test(text)) return text.toLowerCase() === "true";
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : undefined;
}
