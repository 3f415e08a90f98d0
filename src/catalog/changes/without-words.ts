import type { Schema } from "../schema.ts";

/** What a value may be, whatever is said about it: two schemas that differ in descriptions, titles and defaults are equal then. */
export function withoutWords(schema: Schema): Schema {
  const { title, description, examples, default: preset, ...limits } = schema;
  const { anyOf, oneOf, allOf, properties, items, prefixItems, additionalProperties: others } = limits;
  return {
    ...limits,
    ...(anyOf !== undefined && { anyOf: anyOf.map(withoutWords) }),
    ...(oneOf !== undefined && { oneOf: oneOf.map(withoutWords) }),
    ...(allOf !== undefined && { allOf: allOf.map(withoutWords) }),
    ...(properties !== undefined && {
      properties: Object.fromEntries(
        Object.entries(properties).map(([key, inner]) => [key, withoutWords(inner)]),
      ),
    }),
    ...(items !== undefined && { items: withoutWords(items) }),
    ...(prefixItems !== undefined && { prefixItems: prefixItems.map(withoutWords) }),
    ...(typeof others === "object" && { additionalProperties: withoutWords(others) }),
  };
}
