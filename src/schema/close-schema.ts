import type { Schema } from "./schema.ts";

/**
 * The schema with unknown fields forbidden wherever it does not mention them: zod and fal silently drop such
 * fields, and a misspelled name would cost a wrong run. An explicit `additionalProperties` wins, and parts of
 * an `allOf` stay open, because each names only some of the fields.
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
