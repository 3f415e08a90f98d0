/** The engine that runs each node on fal, through fal's own client and its queue. */
import type { FalClient, QueueStatus, RequestLog } from "@fal-ai/client";
import { setTimeout as sleep } from "node:timers/promises";
import type { RunNode } from "../../graph/types.ts";
import type { Json, JsonObject } from "../../lib/json.ts";
import type { CallContext, CallNode } from "../scheduler.ts";
import { isTextNode, runTextNode } from "../text-node.ts";
import { untilAborted } from "./until-aborted.ts";

export interface FalEngineOptions {
  readonly client: FalClient;
  /** Milliseconds between two looks at a request's status; 500 unless given. */
  readonly pollIntervalMs?: number;
}

/**
 * A call that submits, watches the status and fetches the result. Text nodes are computed here and cost nothing. On an
 * abort the request is cancelled on fal too, as far as that works within two seconds. Throws what the client throws.
 */
export function falEngine({ client, pollIntervalMs = 500 }: FalEngineOptions): CallNode {
  return async (node, input, context) => {
    context.signal.throwIfAborted();
    if (isTextNode(node.app)) return runTextNode(node.app, input);
    return callThroughQueue(client, pollIntervalMs, node, input, context);
  };
}

async function callThroughQueue(
  client: FalClient,
  pollIntervalMs: number,
  { app }: RunNode,
  input: JsonObject,
  { signal, report }: CallContext,
): Promise<Json> {
  // The submit does not get the signal: one that is cut off halfway may have arrived, and only its id lets us cancel it.
  const submission = client.queue.submit(app, { input }).then(({ request_id: requestId }) => {
    report({ kind: "node-submitted", requestId });
    return requestId;
  });
  try {
    const requestId = await untilAborted(submission, signal);
    const failure = await untilAborted(waitForCompletion(), signal);
    const { data } = await untilAborted(client.queue.result(app, { requestId, abortSignal: signal }), signal);
    // A failed request answers with an error here, which has been thrown. This is for one that answers politely.
    if (failure !== undefined) throw new Error(failure);
    return assertJson(data);

    async function waitForCompletion(): Promise<string | undefined> {
      const reportStatus = createStatusReporter(report);
      for (;;) {
        const status = await client.queue.status(app, { requestId, logs: true, abortSignal: signal });
        reportStatus(status);
        if (status.status === "COMPLETED") return findError(status);
        // Not the client's own `subscribeToStatus`: on an abort it sits out the interval first.
        await sleep(pollIntervalMs, undefined, { signal });
      }
    }
  } catch (error) {
    if (!signal.aborted) throw error;
    await cancel(client, app, submission);
    throw signal.reason;
  }
}

const CANCEL_WITHIN_MS = 2000;

/** Best effort: what cannot be cancelled in time, or is complete already, is left alone. */
async function cancel(client: FalClient, app: string, submission: Promise<string>): Promise<void> {
  const limit = AbortSignal.timeout(CANCEL_WITHIN_MS);
  const cancelled = submission.then((requestId) =>
    client.queue.cancel(app, { requestId, abortSignal: limit }),
  );
  await untilAborted(cancelled, limit).catch(() => {});
}

/** Reports only what is new in a status. fal repeats all log lines in every status. */
function createStatusReporter(report: CallContext["report"]): (status: QueueStatus) => void {
  let position: number | undefined;
  let lines = 0;
  let running = false;
  return (status) => {
    if (status.status === "IN_QUEUE") {
      if (status.queue_position !== position && typeof status.queue_position === "number") {
        position = status.queue_position;
        report({ kind: "node-queued", position });
      }
      return;
    }
    if (!running && status.status === "IN_PROGRESS") {
      running = true;
      report({ kind: "node-running" });
    }
    // `null` on the wire when there are none, whatever the client's type says.
    const logs: readonly RequestLog[] = Array.isArray(status.logs) ? status.logs : [];
    for (const { message } of logs.slice(lines)) report({ kind: "node-progress", line: String(message) });
    lines = Math.max(lines, logs.length);
  };
}

/** fal says in the status that a request failed, in a field that the client's type lacks. */
function findError(status: QueueStatus): string | undefined {
  return "error" in status && typeof status.error === "string" ? status.error : undefined;
}

/** The client gives bytes for an answer of that type, and whatever JSON there was otherwise. */
function assertJson(data: unknown): Json {
  if (data instanceof ArrayBuffer) throw new Error("the endpoint returned bytes instead of JSON");
  return (data ?? null) as Json;
}
