/**
 * fal's history of an account's requests, from its platform API (`GET /v1/models/requests/by-endpoint`, OpenAPI of
 * api.fal.ai/v1, 2026-08-21). It knows what was sent and answered if the account keeps payloads, which is the default, and
 * may lag.
 */
import { isJsonObject, type Json } from "../../lib/json.ts";
import type { History, PastRequest } from "../journal/history.ts";
import { maxSilenceMs, withinSilence } from "../within-silence.ts";
import { readAnswer } from "./read-answer.ts";

export interface FalHistoryOptions {
  readonly credentials: string;
  /** An emulator: a request to `https://HOST/path` goes to `BASE/HOST/path`. */
  readonly baseUrl?: string | undefined;
  readonly fetch?: typeof globalThis.fetch;
}

export function falHistory(options: FalHistoryOptions): History {
  return {
    async since(endpoint, at, signal) {
      const found: PastRequest[] = [];
      const query = {
        endpoint_id: endpoint,
        start: new Date(at).toISOString(),
        expand: "payloads",
        limit: "100",
      };
      for (let cursor: string | undefined, page = 0; page < maxPages; page += 1) {
        const answer = await ask(options, { ...query, ...(cursor !== undefined && { cursor }) }, signal);
        found.push(...readItems(answer));
        const next = answer["next_cursor"];
        if (typeof next !== "string" || next === "" || answer["has_more"] === false) break;
        cursor = next;
      }
      return found.sort((a, b) => a.sentAt - b.sentAt);
    },
    async find(endpoint, requestId, signal) {
      const query = { endpoint_id: endpoint, request_id: requestId, expand: "payloads" };
      return readItems(await ask(options, query, signal)).find((each) => each.requestId === requestId);
    },
  };
}

/** Of 100 requests. */
const maxPages = 20;

async function ask(
  { credentials, baseUrl, fetch = globalThis.fetch }: FalHistoryOptions,
  query: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<Readonly<Record<string, Json>>> {
  const host = baseUrl === undefined ? "https://api.fal.ai" : `${baseUrl.replace(/\/+$/, "")}/api.fal.ai`;
  const url = `${host}/v1/models/requests/by-endpoint?${new URLSearchParams(query).toString()}`;
  const headers = { authorization: `Key ${credentials}`, accept: "application/json" };
  return withinSilence(maxSilenceMs, signal, async (own, heard) => {
    const response = await fetch(url, { headers, signal: own, redirect: "manual" });
    heard();
    const { status, json } = await readAnswer(response, own, heard);
    if (status !== 200 || !isJsonObject(json))
      throw new Error(`fal's history answered with status ${status}`);
    return json;
  });
}

/** Items that are not what the API says are left out: they decide nothing. */
function readItems(answer: Readonly<Record<string, Json>>): PastRequest[] {
  const { items, requests = items } = answer;
  return (Array.isArray(requests) ? (requests as readonly Json[]) : []).flatMap((item) => {
    if (!isJsonObject(item)) return [];
    const {
      request_id: requestId,
      sent_at: sent,
      status_code: status,
      json_input: input,
      json_output: output,
    } = item;
    const sentAt = typeof sent === "string" ? Date.parse(sent) : Number.NaN;
    if (typeof requestId !== "string" || !/^[\w-]{1,200}$/.test(requestId) || Number.isNaN(sentAt)) return [];
    return [
      {
        requestId,
        sentAt,
        ...(typeof status === "number" && { status }),
        ...(isThere(input) && { input }),
        ...(isThere(output) && { output }),
      },
    ];
  });
}

function isThere(value: Json | undefined): value is Json {
  return value !== undefined && value !== null;
}
