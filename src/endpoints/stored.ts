/**
 * The catalogue on disk, as the builder writes it and the lookup reads it: one text, each line JSON. Line 0 is a
 * `StoredHeader`, line 1 `StoredEndpoints`, every other one a `StoredSchema`. Only requested lines are parsed. A
 * single file, so that nobody ever reads half an old and half a new one.
 */
import type { Keywords } from "../schema/schema.ts";

/**
 * A `Schema`, or the number of the line that holds it: what many endpoints share is written once. (Of the 8,869
 * properties that the client's types declare, 3,915 are distinct.)
 */
export type StoredSchema = number | StoredObject;

/** Keywords beside `$ref` add to the schema on that line. */
export interface StoredObject extends Keywords<StoredSchema> {
  readonly $ref?: number;
}

export interface StoredHeader {
  /** The version of `@fal-ai/client` that these endpoints come from. */
  readonly client: string;
  /** SHA-256 of the file that declares them: the same for versions that change only other things. */
  readonly types: string;
  /** SHA-256 of everything after the header's line. */
  readonly content: string;
}

/** Endpoint id to its input and its output. Sorted by id. */
export type StoredEndpoints = Readonly<Record<string, readonly [input: StoredSchema, output: StoredSchema]>>;

/** The file is pure ASCII (JSON escapes the rest), so it needs no decoding, which takes twice as long as reading. */
export const storedEncoding = "latin1";
