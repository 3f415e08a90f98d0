import type { Job } from "../jobs/job.ts";
import type { Outcome } from "../call.ts";
import { jsonResponse } from "./refusal.ts";

/** fal's answer for a finished call, the same for GET result and for a direct run. */
export function resultResponse(job: Job, outcome: Outcome): Response {
  if (outcome.kind === "success") {
    return jsonResponse(200, outcome.output, {
      "x-fal-request-id": job.id,
      ...(outcome.billableUnits !== undefined && { "x-fal-billable-units": outcome.billableUnits }),
    });
  }
  return jsonResponse(outcome.status, outcome.body, {
    "x-fal-request-id": job.id,
    "x-fal-billable-units": "0",
    "x-fal-error-type": outcome.errorType,
    // The docs name the first, fal's own apps send the second.
    "x-fal-retryable": String(outcome.retryable),
    "x-fal-needs-retry": outcome.retryable ? "1" : "0",
  });
}
