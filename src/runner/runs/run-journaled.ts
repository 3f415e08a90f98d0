import type { Engine, RunOptions, RunOutcome } from "../../execution/engine.ts";
import type { NodeCalls } from "../../execution/node-calls.ts";
import { scheduledEngine } from "../../execution/scheduled-engine.ts";
import type { Graph } from "../../graph/types.ts";
import type { JsonObject } from "../../lib/json.ts";
import { rememberGone } from "../ask-for-file.ts";
import type { HostedBooks } from "../engines/hosted-books.ts";
import type { History } from "../journal/history.ts";
import { PayOnce } from "../journal/pay-once.ts";
import { StageJournal } from "../journal/stage-journal.ts";
import { becauseOfSource } from "../journal/why.ts";
import { RunStore } from "./run-store.ts";

export interface JournaledRun {
  /** Of the runs; absolute or relative to the process's. */
  readonly folder: string;
  readonly workflow: string;
  /** Whose answers these are, see `RunEntry`. */
  readonly world: string;
  /** Calls of this run, by its id. */
  readonly callsOf: (run: string) => Required<NodeCalls>;
  readonly history: History;
  /** Whether calls are sent again that may have been paid for. */
  readonly resubmit: boolean;
  /** Runs the whole graph in place of single calls. */
  readonly hosted?: (books: HostedBooks) => Engine;
}

/**
 * A run that is written down, and pays for nothing that an earlier one has paid for. Rejects with the system's error, or a
 * `JournalError`, if it cannot be written down: then nothing was sent.
 */
export async function runJournaled(
  { folder, workflow, world, callsOf, history, resubmit, hosted }: JournaledRun,
  graph: Graph,
  input: JsonObject,
  { concurrency, ...options }: RunOptions = {},
): Promise<RunOutcome> {
  const open = await new RunStore(folder).create({ workflow, world, isPaid: true });
  let outcome: RunOutcome | undefined;
  try {
    await open.begin({ input, ...(hosted !== undefined && { engine: "hosted" }) });
    const payOnce = new PayOnce(callsOf(open.run), {
      books: open,
      isGone: rememberGone(),
      whyFresh: (node) => (options.neverReused?.has(node) === true ? becauseOfSource : undefined),
      maySendAgain: () => Promise.resolve(resubmit),
      // The caller is given every request with the outcome.
      onUnwritten: () => undefined,
      history,
      // fal decides which calls of a whole graph run at a time.
      places: hosted === undefined ? open.places(concurrency) : undefined,
    });
    await payOnce.plan(graph, input);
    const engine =
      hosted === undefined
        ? scheduledEngine(payOnce.calls)
        : hosted(new StageJournal(payOnce, open, () => undefined));
    outcome = await engine.run(graph, input, options);
    return outcome;
  } finally {
    const output = outcome !== undefined && "output" in outcome ? outcome.output : undefined;
    const closed = open.close(outcome && { outcome: outcome.kind, ...(output !== undefined && { output }) });
    // What it has paid for is not lost because the last line is.
    await closed.catch(() => undefined);
  }
}
