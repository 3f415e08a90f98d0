/** The engine that runs each node on fal, through fal's own client and its queue. */
import { setTimeout as sleep } from "node:timers/promises";
import type { FalClient } from "@fal-ai/client";
import type { Engine } from "../../execution/engine.ts";
import type { NodeCalls } from "../../execution/node-calls.ts";
import { scheduledEngine } from "../../execution/scheduled-engine.ts";
import { isTextNode, runTextNode } from "../../execution/text-node.ts";
import { describeFailure } from "../describe-failure.ts";
import { followSubmission } from "./follow-submission.ts";
import { leavesOpen } from "./open-request.ts";
import type { Pause } from "./queued-request.ts";
import { printTags, type Tags, tagsHeader } from "./tags.ts";
import { withTimeout } from "./with-timeout.ts";

export interface FalEngineOptions {
  readonly client: FalClient;
  /** Milliseconds between status requests; default 500. */
  readonly pollIntervalMs?: number;
  /** Milliseconds that a call may take, including its time in fal's queue; no limit by default. */
  readonly timeoutMs?: number | undefined;
  /** Sent with each call, beside `node`: its id. Without them, none are. */
  readonly tags?: Tags | undefined;
}

interface FalCallsOptions extends FalEngineOptions {
  /** Instead of the interval. */
  readonly pause?: Pause;
}

export function falEngine(options: FalEngineOptions): Engine {
  return scheduledEngine(falCalls(options));
}

/**
 * A call submits, polls the status and fetches the result. Text nodes are computed here and cost nothing. After an
 * abort or the timeout, the request is also cancelled on fal, if that succeeds within two seconds. Throws what the
 * client throws.
 */
export function falCalls({
  client,
  timeoutMs,
  tags,
  pollIntervalMs = 500,
  pause = (_, signal) => sleep(pollIntervalMs, undefined, { signal }),
}: FalCallsOptions): Required<NodeCalls> {
  return {
    async call({ id, app }, input, context) {
      context.signal.throwIfAborted();
      if (isTextNode(app)) return runTextNode(app, input);
      const headers = tags && { [tagsHeader]: printTags({ ...tags, node: id }) };
      return withTimeout(timeoutMs, context, (limited) => {
        const { signal, report } = limited;
        // `apiFetch` does not cut it off at once after an abort.
        const submission = client.queue
          .submit(app, { input, abortSignal: signal, ...(headers && { headers }) })
          .then(({ request_id: requestId }) => {
            report({ kind: "node-submitted", requestId });
            return requestId;
          });
        return followSubmission({ client, app, pause }, submission, limited);
      });
    },
    async follow({ app }, requestId, context) {
      context.signal.throwIfAborted();
      return withTimeout(timeoutMs, context, (limited) =>
        followSubmission({ client, app, pause }, Promise.resolve(requestId), limited),
      );
    },
    describeError: describeFailure,
    leavesOpen,
  };
}
