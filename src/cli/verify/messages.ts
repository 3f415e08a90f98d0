/** What falc and the process that runs the author's function say to each other. All of it is plain JSON. */
import type { Json, JsonObject } from "../../lib/json.ts";

/** In which order answers reach the function: in that of its calls, in the opposite one, or in one drawn by a seed. */
export type AnswerOrder = "as-called" | "reversed" | { readonly seed: number };

export type ToChild =
  | {
      readonly kind: "start";
      /** The workflow's file, a `file:` URL. */
      readonly url: string;
      /** As the user gave it; a zod schema of the workflow's own fills in the defaults. */
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
  /** The function waits, and there is nothing left that could wake it. */
  | { readonly kind: "stuck" };
