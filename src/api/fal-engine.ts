import { createClient } from "../runner/engines/client.ts";
import { falCalls, falEngine as engineOf } from "../runner/engines/fal.ts";
import { findTagProblem, type Tags } from "../runner/engines/tags.ts";
import { assertJournal, type JournalOptions } from "./journal-options.ts";
import { journaledAt } from "./journaled-at.ts";
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
  /** Where runs are written down, so that a call is paid for once. Without it, each run pays for all of its calls. */
  readonly journal?: JournalOptions;
  /** An emulator's `url`, to try this engine without fal. */
  readonly baseUrl?: string;
}

/**
 * Calls each node's model on fal, which bills it. A call is submitted once, and never again if the answer is lost. An
 * abort or the timeout cancels it on fal too. Throws a `TypeError` without credentials, and for options that are not what
 * they should be.
 */
export function falEngine({ credentials, timeoutMs, tags, journal, baseUrl }: FalOptions): RunEngine {
  if (typeof credentials !== "string" || credentials.trim() === "") {
    throw new TypeError("falEngine needs credentials: a fal key. It does not read the environment");
  }
  const problem = tags === undefined ? undefined : findTagProblem(tags);
  if (problem !== undefined) throw new TypeError(`falEngine cannot send these tags: ${problem}`);
  assertJournal(journal);
  return {
    async run(graph, input, options) {
      const client = await createClient({ credentials, baseUrl });
      if (journal === undefined) return engineOf({ client, timeoutMs, tags }).run(graph, input, options);
      const { runJournaled } = await import("../runner/runs/run-journaled.ts");
      const callsOf = (run: string) => falCalls({ client, timeoutMs, tags: tagsOf(run, tags) });
      const journaled = { ...journaledAt(journal, { credentials, baseUrl }), callsOf };
      return runJournaled(journaled, graph, input, options);
    },
    close: () => Promise.resolve(),
  };
}

/** If there is room for one more. */
function tagsOf(run: string, tags: Tags = {}): Tags {
  const all = { ...tags, run };
  return findTagProblem(all) === undefined ? all : tags;
}
