/** `fal.run/workflows/execute/stream`: runs a whole graph, in the form that falc's artifacts have. */
import { Hono } from "hono";
import { readBare } from "../../graph/dialects/bare.ts";
import type { Graph } from "../../graph/types.ts";
import { isJsonObject, type Json, type JsonObject } from "../../lib/json.ts";
import { inputRefused } from "../failures.ts";
import { fingerprint } from "../fingerprint.ts";
import { requestId } from "../jobs/request-id.ts";
import { streamWorkflow } from "../workflows/stream-workflow.ts";
import type { EmulatorEnv } from "./connection.ts";
import { eventStream } from "./event-stream.ts";
import { exchange } from "./exchange.ts";
import { readBody } from "./read-body.ts";
import { badRequest, jsonResponse } from "./refusal.ts";
import type { ServerState } from "./server-state.ts";

/** Paths relative to the host. */
export function workflowRoutes(state: ServerState): Hono<EmulatorEnv> {
  const routes = new Hono<EmulatorEnv>();
  let count = 0;

  routes.post("/workflows/execute/stream", async (context) => {
    const body = await readBody(context.req);
    if (body === undefined) return badRequest("The request body is not valid JSON");
    const read = readExecution(body);
    if ("refusal" in read) return read.refusal;
    const target = state.faults.others("workflows/execute", ["workflows/execute"]);
    return exchange(context, state, "stream", target, () => {
      context.header("x-fal-request-id", requestId(count, fingerprint("workflows/execute", body)));
      count += 1;
      return eventStream(context, (send, gone) => streamWorkflow(read.graph, read.input, state, send, gone));
    });
  });

  return routes;
}

/** fal rejects these before the first event too, in words that are not documented. */
function readExecution(
  body: Json,
): { readonly graph: Graph; readonly input: JsonObject } | { readonly refusal: Response } {
  const fields = isJsonObject(body) ? body : {};
  const { input } = fields;
  const read = readBare(fields["workflow"]);
  const details = "problems" in read ? read.problems.map((msg) => problem("workflow", msg)) : [];
  if (!isJsonObject(input)) details.unshift(problem("input", "Input should be a valid dictionary"));
  if ("problems" in read || !isJsonObject(input)) {
    return { refusal: jsonResponse(422, inputRefused(details).body) };
  }
  return { graph: read.graph, input };
}

function problem(field: string, msg: string) {
  return { loc: ["body", field], msg, type: "value_error" };
}
