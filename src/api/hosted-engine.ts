import { createClient } from "../runner/engines/client.ts";
import { hostedEngine as engineOf } from "../runner/engines/hosted.ts";
import type { RunEngine } from "./run-engine.ts";

export interface HostedOptions {
  /** A fal key. The environment is not read: pass `process.env.FAL_KEY` if that is where it is. */
  readonly credentials: string;
  /** An emulator's `url`, to try this engine without fal. */
  readonly baseUrl?: string;
}

/**
 * Gives the whole graph to fal, whose own engine runs it (`workflows/execute`) and bills each call. It is sent once, and never
 * again if the answer is lost: then the run fails, and what was submitted is in the error's `held`. Nodes that are held are left
 * out of what is sent; after a failure, fal starts nothing more. `concurrency` has no effect. An abort cancels the calls that fal
 * has named. Throws a `TypeError` without credentials.
 */
export function hostedEngine({ credentials, baseUrl }: HostedOptions): RunEngine {
  if (typeof credentials !== "string" || credentials.trim() === "") {
    throw new TypeError("hostedEngine needs credentials: a fal key. It does not read the environment");
  }
  return {
    async run(graph, input, options) {
      const client = await createClient({ credentials, baseUrl });
      return engineOf({ server: { credentials, baseUrl }, client }).run(graph, input, options);
    },
    close: () => Promise.resolve(),
  };
}
