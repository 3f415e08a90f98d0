import { createClient } from "../runner/engines/client.ts";
import { falEngine as engineOf } from "../runner/engines/fal.ts";
import type { RunEngine } from "./run-engine.ts";

export interface FalOptions {
  /** A fal key. The environment is not read: pass `process.env.FAL_KEY` if that is where it is. */
  readonly credentials: string;
  /** Milliseconds that a call may take, including its time in fal's queue; no limit by default. */
  readonly timeoutMs?: number;
  /** An emulator's `url`, to try this engine without fal. */
  readonly baseUrl?: string;
}

/**
 * Calls each node's model on fal, which bills it. A call is submitted once, and never again if the answer is lost. An
 * abort or the timeout cancels it on fal too. Throws a `TypeError` without credentials.
 */
export function falEngine({ credentials, timeoutMs, baseUrl }: FalOptions): RunEngine {
  if (typeof credentials !== "string" || credentials.trim() === "") {
    throw new TypeError("falEngine needs credentials: a fal key. It does not read the environment");
  }
  return {
    async run(graph, input, options) {
      const client = await createClient({ credentials, baseUrl });
      return engineOf({ client, timeoutMs }).run(graph, input, options);
    },
    close: () => Promise.resolve(),
  };
}
