import type { CallContext } from "../../execution/node-calls.ts";
import type { Json } from "../../lib/json.ts";
import { describeFailure } from "../describe-failure.ts";
import { UncertainSubmit } from "../engines/api-fetch.ts";
import { isForgotten, leavesOpen } from "../engines/open-request.ts";
import { CallTimeout, LateCall } from "../engines/with-timeout.ts";
import type { CallEntry, Left } from "./entry.ts";

/**
 * The result of `work`, which submits the call of this number, or follows it if `isFollowed`; what becomes of it is written
 * down. `note` does not fail: what fal has accepted goes on, even if nothing can be written.
 */
export async function recordCall(
  call: number,
  { report, ...context }: CallContext,
  note: (entry: CallEntry) => void,
  isFollowed: boolean,
  work: (context: CallContext) => Promise<Json>,
): Promise<Json> {
  const begun = performance.now();
  let isSent = isFollowed;
  let cancelled: boolean | undefined;
  let bill: { readonly units?: number } = {};
  const { signal } = context;
  const own: CallContext = {
    ...context,
    report(event) {
      if (event.kind === "node-submitted") {
        isSent = true;
        note({ kind: "sent", call, requestId: event.requestId });
      }
      if (event.kind === "billed") bill = { units: event.units };
      if (event.kind === "node-cancelled") cancelled = event.confirmed;
      report(event);
    },
  };
  try {
    const output = await work(own);
    note({ kind: "done", call, output, ms: Math.round(performance.now() - begun), ...bill });
    return output;
  } catch (error) {
    if (cancelled === undefined)
      note({
        kind: "failed",
        call,
        failure: describeFailure(error),
        left: leftBy(error, isSent, signal),
        ...bill,
      });
    // fal had accepted nothing yet, and confirms that it has nothing.
    else if (cancelled && !isSent)
      note({
        kind: "failed",
        call,
        failure: { message: "it was stopped before it was sent" },
        left: "nothing",
      });
    else note({ kind: "cancel", call, confirmed: cancelled });
    throw error;
  }
}

function leftBy(error: unknown, isSent: boolean, signal: AbortSignal): Left {
  // Whoever follows a request of another run only stops to wait: nothing has happened to the request.
  if (isSent && (signal.aborted || error instanceof CallTimeout)) return "open";
  if (isSent && isForgotten(error)) return "lost";
  // What was cancelled because it took too long may have finished at that moment.
  const isLate = error instanceof LateCall && (isSent || !error.isCancelled);
  return error instanceof UncertainSubmit || isLate || leavesOpen(error) ? "open" : "nothing";
}
