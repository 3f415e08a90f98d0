import { type AnswerOrder } from "./answer-order.ts";
import type { Endpoint, Schema } from "../src/catalog/schema.ts";
import type { Json, JsonObject } from "../src/lib/json.ts";
export interface Observation {
    /** `endpoint input`, input as canonical JSON, sorted: order of completion is not part of the meaning. */
    readonly calls: readonly string[];
    readonly output: Json;
}
/**
 * Runs the function itself, whose calls are answered in this order; `declared`: endpoints that the workflow declares. Calls of text endpoints are left out: the compiler
 * makes such nodes of its own. Throws what the function throws.
 */
export declare function observeFunction(workflow: (input: never) => Promise<unknown>, input: JsonObject, order?: AnswerOrder, declared?: readonly Endpoint[]): Promise<Observation>;
/** Runs the compiled graph. */
export declare function observeGraph(artifact: unknown, input: JsonObject, declared?: readonly Endpoint[]): Promise<Observation>;
/** An input that the schema takes, with a value of its own in every field that has no default. */
export interface SampleInput {
    /** Fields with a default are left out. */
    readonly given: JsonObject;
    /** As a run fills it in. */
    readonly filled: JsonObject;
}
export declare function sampleInput(schema: Schema): SampleInput;
