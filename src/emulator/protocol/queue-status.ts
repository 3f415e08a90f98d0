import type { Json, JsonObject } from "../../lib/json.ts";
import { unreachable } from "../../lib/unreachable.ts";
import type { Job } from "../jobs/job.ts";
import type { JobQueue } from "../jobs/job-queue.ts";
import { appOf } from "../../graph/app-of.ts";

export interface StatusRequest {
  /** The emulator's address: `http://127.0.0.1:PORT`. */
  readonly origin: string;
  /** The log entries to show; `undefined` if none were requested, which gives `"logs": null`. */
  readonly logs: Job["logs"] | undefined;
}

/**
 * A job's status as fal reports it. A failed job is COMPLETED too, with `error` and `error_type`. As on fal, the URLs
 * contain the app without its sub-path.
 */
export function queueStatus(job: Job, queue: JobQueue, { origin, logs }: StatusRequest): JsonObject {
  const url = `${origin}/queue.fal.run/${appOf(job.call.endpoint.id)}/requests/${job.id}`;
  const links = { response_url: url, status_url: `${url}/status`, cancel_url: `${url}/cancel` };
  const known = { request_id: job.id, ...links };
  const shown: Json = logs === undefined ? null : logs.map((log) => ({ ...log }));
  const { state } = job;
  switch (state.kind) {
    case "queued":
      return { status: "IN_QUEUE", queue_position: state.position ?? queue.position(job), ...known };
    case "running":
      return { status: "IN_PROGRESS", logs: shown, ...known };
    case "done": {
      const metrics = { inference_time: Math.round(state.seconds * 1000) / 1000 };
      const { outcome } = state;
      const error =
        outcome.kind === "failure" ? { error: outcome.message, error_type: outcome.errorType } : {};
      return { status: "COMPLETED", logs: shown, metrics, ...error, ...known };
    }
    default:
      return unreachable(state);
  }
}
