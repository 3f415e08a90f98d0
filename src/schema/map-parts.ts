import type { Keywords } from "./schema.ts";

/** The same schema with each direct child mapped. The keywords always come in the same order. */
export function mapParts<From, To>(schema: Keywords<From>, map: (child: From) => To): Keywords<To> {
  const { anyOf, oneOf, allOf, properties, additionalProperties, items, prefixItems, ...own } = schema;
  const mapAll = (children: readonly From[]): readonly To[] => children.map((child) => map(child));
  return {
    ...own,
    ...(anyOf !== undefined && { anyOf: mapAll(anyOf) }),
    ...(oneOf !== undefined && { oneOf: mapAll(oneOf) }),
    ...(allOf !== undefined && { allOf: mapAll(allOf) }),
    ...(properties !== undefined && {
      properties: Object.fromEntries(Object.entries(properties).map(([key, child]) => [key, map(child)])),
    }),
    ...(additionalProperties !== undefined && {
      additionalProperties:
        typeof additionalProperties === "boolean" ? additionalProperties : map(additionalProperties),
    }),
    ...(items !== undefined && { items: map(items) }),
    ...(prefixItems !== undefined && { prefixItems: mapAll(prefixItems) }),
  };
}
