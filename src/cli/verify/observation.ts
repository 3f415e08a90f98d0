/** What one run of a workflow did, seen from outside: the calls it made and how it ended. */
import type { SourcePlace } from "../../compiler/pipeline.ts";
import type { Json, JsonObject } from "../../lib/json.ts";
import type { NodeFailure } from "../../runner/events.ts";

/** A call of a model. Text nodes are no calls: the compiler makes such nodes of its own. */
export interface ObservedCall {
  readonly endpoint: string;
  /** As it was sent. */
  readonly input: Json;
  /** Where the author wrote it; `undefined` where that cannot be told. */
  readonly place: SourcePlace | undefined;
}

/** A call that a node of the graph made. */
export interface NodeCall extends ObservedCall {
  readonly node: string;
}

/** A direct run of the function. */
export interface FunctionRun {
  /** In the order they were made. */
  readonly calls: readonly ObservedCall[];
  readonly ending: FunctionEnding;
  /** The input as the workflow's own zod schema gives it; `undefined` without one. */
  readonly parsedInput: JsonObject | undefined;
  /** How many calls waited for an answer at the same time, at most. */
  readonly atOnce: number;
}

export type FunctionEnding =
  | { readonly kind: "returned"; readonly output: Json }
  | Thrown
  /** Its own zod schema refuses the input. */
  | { readonly kind: "input-refused"; readonly message: string }
  /** It did not come to an end by itself; `message` is the end of a sentence that begins with the file. */
  | { readonly kind: "stopped"; readonly message: string; readonly hint?: string }
  | { readonly kind: "interrupted" };

export interface Thrown {
  readonly kind: "threw";
  /** `TypeError: …`, as the author's code threw it. */
  readonly message: string;
  /** Innermost first, the author's own files only. */
  readonly places: readonly SourcePlace[];
}

/** A run of the graph. */
export interface GraphRun {
  /** In the graph's order: a call stands behind those it waits for. */
  readonly calls: readonly NodeCall[];
  readonly ending:
    | { readonly kind: "returned"; readonly output: Json }
    | { readonly kind: "failed"; readonly failures: readonly NodeFailure[] }
    | { readonly kind: "interrupted" };
}
