/** The engine that runs each node on fal, through fal's own client and its queue. */
import type { FalClient } from "@fal-ai/client";
import { setTimeout as sleep } from "node:timers/promises";
import type { RunNode } from "../../graph/types.ts";
import type { Json, JsonObject } from "../../lib/json.ts";
import type { CallContext, CallNode } from "../scheduler.ts";
import { isTextNode, runTextNode } from "../text-node.ts";
import { readStatus, type RequestStatus } from "./read-status.ts";
import { untilAborted } from "./until-aborted.ts";

export interface FalEngineOptions {
  readonly client: FalClient;
  /** Milliseconds between two looks at a request's status; 500 unless given. */
  readonly pollIntervalMs?: number;
  /** Milliseconds that a call may take, its time in fal's queue included; by default without limit. */
  readonly timeoutMs?: number;
}

/**
 * A call that submits, watches the status and fetches the result. Text nodes are computed here and cost nothing. On an
 * abort, and after the timeout, the request is cancelled on fal too, as far as that works within two seconds. Throws what
 * the client throws.
 */
export function falEngine(options: FalEngineOptions): CallNode {
  return async (node, input, context) => {
    context.signal.throwIfAborted();
    if (isTextNode(node.app)) return runTextNode(node.app, input);
    const { timeoutMs } = options;
    if (timeoutMs === undefined) return callThroughQueue(options, node, input, context);
    const timeout = new AbortController();
    const timer = setTimeout(() => timeout.abort(new CallTimeout(timeoutMs)), timeoutMs);
    const signal = AbortSignal.any([context.signal, timeout.signal]);
    try {
      return await callThroughQueue(options, node, input, { ...context, signal });
    } finally {
      clearTimeout(timer);
    }
  };
}

class CallTimeout extends Error {
  constructor(ms: number) {
    super(`no result within ${ms / 1000} s`);
  }

  /** Says what became of the request. */
  after(cancelled: boolean): Error {
    const end = cancelled ? "it was cancelled" : "fal did not confirm that it is cancelled, and may bill it";
    return new Error(`${this.message}; ${end}`);
  }
}

async function callThroughQueue(
  { client, pollIntervalMs = 500 }: FalEngineOptions,
  { app }: RunNode,
  input: JsonObject,
  { signal, report }: CallContext,
): Promise<Json> {
  // The submit does not get the signal: one that is cut off halfway may have arrived, and only its id lets us cancel it.
  const submission = client.queue.submit(app, { input }).then(({ request_id: requestId }) => {
    report({ kind: "node-submitted", requestId });
    return requestId;
  });
  let mayBeRunning = true;
  try {
    const requestId = await untilAborted(submission, signal).catch((error: unknown) => {
      // A submit that was refused leaves nothing to cancel.
      if (!signal.aborted) mayBeRunning = false;
      throw error;
    });
    const failure = await untilAborted(waitForCompletion(), signal);
    const { data } = await untilAborted(client.queue.result(app, { requestId, abortSignal: signal }), signal);
    // A failed request answers with an error here, which has been thrown. This is for one that answers politely.
    if (failure !== undefined) throw new Error(failure);
    // The client's own `fetch` lets nothing but JSON through.
    return data as Json;

    async function waitForCompletion(): Promise<string | undefined> {
      const reportStatus = createStatusReporter(report);
      let misunderstood = 0;
      for (;;) {
        const status = readStatus(
          await client.queue.status(app, { requestId, logs: true, abortSignal: signal }),
        );
        if ("problem" in status) {
          misunderstood += 1;
          if (misunderstood === maxMisunderstood)
            throw new Error(`fal answered the question for the request's status with ${status.problem}`);
        } else {
          misunderstood = 0;
          reportStatus(status);
          if (status.status === "COMPLETED") return status.error;
        }
        // Not the client's own `subscribeToStatus`: on an abort it sits out the interval first.
        await sleep(pollIntervalMs, undefined, { signal });
      }
    }
  } catch (error) {
    if (!signal.aborted || !mayBeRunning) throw error;
    const confirmed = await cancel(client, app, submission);
    if (signal.reason instanceof CallTimeout) throw signal.reason.after(confirmed);
    report({ kind: "node-cancelled", confirmed });
    throw signal.reason;
  }
}

/** One odd answer may come from a proxy on the way. */
const maxMisunderstood = 3;

const CANCEL_WITHIN_MS = 2000;

/** Whether fal confirmed it. What cannot be cancelled in time, or is complete already, is left alone. */
async function cancel(client: FalClient, app: string, submission: Promise<string>): Promise<boolean> {
  const limit = AbortSignal.timeout(CANCEL_WITHIN_MS);
  const cancelled = submission.then((requestId) =>
    client.queue.cancel(app, { requestId, abortSignal: limit }),
  );
  return untilAborted(cancelled, limit).then(
    () => true,
    () => false,
  );
}

/** Reports only what is new in a status. */
function createStatusReporter(report: CallContext["report"]): (status: RequestStatus) => void {
  let position: number | undefined;
  let lines = 0;
  let running = false;
  return ({ status, queuePosition, logs }) => {
    if (status === "IN_QUEUE") {
      if (queuePosition !== position && queuePosition !== undefined) {
        position = queuePosition;
        report({ kind: "node-queued", position });
      }
      return;
    }
    if (!running && status === "IN_PROGRESS") {
      running = true;
      report({ kind: "node-running" });
    }
    for (const line of logs.slice(lines)) report({ kind: "node-progress", line });
    lines = Math.max(lines, logs.length);
  };
}
