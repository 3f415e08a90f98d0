/** The schemas inside a schema, for the catalogue's builder and its reader. */
import type { Json } from "../lib/json.ts";
import type { SchemaType } from "../schema/schema.ts";

/** What fal's types can express in JSON Schema, with `Child` for every nested schema. */
export interface SchemaParts<Child> {
  readonly type?: SchemaType;
  readonly description?: string;
  readonly default?: Json;
  readonly enum?: readonly Json[];
  readonly anyOf?: readonly Child[];
  readonly allOf?: readonly Child[];
  readonly properties?: Readonly<Record<string, Child>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: false | Child;
  readonly items?: Child;
  readonly prefixItems?: readonly Child[];
  readonly minItems?: number;
  readonly maxItems?: number;
}

/** The same schema with each direct child mapped. The keywords always come in the same order. */
export function mapParts<From, To>(schema: SchemaParts<From>, map: (child: From) => To): SchemaParts<To> {
  const { anyOf, allOf, properties, additionalProperties, items, prefixItems, ...own } = schema;
  const mapAll = (children: readonly From[]): readonly To[] => children.map((child) => map(child));
  return {
    ...own,
    ...(anyOf !== undefined && { anyOf: mapAll(anyOf) }),
    ...(allOf !== undefined && { allOf: mapAll(allOf) }),
    ...(properties !== undefined && {
      properties: Object.fromEntries(Object.entries(properties).map(([key, child]) => [key, map(child)])),
    }),
    ...(additionalProperties !== undefined && {
      additionalProperties: additionalProperties === false ? false : map(additionalProperties),
    }),
    ...(items !== undefined && { items: map(items) }),
    ...(prefixItems !== undefined && { prefixItems: mapAll(prefixItems) }),
  };
}
