/** `fal.run`: the call and its answer in one request, or as a stream with one event. */
import { Hono } from "hono";
import type { EmulatorEnv } from "./connection.ts";
import { eventStream } from "./event-stream.ts";
import { exchange } from "./exchange.ts";
import { readBody } from "./read-body.ts";
import { badRequest, unknownApplication } from "./refusal.ts";
import { resultResponse } from "./result-response.ts";
import type { ServerState } from "./server-state.ts";

export function runRoutes(state: ServerState): Hono<EmulatorEnv> {
  const { findEndpoint, receive, accept } = state;
  const routes = new Hono<EmulatorEnv>();

  routes.post("/:endpoint{.+}", async (context) => {
    const id = context.req.param("endpoint");
    const streamed = findEndpoint(id) === undefined && id.endsWith("/stream");
    const endpoint = findEndpoint(streamed ? id.slice(0, -"/stream".length) : id);
    if (endpoint === undefined) return unknownApplication(id);
    const input = await readBody(context.req);
    if (input === undefined) return badRequest("The request body is not valid JSON");
    const call = receive(endpoint, input);
    return exchange(context, state, "stream", call.target, async () => {
      const job = accept(call);
      const outcome = await job.outcome();
      if (!streamed || outcome.kind === "failure") return resultResponse(job, outcome);
      context.header("x-fal-request-id", job.id);
      return eventStream(context, async (send) => send(outcome.output));
    });
  });

  return routes;
}
