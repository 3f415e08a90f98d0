import { createClient } from "../runner/engines/client.ts";
import { falEngine as engineOf } from "../runner/engines/fal.ts";
import { findTagProblem } from "../runner/engines/tags.ts";
import type { RunEngine } from "./run-engine.ts";

export interface FalOptions {
  /** A fal key. The environment is not read: pass `process.env.FAL_KEY` if that is where it is. */
  readonly credentials: string;
  /** Milliseconds that a call may take, including its time in fal's queue; no limit by default. */
  readonly timeoutMs?: number;
  /**
   * Up to nine tags that fal's billing tells calls apart by, such as `{ workflow: "product-shot" }`; `node` is added. fal shows
   * them if tagged billing is enabled for the account.
   */
  readonly tags?: Readonly<Record<string, string>>;
  /** An emulator's `url`, to try this engine without fal. */
  readonly baseUrl?: string;
}

/**
 * Calls each node's model on fal, which bills it. A call is submitted once, and never again if the answer is lost. An
 * abort or the timeout cancels it on fal too. Throws a `TypeError` without credentials, and for tags that fal
 * would drop.
 */
export function falEngine({ credentials, timeoutMs, tags, baseUrl }: FalOptions): RunEngine {
  if (typeof credentials !== "string" || credentials.trim() === "") {
    throw new TypeError("falEngine needs credentials: a fal key. It does not read the environment");
  }
  const problem = tags === undefined ? undefined : findTagProblem(tags);
  if (problem !== undefined) throw new TypeError(`falEngine cannot send these tags: ${problem}`);
  return {
    async run(graph, input, options) {
      const client = await createClient({ credentials, baseUrl });
      return engineOf({ client, timeoutMs, tags }).run(graph, input, options);
    },
    close: () => Promise.resolve(),
  };
}
