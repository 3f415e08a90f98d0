import type { Json } from "../../lib/json.ts";

/** A file that was made for an answer. */
export interface MadeFile {
  readonly bytes: Uint8Array;
  readonly contentType: string;
  /** What its file object says besides, where the schema asks: `{ width: 1024, height: 768 }`, `{ fps: 10 }`. */
  readonly facts: Readonly<Record<string, Json>>;
}
