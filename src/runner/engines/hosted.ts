/** The engine that gives the whole graph to fal, whose own engine runs it: `workflows/execute`. */
import type { FalClient } from "@fal-ai/client";
import type { Engine } from "../../execution/engine.ts";
import { falCalls } from "./fal.ts";
import { type HostedBooks, noBooks } from "./hosted-books.ts";
import { HostedRun } from "./hosted-run.ts";
import { postWorkflow, type WorkflowServer } from "./post-workflow.ts";

export interface HostedEngineOptions {
  readonly server: WorkflowServer;
  /** Of the same server: it follows and cancels requests, by their ids. */
  readonly client: FalClient;
  readonly pollIntervalMs?: number;
  /** Without them, only what a run is given is held. */
  readonly books?: HostedBooks | undefined;
}

/**
 * A graph is sent once, and never again if the answer is lost. Requests that are held are followed before; nodes that are
 * held are left out of what is sent. `concurrency` is up to fal.
 */
export function hostedEngine({
  server,
  client,
  pollIntervalMs,
  books = noBooks,
}: HostedEngineOptions): Engine {
  const calls = falCalls({ client, ...(pollIntervalMs !== undefined && { pollIntervalMs }) });
  return {
    run: async (graph, input, options = {}) =>
      new HostedRun(
        graph,
        input,
        {
          calls,
          books,
          post: (execution, signal, listen) => postWorkflow(server, execution, signal, listen),
          cancel: (app, requestId, abortSignal) => client.queue.cancel(app, { requestId, abortSignal }),
        },
        options,
      ).run(),
  };
}
