import type { Keywords } from "../../schema/schema.ts";

/** A schema in the client's types: `{ $ref: "Image" }` names another. Keywords beside `$ref` add to it. */
export interface NamedSchema extends Keywords<NamedSchema> {
  readonly $ref?: string;
}

/** `{ $ref: "Image" }` with nothing beside it. */
export function isPlainReference(schema: NamedSchema): schema is { readonly $ref: string } {
  return schema.$ref !== undefined && Object.keys(schema).length === 1;
}
