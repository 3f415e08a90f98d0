/**
 * `api.fal.ai/v1/models/requests/by-endpoint`: the requests of the past. Parameters and fields are those of fal's
 * OpenAPI document of its platform API (read 2026-08). What it does not say is assumed, for the strict side: only a
 * request that has ended is listed; `start` and `end` are about `sent_at`; of a request that failed, `json_output` is
 * the body of the error; a mistake in the parameters is a 400.
 */
import { Hono } from "hono";
import type { EmulatorEnv } from "./connection.ts";
import { exchange } from "./exchange.ts";
import { findPage, readHistoryQuery } from "./history-page.ts";
import { jsonResponse } from "./refusal.ts";
import type { ServerState } from "./server-state.ts";

export function historyRoutes(state: ServerState): Hono<EmulatorEnv> {
  const routes = new Hono<EmulatorEnv>();
  routes.get("/v1/models/requests/by-endpoint", (context) => {
    if (!/^Key\s+\S/i.test(context.req.header("authorization") ?? "")) {
      return platformError(401, "authorization_error", "Authentication is required: Authorization: Key …");
    }
    const now = Date.now();
    const query = readHistoryQuery(new URL(context.req.url).searchParams, now);
    if ("problem" in query) return platformError(400, "validation_error", query.problem);
    const target = state.faults.others("history", query.endpoints);
    return exchange(context, state, "history", target, ({ lagMs = 0 }) => {
      const page = findPage(state.queue.list(), query, now - lagMs);
      if ("problem" in page) return platformError(400, "validation_error", page.problem);
      return jsonResponse(200, page);
    });
  });
  return routes;
}

function platformError(status: number, type: string, message: string): Response {
  return jsonResponse(status, { error: { type, message } });
}
