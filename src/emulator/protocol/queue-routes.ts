/**
 * `queue.fal.run`: submit, status, status stream, result, cancel. Requests are looked up by id only: the client's
 * URLs contain the app (`fal-ai/flux`), those in fal's OpenAPI documents the whole endpoint.
 */
import { Hono } from "hono";
import type { Job } from "../jobs/job.ts";
import { eventStream } from "./event-stream.ts";
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
export function queueRoutes({ files, queue, findEndpoint, submit }: ServerState): Hono {
  const routes = new Hono();
  const statusOf = (job: Job, logs: Job["logs"] | undefined) =>
    queueStatus(job, queue, { origin: files.origin, logs });

  routes.get("/:app{.+}/requests/:id/status", (context) => {
    const job = queue.find(context.req.param("id"));
    if (job === undefined) return unknownRequest();
    const logs = context.req.query("logs") === "1" ? job.logs : undefined;
    return jsonResponse(job.state.kind === "done" ? 200 : 202, statusOf(job, logs), {
      "x-fal-request-id": job.id,
    });
  });

  routes.get("/:app{.+}/requests/:id/status/stream", (context) => {
    const job = queue.find(context.req.param("id"));
    if (job === undefined) return unknownRequest();
    const wantsLogs = context.req.query("logs") === "1";
    return eventStream(context, async (send, gone) => {
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
    });
  });

  routes.put("/:app{.+}/requests/:id/cancel", (context) => {
    const status = queue.cancel(context.req.param("id"));
    return jsonResponse(CANCEL_STATUS[status], { status });
  });

  routes.on("GET", ["/:app{.+}/requests/:id", "/:app{.+}/requests/:id/response"], (context) => {
    const job = queue.find(context.req.param("id"));
    if (job === undefined) return unknownRequest();
    // Never 2xx before the end: the client would take the answer for the output.
    if (job.state.kind !== "done") {
      const headers = { "x-fal-request-id": job.id };
      return jsonResponse(400, { detail: "Request is still in progress" }, headers);
    }
    return resultResponse(job, job.state.outcome);
  });

  routes.post("/:endpoint{.+}", async (context) => {
    const id = context.req.param("endpoint");
    const endpoint = findEndpoint(id);
    if (endpoint === undefined) return unknownApplication(id);
    const input = await readBody(context.req);
    if (input === undefined) return badRequest("The request body is not valid JSON");
    const job = submit(endpoint, input);
    return jsonResponse(200, statusOf(job, undefined), { "x-fal-request-id": job.id });
  });

  return routes;
}
