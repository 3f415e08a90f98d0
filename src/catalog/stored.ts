/**
 * The catalogue on disk, as the builder writes it and the lookup reads it: one text, each of its lines JSON. Line 0 is a
 * `StoredHeader`, line 1 `StoredEndpoints`, every other one a `StoredSchema`. Only the lines that are asked for are parsed.
 * One file, so that nobody ever sees half of an old one and half of a new one.
 */
import type { SchemaParts } from "./schema-parts.ts";

/**
 * A `Schema`, or the number of the line that holds it: what many endpoints have in common is written once. (Of the 8,869
 * properties that the client's types declare, 3,915 are distinct.)
 */
export type StoredSchema = number | StoredObject;

/** What stands beside `$ref` adds to the schema on that line. */
export interface StoredObject extends SchemaParts<StoredSchema> {
  readonly $ref?: number;
}

export interface StoredHeader {
  /** The version of `@fal-ai/client` whose endpoints these are. */
  readonly client: string;
  /** SHA-256 of the file that declares them: versions that change other things have the same. */
  readonly types: string;
  /** SHA-256 of all that comes after the header's line. */
  readonly content: string;
}

/** Endpoint id to its input and its output. Sorted by id. */
export type StoredEndpoints = Readonly<Record<string, readonly [input: StoredSchema, output: StoredSchema]>>;

/** It is ASCII alone, JSON escaping the rest; so nothing has to be decoded, which takes twice as long as to read. */
export const storedEncoding = "latin1";
