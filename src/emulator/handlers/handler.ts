import type { Endpoint } from "../../endpoints/catalog.ts";
import type { Json } from "../../lib/json.ts";
import type { AnswerContext } from "../answers/answer-context.ts";

/** An endpoint, or a family of them, that is really executed. */
export interface Handler {
  readonly matches: (endpoint: Endpoint) => boolean;
  /** Called with a valid input. May throw a `ModelError`. */
  readonly answer: (context: AnswerContext) => Promise<Json>;
}
