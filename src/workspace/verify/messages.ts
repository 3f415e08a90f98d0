/** The messages between falc and the process that runs the author's function. All of it is plain JSON. */
import type { Json, JsonObject } from "../../lib/json.ts";

/** The order in which answers reach the function: that of its calls, the reverse, or a random one with a seed. */
export type AnswerOrder = "as-called" | "reversed" | { readonly seed: number };

export type ToChild =
  | {
      readonly kind: "start";
      /** The workflow's file, a `file:` URL. */
      readonly url: string;
      /** As the user gave it; the workflow's own zod schema fills in the defaults. */
      readonly input: JsonObject;
      readonly order: AnswerOrder;
    }
  | { readonly kind: "answer"; readonly call: number; readonly output: Json }
  | { readonly kind: "failure"; readonly call: number; readonly message: string };

export type FromChild =
  | {
      readonly kind: "call";
      /** Counts from 0. */
      readonly call: number;
      readonly endpoint: string;
      readonly input: Json;
      readonly stack: string;
    }
  | { readonly kind: "input-parsed"; readonly input: JsonObject }
  | { readonly kind: "input-refused"; readonly message: string }
  | { readonly kind: "returned"; readonly output: Json; readonly atOnce: number }
  | {
      readonly kind: "threw";
      readonly during: "loading" | "run";
      readonly message: string;
      /** Node's code of a system error, such as `ERR_MODULE_NOT_FOUND`. */
      readonly code?: string;
      readonly stack: string;
    }
  /** The function waits, and nothing is left that could wake it. */
  | { readonly kind: "stuck" };
