/**
 * The catalogue on disk, as the builder writes it and the lookup reads it: `endpoints.json`, the index, is
 * parsed whole; of `types.jsonl`, one schema a line, only the lines that are asked for.
 */
import type { Json } from "../lib/json.ts";
import type { SchemaType } from "./schema.ts";

/** A `Schema` that names other types, `{"$ref":"Image"}`. What stands beside a `$ref` adds to the type named. */
export interface StoredSchema {
  readonly $ref?: string;
  readonly type?: SchemaType;
  readonly description?: string;
  readonly default?: Json;
  readonly enum?: readonly Json[];
  readonly anyOf?: readonly StoredSchema[];
  readonly allOf?: readonly StoredSchema[];
  readonly properties?: Readonly<Record<string, StoredSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: false | StoredSchema;
  readonly items?: StoredSchema;
  readonly prefixItems?: readonly StoredSchema[];
  readonly minItems?: number;
  readonly maxItems?: number;
}

export interface StoredIndex {
  /** The version of `@fal-ai/client` whose types these are. */
  readonly client: string;
  /** Endpoint id to the names of its input and output types, which are keys of `types`. Sorted by id. */
  readonly endpoints: Readonly<Record<string, readonly [input: string, output: string]>>;
  /** Type name to its line in `types.jsonl`, in bytes, the line break not counted. */
  readonly types: Readonly<Record<string, readonly [offset: number, length: number]>>;
}

/** The folder both use. From `src/catalog/` and from `dist/catalog/` alike it is `dist/catalog/`. */
export const catalogFolder = new URL("../../dist/catalog/", import.meta.url);
export const indexFile = "endpoints.json";
export const typesFile = "types.jsonl";
