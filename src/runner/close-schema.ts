import type { Schema } from "../catalog/schema.ts";

/**
 * The schema, with fields that it does not name forbidden wherever it says nothing about them: zod and fal alike drop
 * such fields in silence, and a misspelt name would cost a wrong run. `additionalProperties` in the schema itself wins,
 * and parts of an `allOf` stay open, as each names only some of the fields.
 */
export function closeSchema(schema: Schema): Schema {
  const { properties, items, prefixItems, anyOf, oneOf, additionalProperties } = schema;
  const combined = anyOf ?? oneOf ?? schema.allOf;
  const close = properties !== undefined && additionalProperties === undefined && combined === undefined;
  return {
    ...schema,
    ...(properties !== undefined && {
      properties: Object.fromEntries(
        Object.entries(properties).map(([key, field]) => [key, closeSchema(field)]),
      ),
    }),
    ...(typeof additionalProperties === "object" && {
      additionalProperties: closeSchema(additionalProperties),
    }),
    ...(close && { additionalProperties: false }),
    ...(items !== undefined && { items: closeSchema(items) }),
    ...(prefixItems !== undefined && { prefixItems: prefixItems.map(closeSchema) }),
    ...(anyOf !== undefined && { anyOf: anyOf.map(closeSchema) }),
    ...(oneOf !== undefined && { oneOf: oneOf.map(closeSchema) }),
  };
}
