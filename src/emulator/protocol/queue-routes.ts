/**
 * `queue.fal.run`: submit, status, status stream, result, cancel. Requests are looked up by id only: the client's
 * URLs contain the app (`fal-ai/flux`), those in fal's OpenAPI documents the whole endpoint.
 */
import { Hono } from "hono";
import type { Json } from "../../lib/json.ts";
import type { Job } from "../jobs/job.ts";
import type { EmulatorEnv } from "./connection.ts";
import { eventStream } from "./event-stream.ts";
import { exchange } from "./exchange.ts";
import { queueStatus } from "./queue-status.ts";
import { readBody } from "./read-body.ts";
import { badRequest, jsonResponse, unknownApplication, unknownRequest } from "./refusal.ts";
import { resultResponse } from "./result-response.ts";
import type { ServerState } from "./server-state.ts";

const CANCEL_STATUS = {
  OK: 200,
  CANCELLATION_REQUESTED: 202,
  ALREADY_COMPLETED: 400,
  NOT_FOUND: 404,
} as const;

/** Paths relative to the host: `/fal-ai/flux/dev`, `/fal-ai/flux/requests/ID/status`. */
export function queueRoutes(state: ServerState): Hono<EmulatorEnv> {
  const { files, queue, findEndpoint, receive, accept } = state;
  const routes = new Hono<EmulatorEnv>();
  const statusOf = (job: Job, logs: Job["logs"] | undefined) =>
    queueStatus(job, queue, { origin: files.origin, logs });

  routes.get("/:app{.+}/requests/:id/status", (context) => {
    const job = queue.find(context.req.param("id"));
    if (job === undefined) return unknownRequest();
    return exchange(context, state, "status", job.call.target, () => {
      const logs = context.req.query("logs") === "1" ? job.logs : undefined;
      return jsonResponse(job.state.kind === "done" ? 200 : 202, statusOf(job, logs), {
        "x-fal-request-id": job.id,
      });
    });
  });

  routes.get("/:app{.+}/requests/:id/status/stream", (context) => {
    const job = queue.find(context.req.param("id"));
    if (job === undefined) return unknownRequest();
    const wantsLogs = context.req.query("logs") === "1";
    const follow = async (send: (event: Json) => void, gone: AbortSignal) => {
      let sent = 0;
      for (;;) {
        const changed = job.changed();
        const done = job.state.kind === "done";
        // Unlike in polling, each event contains only new entries.
        const logs = wantsLogs ? job.logs.slice(sent) : undefined;
        sent = job.logs.length;
        send(statusOf(job, logs));
        if (done || gone.aborted) break;
        await changed;
      }
    };
    return exchange(context, state, "status", job.call.target, () => eventStream(context, follow));
  });

  routes.put("/:app{.+}/requests/:id/cancel", (context) => {
    const id = context.req.param("id");
    return exchange(context, state, "cancel", queue.find(id)?.call.target, () => {
      const status = queue.cancel(id);
      return jsonResponse(CANCEL_STATUS[status], { status });
    });
  });

  routes.on("GET", ["/:app{.+}/requests/:id", "/:app{.+}/requests/:id/response"], (context) => {
    const job = queue.find(context.req.param("id"));
    if (job === undefined) return unknownRequest();
    return exchange(context, state, "result", job.call.target, ({ expiredAfterMs = Infinity }) => {
      // Never 2xx before the end: the client would take the answer for the output.
      if (job.state.kind !== "done") {
        const headers = { "x-fal-request-id": job.id };
        return jsonResponse(400, { detail: "Request is still in progress" }, headers);
      }
      const age = Date.now() - (job.times.ended ?? Infinity);
      return age >= expiredAfterMs ? unknownRequest() : resultResponse(job, job.state.outcome);
    });
  });

  routes.post("/:endpoint{.+}", async (context) => {
    const id = context.req.param("endpoint");
    const endpoint = findEndpoint(id);
    if (endpoint === undefined) return unknownApplication(id);
    const input = await readBody(context.req);
    if (input === undefined) return badRequest("The request body is not valid JSON");
    const call = receive(endpoint, input);
    return exchange(context, state, "submit", call.target, () => {
      const job = accept(call);
      return jsonResponse(200, statusOf(job, undefined), { "x-fal-request-id": job.id });
    });
  });

  return routes;
}
