import type { SchemaParts } from "../schema-parts.ts";

/** A schema as the client's types have it: `{ $ref: "Image" }` names another. What stands beside `$ref` adds to it. */
export interface NamedSchema extends SchemaParts<NamedSchema> {
  readonly $ref?: string;
}

/** `{ $ref: "Image" }` and nothing beside it. */
export function isPlainReference(schema: NamedSchema): schema is { readonly $ref: string } {
  return schema.$ref !== undefined && Object.keys(schema).length === 1;
}
