/** Why a node has no output. */
import type { Json, JsonObject } from "../lib/json.ts";

/** What an error of a call says. */
export interface Failure {
  /** One line, or several joined by "; ". Contains no credentials, and is never just a status phrase. */
  readonly message: string;
  /** The HTTP status, if there was an answer. */
  readonly status?: number;
  /** fal's id of the request, if it is known. */
  readonly requestId?: string;
  /** fal's own words, unchanged: the `detail` of its answer, or the whole answer if it has none. */
  readonly details?: Json;
  /** `true` if fal may have the call, and it is not known as which request: nobody sends it again unasked. */
  readonly isInDoubt?: true;
}

export interface NodeFailure extends Failure {
  /** The node's id, or `output` if the run's output could not be built. */
  readonly node: string;
  /** The endpoint; absent for `output`. */
  readonly app?: string;
  /** What was sent; absent if it could not be built. */
  readonly input?: JsonObject;
  /** If a value is missing in another node's answer: that node, whose answer was paid for. */
  readonly source?: AnswerSource;
}

export interface AnswerSource {
  readonly node: string;
  readonly app: string;
  readonly requestId?: string;
  readonly answer: Json;
}

/** For engines whose errors say everything in their message. */
export function messageOf(error: unknown): Failure {
  return { message: error instanceof Error ? error.message.trim() || error.name : String(error) };
}
