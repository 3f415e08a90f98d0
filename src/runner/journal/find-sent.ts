import { setTimeout as sleep } from "node:timers/promises";
import { canonicalJson } from "../../lib/canonical-json.ts";
import type { JsonObject } from "../../lib/json.ts";
import type { History, PastRequest } from "./history.ts";

export interface SentCall {
  readonly endpoint: string;
  readonly input: JsonObject;
  /** When it was about to be sent, in milliseconds since 1970. */
  readonly at: number;
}

/**
 * The request of a call that was sent, but whose answer was not heard: the oldest with this input that no run has
 * claimed. `undefined` if fal does not know one, which decides nothing: its history may lag, and may be incomplete.
 * `isClaimed`: asked after each answer. `waits`: milliseconds before it is asked again.
 */
export async function findSent(
  { endpoint, input, at }: SentCall,
  history: History,
  isClaimed: (requestId: string) => boolean,
  signal: AbortSignal,
  waits: readonly number[],
): Promise<PastRequest | undefined> {
  const sent = canonicalJson(input);
  for (const wait of [0, ...waits]) {
    await sleep(wait, undefined, { signal });
    let past: readonly PastRequest[];
    try {
      past = await history.since(endpoint, at - clockToleranceMs, signal);
    } catch {
      signal.throwIfAborted();
      return undefined;
    }
    const found = past.find(
      (each) => each.input !== undefined && canonicalJson(each.input) === sent && !isClaimed(each.requestId),
    );
    if (found !== undefined) return found;
  }
  return undefined;
}

/** fal's clock and this machine's may differ by so much. */
const clockToleranceMs = 5000;
