import { createClient } from "../runner/engines/client.ts";
import { falCalls } from "../runner/engines/fal.ts";
import { hostedEngine as engineOf } from "../runner/engines/hosted.ts";
import type { HostedBooks } from "../runner/engines/hosted-books.ts";
import { assertJournal, type JournalOptions } from "./journal-options.ts";
import { journaledAt } from "./journaled-at.ts";
import type { RunEngine } from "./run-engine.ts";

export interface HostedOptions {
  /** A fal key. The environment is not read: pass `process.env.FAL_KEY` if that is where it is. */
  readonly credentials: string;
  /** An emulator's `url`, to try this engine without fal. */
  readonly baseUrl?: string;
  /** Where runs are written down, so that a call is paid for once. Without it, each run sends all of the graph. */
  readonly journal?: JournalOptions;
}

/**
 * Gives the whole graph to fal, whose own engine runs it (`workflows/execute`) and bills each call. It is sent once, and never
 * again if the answer is lost: then the run fails, and what was submitted is in the error's `held`. Nodes that are held are left
 * out of what is sent; after a failure, fal starts nothing more. `concurrency` has no effect. An abort cancels the calls that fal
 * has named. Throws a `TypeError` without credentials, and for a journal that is not what it should be.
 */
export function hostedEngine({ credentials, baseUrl, journal }: HostedOptions): RunEngine {
  if (typeof credentials !== "string" || credentials.trim() === "") {
    throw new TypeError("hostedEngine needs credentials: a fal key. It does not read the environment");
  }
  assertJournal(journal);
  return {
    async run(graph, input, options) {
      const server = { credentials, baseUrl };
      const client = await createClient(server);
      const hosted = (books?: HostedBooks) => engineOf({ server, client, books });
      if (journal === undefined) return hosted().run(graph, input, options);
      const { runJournaled } = await import("../runner/runs/run-journaled.ts");
      const journaled = { ...journaledAt(journal, server), callsOf: () => falCalls({ client }), hosted };
      return runJournaled(journaled, graph, input, options);
    },
    close: () => Promise.resolve(),
  };
}
