/** The engine that runs each node on fal, through fal's own client and its queue. */
import type { FalClient } from "@fal-ai/client";
import { setTimeout as sleep } from "node:timers/promises";
import type { RunNode } from "../../graph/types.ts";
import { isJsonObject, type Json, type JsonObject } from "../../lib/json.ts";
import type { CallContext, CallNode } from "../scheduler.ts";
import { isTextNode, runTextNode } from "../../execution/text-node.ts";
import { submitGraceMs, UncertainSubmit } from "./api-fetch.ts";
import { readStatus, type RequestStatus } from "./read-status.ts";
import { untilAborted } from "./until-aborted.ts";

export interface FalEngineOptions {
  readonly client: FalClient;
  /** Milliseconds between status requests; default 500. */
  readonly pollIntervalMs?: number;
  /** Milliseconds that a call may take, including its time in fal's queue; no limit by default. */
  readonly timeoutMs?: number;
}

/**
 * A call that submits, polls the status and fetches the result. Text nodes are computed here and cost
 * nothing. After an abort or the timeout, the request is also cancelled on fal, if that succeeds within two
 * seconds. Throws what the client throws.
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
  // `apiFetch` does not cut it off at once after an abort.
  const submission = client.queue
    .submit(app, { input, abortSignal: signal })
    .then(({ request_id: requestId }) => {
      report({ kind: "node-submitted", requestId });
      return requestId;
    });
  let mayBeRunning = true;
  try {
    const requestId = await untilAborted(submission, signal).catch((error: unknown) => {
      // A rejected submit leaves nothing to cancel.
      if (!signal.aborted) mayBeRunning = false;
      throw error;
    });
    return await untilAborted(waitForResult(), signal);

    async function waitForResult(): Promise<Json> {
      const reportStatus = createStatusReporter(report);
      for (let early = 1; ; early += 1) {
        const failure = await waitForCompletion(reportStatus);
        try {
          const { data } = await client.queue.result(app, { requestId, abortSignal: signal });
          // The client throws if the result is an error status. This is for a failed request that answers with a
          // success status.
          if (failure !== undefined) throw new Error(failure);
          // `apiFetch` lets only JSON through.
          return data as Json;
        } catch (error) {
          if (!isInProgress(error) || early === maxEarly) throw error;
          await sleep(pollIntervalMs, undefined, { signal });
        }
      }
    }

    async function waitForCompletion(
      reportStatus: (status: RequestStatus) => void,
    ): Promise<string | undefined> {
      let unreadable = 0;
      for (;;) {
        const status = readStatus(
          await client.queue.status(app, { requestId, logs: true, abortSignal: signal }),
        );
        if ("problem" in status) {
          unreadable += 1;
          if (unreadable === maxUnreadable)
            throw new Error(`fal answered the question for the request's status with ${status.problem}`);
        } else {
          unreadable = 0;
          reportStatus(status);
          if (status.status === "COMPLETED") return status.error;
        }
        // Not the client's own `subscribeToStatus`: on an abort, it waits for the interval to end.
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

/** A single odd answer may come from a proxy. */
const maxUnreadable = 3;

/**
 * fal's answer to a question for the result of a request that is not complete (fal's PHP client and fastvideo-fal,
 * read 2026-08). It follows a status that said so if two of fal's servers do not agree yet.
 */
function isInProgress(error: unknown): boolean {
  if (!(error instanceof Error && "status" in error && "body" in error) || error.status !== 400) return false;
  return isJsonObject(error.body) && /still in progress/i.test(String(error.body["detail"]));
}

/** How often that is believed. */
const maxEarly = 10;

/** Whether fal confirmed it. A request that cannot be cancelled in time, or is already complete, is left alone. */
async function cancel(client: FalClient, app: string, submission: Promise<string>): Promise<boolean> {
  const limit = AbortSignal.timeout(submitGraceMs);
  const cancelled = submission.then(
    (requestId) => client.queue.cancel(app, { requestId, abortSignal: limit }),
    (error: unknown) => {
      // Otherwise fal has rejected it, and there is nothing to cancel.
      if (error instanceof UncertainSubmit) throw error;
    },
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
