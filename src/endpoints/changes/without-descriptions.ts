import type { Schema } from "../../schema/schema.ts";

/**
 * The schema without descriptions, titles, examples and defaults, so that schemas that differ only in those are
 * equal.
 */
export function withoutDescriptions(schema: Schema): Schema {
  const { title, description, examples, default: preset, ...limits } = schema;
  const { anyOf, oneOf, allOf, properties, items, prefixItems, additionalProperties: others } = limits;
  return {
    ...limits,
    ...(anyOf !== undefined && { anyOf: anyOf.map(withoutDescriptions) }),
    ...(oneOf !== undefined && { oneOf: oneOf.map(withoutDescriptions) }),
    ...(allOf !== undefined && { allOf: allOf.map(withoutDescriptions) }),
    ...(properties !== undefined && {
      properties: Object.fromEntries(
        Object.entries(properties).map(([key, inner]) => [key, withoutDescriptions(inner)]),
      ),
    }),
    ...(items !== undefined && { items: withoutDescriptions(items) }),
    ...(prefixItems !== undefined && { prefixItems: prefixItems.map(withoutDescriptions) }),
    ...(typeof others === "object" && { additionalProperties: withoutDescriptions(others) }),
  };
}
