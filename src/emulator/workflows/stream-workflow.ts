/** Runs a workflow and says so in the events of `workflows/execute`. */
import type { RunEvent } from "../../execution/events.ts";
import type { NodeFailure } from "../../execution/failure.ts";
import { scheduledEngine } from "../../execution/scheduled-engine.ts";
import type { Graph } from "../../graph/types.ts";
import type { Json, JsonObject } from "../../lib/json.ts";
import { internalError } from "../failures.ts";
import type { ServerState } from "../protocol/server-state.ts";
import { jobCalls } from "./job-calls.ts";

/**
 * `{type: "submit", …}` and `{type: "completion", …}` for each node, then `{type: "output", …}` (fal's documentation
 * of workflows, read 2026-08). The first failure is an `error` event, and ends the run: whether fal lets the others
 * finish is not documented. Defaults of the input are not filled in, which fal does not document either. Never
 * rejects.
 */
export async function streamWorkflow(
  graph: Graph,
  input: JsonObject,
  state: ServerState,
  send: (event: Json) => void,
  gone: AbortSignal,
): Promise<void> {
  const apps = new Map(graph.nodes.map(({ id, app }) => [id, app]));
  const failed = new AbortController();
  const report = (event: RunEvent): void => {
    if (failed.signal.aborted) return;
    const told = toWorkflowEvent(event, apps);
    if (told !== undefined) send(told);
    if (event.kind === "node-failed") failed.abort();
  };
  try {
    const signal = AbortSignal.any([gone, failed.signal]);
    await scheduledEngine(jobCalls(state)).run(graph, input, { report, signal });
  } catch (error) {
    const { message, status, body } = internalError(error);
    send({ type: "error", message, error: { status, body } });
  }
}

function toWorkflowEvent(event: RunEvent, apps: ReadonlyMap<string, string>): Json | undefined {
  switch (event.kind) {
    case "node-submitted": {
      const { node, requestId } = event;
      return { type: "submit", node_id: node, app_id: apps.get(node) ?? "", request_id: requestId };
    }
    case "node-completed":
      return { type: "completion", node_id: event.node, output: event.output };
    case "node-failed":
      return errorEvent(event.failure);
    case "run-completed":
      return { type: "output", output: event.output };
    default:
      return undefined;
  }
}

/** What fal says of a value that is missing is not known: here, it is worded as if the input had been refused. */
function errorEvent({ node, message, status = 422, details = { detail: message } }: NodeFailure): Json {
  return { type: "error", node_id: node, message, error: { status, body: details } };
}
