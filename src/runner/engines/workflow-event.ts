/** The events of fal's `workflows/execute` (docs.fal.ai/model-endpoints/workflows, read 2026-08). What they hold is checked. */
import { isJsonObject, type Json, type JsonObject } from "../../lib/json.ts";
import { StreamProblem } from "./event-stream.ts";
import { findExcess } from "./json-extent.ts";

/** Ids are optional: fal's types have them in all events, what was observed does not. */
export interface EventNode {
  readonly node?: string;
  readonly app?: string;
}

export type WorkflowEvent =
  | ({ readonly kind: "submit"; readonly requestId: string } & EventNode)
  | ({ readonly kind: "completion"; readonly output: Json } & EventNode)
  | { readonly kind: "output"; readonly output: JsonObject }
  | ({ readonly kind: "error"; readonly error: WorkflowError } & EventNode);

/** In the form of the client's errors, for `describeFailure`. */
export class WorkflowError extends Error {
  declare readonly status?: number;
  declare readonly body?: Json;

  constructor(message: string, status: number | undefined, body: Json | undefined) {
    super(message);
    if (status !== undefined) this.status = status;
    if (body !== undefined) this.body = body;
  }
}

/** `undefined` for an event that says nothing about the run. Throws `StreamProblem`. */
export function parseWorkflowEvent(data: string): WorkflowEvent | undefined {
  const excess = findExcess(data);
  if (excess !== undefined) throw new StreamProblem(excess);
  let json: Json;
  try {
    json = JSON.parse(data) as Json;
  } catch {
    throw new StreamProblem("not JSON");
  }
  if (!isJsonObject(json)) return undefined;
  const { type, node_id: node, app_id: app, request_id: requestId, output } = json;
  const about = {
    ...(typeof node === "string" && { node }),
    ...(typeof app === "string" && app !== "" && { app }),
  };
  switch (type) {
    case "submit":
      // It becomes part of URLs.
      if (typeof requestId !== "string" || !/^[\w-]{1,200}$/.test(requestId)) return undefined;
      return { kind: "submit", requestId, ...about };
    case "completion":
      return output === undefined ? undefined : { kind: "completion", output, ...about };
    case "output":
      return { kind: "output", output: isJsonObject(output) ? output : {} };
    case "error":
      return { kind: "error", error: readError(json), ...about };
    default:
      return undefined;
  }
}

function readError({ message, error }: JsonObject): WorkflowError {
  const { status, body } = isJsonObject(error) ? error : { status: undefined, body: error };
  const text = typeof message === "string" && message.trim() !== "" ? message : "the workflow failed on fal";
  const isStatus = typeof status === "number" && Number.isInteger(status) && status >= 400 && status <= 599;
  return new WorkflowError(text, isStatus ? status : undefined, body);
}
