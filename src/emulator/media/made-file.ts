import type { Json } from "../../lib/json.ts";

/** A file generated for an answer. */
export interface MadeFile {
  readonly bytes: Uint8Array;
  readonly contentType: string;
  /** Further properties of its file object, if the schema has them: `{ width: 1024, height: 768 }`, `{ fps: 10 }`. */
  readonly facts: Readonly<Record<string, Json>>;
}
