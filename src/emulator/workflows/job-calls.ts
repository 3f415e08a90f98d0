/** The nodes of a workflow as jobs of the emulator: its own answers, without a request to itself. */
import type { Failure } from "../../execution/failure.ts";
import type { NodeCalls } from "../../execution/node-calls.ts";
import type { Json } from "../../lib/json.ts";
import type { ServerState } from "../protocol/server-state.ts";

export function jobCalls({ queue, findEndpoint, receive, accept }: ServerState): NodeCalls {
  return {
    async call({ app }, input, { signal, report }) {
      const endpoint = findEndpoint(app);
      if (endpoint === undefined) {
        throw new CallRefused(`Application "${app}" not found`, 404, {
          detail: `Application "${app}" not found`,
        });
      }
      const job = accept(receive(endpoint, input));
      report({ kind: "node-submitted", requestId: job.id });
      const cancel = () => void queue.cancel(job.id);
      signal.addEventListener("abort", cancel, { once: true });
      const outcome = await job.outcome();
      signal.removeEventListener("abort", cancel);
      signal.throwIfAborted();
      if (outcome.kind === "success") return outcome.output;
      // fal's words (its documentation of workflows, read 2026-08).
      const message = `Error while fetching the result of the request ${job.id}`;
      throw new CallRefused(message, outcome.status, outcome.body);
    },
    describeError(error): Failure {
      if (error instanceof CallRefused) {
        return { message: error.message, status: error.status, details: error.body };
      }
      return { message: error instanceof Error ? error.message : String(error) };
    },
  };
}

class CallRefused extends Error {
  readonly status: number;
  readonly body: Json;

  constructor(message: string, status: number, body: Json) {
    super(message);
    this.status = status;
    this.body = body;
  }
}
