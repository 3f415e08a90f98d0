/** Converts a JSON Schema that falc made from a type to the form that is compared. */
import type { Schema } from "../../../src/schema/schema.ts";
import { absent, type Canonical, either } from "./canonical.ts";

export function canonicalSchema(schema: Schema): Canonical {
  if (schema.anyOf !== undefined) return either(schema.anyOf.map(canonicalSchema));
  const values = schema.enum ?? (schema.const === undefined ? undefined : [schema.const]);
  if (values !== undefined) return either(values.map((value) => ({ is: "literal", value: value as string })));
  switch (schema.type) {
    case undefined:
      return { is: "unknown" };
    case "array":
      return listOf(schema);
    case "object":
      return objectOf(schema);
    case "string":
    case "number":
    case "boolean":
    case "null":
      return { is: schema.type };
    default:
      throw new Error(`no type of TypeScript's: ${JSON.stringify(schema.type)}`);
  }
}

function listOf({ items, prefixItems, minItems = 0, maxItems }: Schema): Canonical {
  if (prefixItems === undefined) return { is: "list", of: canonicalSchema(items ?? {}) };
  if ((items === undefined) !== (maxItems === prefixItems.length)) throw new Error("a tuple without an end");
  return {
    is: "tuple",
    items: prefixItems.map(canonicalSchema),
    least: minItems,
    ...(items && { rest: canonicalSchema(items) }),
  };
}

function objectOf({ properties, required = [], additionalProperties: others }: Schema): Canonical {
  if (properties === undefined && others === undefined) return { is: "object" };
  const fields: Record<string, Canonical> = {};
  for (const [key, field] of Object.entries(properties ?? {})) {
    const type = canonicalSchema(field);
    fields[key] = required.includes(key) ? type : either([type, absent]);
  }
  return {
    is: "fields",
    fields,
    ...(typeof others === "object" && { others: canonicalSchema(others) }),
  };
}
