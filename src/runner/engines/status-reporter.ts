import type { CallContext } from "../../execution/node-calls.ts";
import type { RequestStatus } from "./read-status.ts";

/** Reports only what is new in a status. */
export function createStatusReporter(report: CallContext["report"]): (status: RequestStatus) => void {
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
