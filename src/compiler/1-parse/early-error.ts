import type { TS } from "../typescript.ts";

/** Why no engine loads a file, and the node with the error. */
export interface EarlyError {
  readonly node: TS.Node;
  /** A sentence. */
  readonly text: string;
}
