/**
 * The one model of a workflow graph. The compiler builds it, dialects read and write it, the runner executes
 * it. Values hold references as objects, never as `"$a.b"` strings, so a literal that looks like a reference
 * cannot be mistaken for one.
 */
import type { Json } from "../lib/json.ts";

/** A path into the workflow's input or into a node's output: `$photo.images.0.url`. Indices count from 0. */
export interface Reference {
  readonly kind: "reference";
  /** `"input"` or the id of a node. */
  readonly root: string;
  /** Object keys are strings, list indices are numbers. Empty: the whole value. */
  readonly path: readonly (string | number)[];
}

/** JSON in which any value (but no key) may be a reference. */
export type GraphValue = string | number | boolean | null | Reference | readonly GraphValue[] | GraphRecord;

/** Wrapped, so that a JSON object with a key `kind` is not mistaken for a reference. */
export interface GraphRecord {
  readonly kind: "record";
  readonly fields: ReadonlyMap<string, GraphValue>;
}

/** One call of an endpoint. */
export interface RunNode {
  readonly id: string;
  /** Endpoint id, e.g. `fal-ai/flux/dev`. */
  readonly app: string;
  /** Roots that this node waits for: `"input"` and node ids, without duplicates. */
  readonly depends: readonly string[];
  readonly input: GraphRecord;
}

export interface Graph {
  /** The default or typed placeholder of each input field, in order. */
  readonly input: ReadonlyMap<string, Json>;
  /** In source order: a node comes after every node it depends on. */
  readonly nodes: readonly RunNode[];
  readonly output: { readonly depends: readonly string[]; readonly fields: GraphRecord };
}

export function isReference(value: GraphValue): value is Reference {
  return typeof value === "object" && value !== null && "kind" in value && value.kind === "reference";
}

export function isRecord(value: GraphValue): value is GraphRecord {
  return typeof value === "object" && value !== null && "kind" in value && value.kind === "record";
}
