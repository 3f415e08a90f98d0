/** Waits for a request in fal's queue, by its id: asks for its status, then for its result. Never submits. */
import type { FalClient } from "@fal-ai/client";
import type { CallContext } from "../../execution/node-calls.ts";
import { isJsonObject, type Json } from "../../lib/json.ts";
import { billedUnitsOf } from "./billed-units.ts";
import { isUnknown, isVerdict, throwOpen } from "./open-request.ts";
import { readStatus, type RequestStatus } from "./read-status.ts";
import { createStatusReporter } from "./status-reporter.ts";

/** The time between two questions about a request. Rejects on the signal. */
export type Pause = (requestId: string, signal: AbortSignal) => Promise<unknown>;

export interface QueuedRequest {
  readonly client: FalClient;
  readonly app: string;
  readonly requestId: string;
  readonly pause: Pause;
}

export async function waitForResult(request: QueuedRequest, { signal, report }: CallContext): Promise<Json> {
  const { client, app, requestId, pause } = request;
  const reportStatus = createStatusReporter(report);
  for (let early = 1; ; early += 1) {
    const failure = await waitForCompletion(request, signal, reportStatus).catch((error: unknown) => {
      if (isUnknown(error)) throw error;
      throwOpen(error);
    });
    let data: unknown;
    try {
      ({ data } = await client.queue.result(app, { requestId, abortSignal: signal }));
    } catch (error) {
      const isEarly = isInProgress(error);
      if (!isEarly && (failure !== undefined || isVerdict(error))) {
        reportBill((error as { readonly body?: unknown }).body, report);
        throw error;
      }
      if (!isEarly || early === maxEarly) throwOpen(error);
      await pause(requestId, signal);
      continue;
    }
    reportBill(data, report);
    // The client throws if the result is an error status. This is for a failed request that answers with a success
    // status.
    if (failure !== undefined) throw new Error(failure);
    // `apiFetch` lets only JSON through.
    return data as Json;
  }
}

function reportBill(answer: unknown, report: CallContext["report"]): void {
  const units = billedUnitsOf(answer);
  if (units !== undefined) report({ kind: "billed", units });
}

/** Why the request failed, if its status says so. */
async function waitForCompletion(
  { client, app, requestId, pause }: QueuedRequest,
  signal: AbortSignal,
  reportStatus: (status: RequestStatus) => void,
): Promise<string | undefined> {
  let unreadable = 0;
  for (;;) {
    const status = readStatus(await client.queue.status(app, { requestId, logs: true, abortSignal: signal }));
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
    await pause(requestId, signal);
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
