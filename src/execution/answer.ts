/**
 * Recorded answers: what endpoints answered, so that a workflow runs again without them.
 *
 *     {"endpoint": "fal-ai/flux/dev", "input": {"prompt": "a cat"}, "output": {"images": [{"url": "https://…"}]}}
 *     {"endpoint": "fal-ai/flux/dev", "like": {"prompt": "*dog*"}, "error": {"status": 422, "detail": "no dogs"}}
 */
import type { Json, JsonObject } from "../lib/json.ts";

/** For one call. */
export type Answer = { readonly endpoint: string } & AnsweredInput & AnsweredWith;

/** Of a call that was made. */
export type RecordedAnswer = {
  readonly endpoint: string;
  readonly node: string;
  readonly input: JsonObject;
} & AnsweredWith;

export type AnsweredInput =
  /** One call with exactly this input; equal calls need an answer each. `node`: which of them it is for, if it is there. */
  | { readonly input: JsonObject; readonly node?: string; readonly like?: undefined }
  /**
   * All calls whose input contains this: fields that are not named may be anything, lists have the same length, and a
   * `*` in a text stands for any characters; `\*` is a star, `\\` a backslash. Without it, all calls of the endpoint.
   */
  | { readonly like?: JsonObject; readonly input?: undefined; readonly node?: undefined };

export type AnsweredWith =
  | { readonly output: Json; readonly error?: undefined }
  | { readonly error: AnsweredError; readonly output?: undefined };

/** As fal answers: `{ status: 422, detail: [{ loc: ["body", "prompt"], msg: "Field required", type: "missing" }] }`. */
export interface AnsweredError {
  /** The HTTP status, 400 to 599. */
  readonly status: number;
  readonly detail?: Json;
  /** The whole body of an answer that has no `detail`. */
  readonly body?: Json;
}
