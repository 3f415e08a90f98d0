/** What one run of a workflow did, seen from outside: the calls it made and how it ended. */
import type { SourcePlace } from "../../compiler/pipeline.ts";
import type { NodeFailure } from "../../execution/failure.ts";
import type { Json, JsonObject } from "../../lib/json.ts";

/** A model call. Text nodes are not calls: the compiler adds nodes of that kind. */
export interface ObservedCall {
  readonly endpoint: string;
  /** As it was sent. */
  readonly input: Json;
  /** Where the author wrote it; `undefined` if unknown. */
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
  /** The input as parsed by the workflow's own zod schema; `undefined` without one. */
  readonly parsedInput: JsonObject | undefined;
  /** The maximum number of calls that waited for an answer at the same time. */
  readonly atOnce: number;
}

export type FunctionEnding =
  | { readonly kind: "returned"; readonly output: Json }
  | Thrown
  /** Its own zod schema rejects the input. */
  | { readonly kind: "input-refused"; readonly message: string }
  /** It did not end by itself; `message` is the end of a sentence that starts with the file. */
  | { readonly kind: "stopped"; readonly message: string; readonly hint?: string }
  | { readonly kind: "interrupted" };

export interface Thrown {
  readonly kind: "threw";
  /** `TypeError: …`, as the author's code threw it. */
  readonly message: string;
  /** Innermost first, only the author's own files. */
  readonly places: readonly SourcePlace[];
}

/** A run of the graph. */
export interface GraphRun {
  /** In the graph's order: a call follows those that it waits for. */
  readonly calls: readonly NodeCall[];
  readonly ending:
    | { readonly kind: "returned"; readonly output: Json }
    | { readonly kind: "failed"; readonly failures: readonly NodeFailure[] }
    | { readonly kind: "interrupted" };
}
