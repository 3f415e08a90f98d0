/** Follows one submit to its result, or cancels it. */
import type { FalClient } from "@fal-ai/client";
import type { CallContext } from "../../execution/node-calls.ts";
import type { Json } from "../../lib/json.ts";
import { submitGraceMs, UncertainSubmit } from "./api-fetch.ts";
import { throwOpen } from "./open-request.ts";
import { type QueuedRequest, waitForResult } from "./queued-request.ts";
import { untilAborted } from "../../lib/until-aborted.ts";
import { CallTimeout } from "./with-timeout.ts";

/** `submission`: the request's id, once it is known. */
export async function followSubmission(
  queue: Omit<QueuedRequest, "requestId">,
  submission: Promise<string>,
  { signal, report, mayCancel = () => Promise.resolve(true) }: CallContext,
): Promise<Json> {
  let mayBeRunning = true;
  try {
    const requestId = await untilAborted(submission, signal).catch((error: unknown) => {
      // A rejected submit leaves nothing to cancel.
      if (!signal.aborted) mayBeRunning = false;
      throw error instanceof UncertainSubmit ? throwOpen(error) : error;
    });
    return await untilAborted(waitForResult({ ...queue, requestId }, { signal, report }), signal);
  } catch (error) {
    if (!signal.aborted || !mayBeRunning) throw error;
    if (!(await mayCancel())) {
      // Somebody else waits for it.
      throw signal.reason instanceof CallTimeout ? throwOpen(signal.reason.after(false)) : signal.reason;
    }
    const confirmed = await cancel(queue.client, queue.app, submission);
    if (signal.reason instanceof CallTimeout) {
      const late = signal.reason.after(confirmed);
      throw confirmed ? late : throwOpen(late);
    }
    report({ kind: "node-cancelled", confirmed });
    throw signal.reason;
  }
}

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
