/** The parameters of a question for the history, and the page of requests that answers it. */
import type { Json, JsonObject } from "../../lib/json.ts";
import type { Job } from "../jobs/job.ts";

export interface HistoryQuery {
  /** 1 to 50. */
  readonly endpoints: readonly string[];
  readonly requestId: string | undefined;
  /** Milliseconds since 1970, inclusive. */
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
  readonly status: "success" | "error" | "user_error" | undefined;
  readonly hasPayloads: boolean;
  readonly limit: number;
  /** The last request of the page before. */
  readonly after: string | undefined;
}

export type HistoryPage = {
  readonly items: readonly JsonObject[];
  readonly next_cursor: string | null;
  readonly has_more: boolean;
};

interface QueryProblem {
  readonly problem: string;
}

const dayMs = 24 * 60 * 60 * 1000;

export function readHistoryQuery(parameters: URLSearchParams, now: number): HistoryQuery | QueryProblem {
  const list = (name: string) =>
    parameters.getAll(name).flatMap((text) => text.split(",").filter((part) => part !== ""));
  const only = (name: string) => parameters.get(name) ?? undefined;
  const endpoints = list("endpoint_id");
  if (endpoints.length < 1 || endpoints.length > 50) return { problem: "endpoint_id: give 1 to 50" };
  const requestId = only("request_id");
  // fal's windows (read 2026-08).
  const start = timeOf(only("start"), now - (requestId === undefined ? 1 : 90) * dayMs);
  const end = timeOf(only("end"), Infinity);
  if (Number.isNaN(start) || Number.isNaN(end)) return { problem: "start and end are ISO 8601 times" };
  const status = only("status");
  if (status !== undefined && status !== "success" && status !== "error" && status !== "user_error")
    return { problem: "status is success, error or user_error" };
  const expand = list("expand");
  if (expand.some((part) => part !== "payloads")) return { problem: "expand is payloads" };
  if ((only("sort_by") ?? "ended_at") !== "ended_at")
    return { problem: "the emulator sorts by ended_at only" };
  const limit = Number(only("limit") ?? 50);
  if (!Number.isInteger(limit) || limit < 1 || limit > 100) return { problem: "limit is 1 to 100" };
  const cursor = only("cursor");
  const after = cursor === undefined ? undefined : Buffer.from(cursor, "base64url").toString();
  return { endpoints, requestId, start, end, status, hasPayloads: expand.length > 0, limit, after };
}

/** The latest first. `seen`: what ended later is not there yet. Sorts all requests. */
export function findPage(
  jobs: readonly Job[],
  query: HistoryQuery,
  seen: number,
): HistoryPage | QueryProblem {
  const { endpoints, requestId, start, end, status, limit, after } = query;
  const found = jobs
    .filter(({ id, call, times: { sent, ended = Infinity } }) => {
      if (ended > seen || sent < start || sent >= end || !endpoints.includes(call.endpoint.id)) return false;
      return requestId === undefined || id === requestId;
    })
    .filter((job) => status === undefined || kindOf(statusOf(job)) === status)
    .reverse()
    .sort((a, b) => (b.times.ended ?? 0) - (a.times.ended ?? 0));
  const before = after === undefined ? -1 : found.findIndex(({ id }) => id === after);
  if (after !== undefined && before < 0) return { problem: "cursor is not one that was given" };
  const page = found.slice(before + 1, before + 1 + limit);
  const hasMore = before + 1 + limit < found.length;
  return {
    items: page.map((job) => itemOf(job, query.hasPayloads)),
    next_cursor: hasMore ? Buffer.from(page.at(-1)?.id ?? "").toString("base64url") : null,
    has_more: hasMore,
  };
}

function itemOf(job: Job, hasPayloads: boolean): JsonObject {
  const { sent, started = sent, ended = started } = job.times;
  return {
    request_id: job.id,
    endpoint_id: job.call.endpoint.id,
    sent_at: new Date(sent).toISOString(),
    started_at: new Date(started).toISOString(),
    ended_at: new Date(ended).toISOString(),
    status_code: statusOf(job),
    // Seconds.
    duration: (ended - started) / 1000,
    ...(hasPayloads && { json_input: job.call.input, json_output: outputOf(job) }),
  };
}

function statusOf({ state }: Job): number {
  if (state.kind !== "done") return 0;
  return state.outcome.kind === "success" ? 200 : state.outcome.status;
}

function outputOf({ state }: Job): Json {
  if (state.kind !== "done") return null;
  return state.outcome.kind === "success" ? state.outcome.output : state.outcome.body;
}

function kindOf(status: number): HistoryQuery["status"] {
  if (status < 400) return "success";
  return status < 500 ? "user_error" : "error";
}

function timeOf(text: string | undefined, otherwise: number): number {
  return text === undefined ? otherwise : Date.parse(text);
}
