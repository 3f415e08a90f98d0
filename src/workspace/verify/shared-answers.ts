import { setMaxListeners } from "node:events";
import type { CallNode } from "../../execution/node-calls.ts";
import { canonicalJson } from "../../lib/canonical-json.ts";
import type { Json, JsonObject } from "../../lib/json.ts";

/**
 * One answer per endpoint and input, requested once and cached: the same call always gets the same answer, so that
 * two runs can differ only in what they do with it.
 */
export class SharedAnswers {
  readonly #call: CallNode;
  readonly #signal: AbortSignal;
  readonly #answers = new Map<string, Promise<Json>>();
  #failures = 0;

  /** `signal`: stops the calls in progress. */
  constructor(call: CallNode, signal: AbortSignal) {
    this.#call = call;
    this.#signal = AbortSignal.any([signal]);
    // Every call in progress may listen; Node warns of a leak from the eleventh listener on.
    setMaxListeners(0, this.#signal);
  }

  /** Rejects as the engine does, every time with the same error. */
  answer(endpoint: string, input: Json): Promise<Json> {
    const key = `${endpoint} ${canonicalJson(input)}`;
    const known = this.#answers.get(key);
    if (known !== undefined) return known;
    // An engine uses only the node's endpoint.
    const node = {
      id: "call",
      app: endpoint,
      depends: [],
      input: { kind: "record", fields: new Map() },
    } as const;
    // Rejecting an input that is not an object is up to the engine.
    const answer = this.#call(node, input as JsonObject, { signal: this.#signal, report: () => undefined });
    answer.catch(() => (this.#failures += 1));
    this.#answers.set(key, answer);
    return answer;
  }

  /** Whether any call has failed: a run that fails afterwards is not to blame. */
  get hasFailures(): boolean {
    return this.#failures > 0;
  }
}
