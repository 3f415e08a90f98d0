/**
 * The fetch that fal's client is given. It reads every answer whole, limits silence, follows no redirect, and
 * passes on only what the client understands; an impossible answer is a plain error. A submit is sent once: the client repeats it
 * after a 502, 503, 504 or a broken connection, but fal has no idempotency key, so if the first one did
 * arrive, both are billed, and `retry` in the client's configuration does not affect submits (@fal-ai/client
 * 1.10.1 src/queue.js). A submit that certainly did not arrive is still repeated by the client: after a 429,
 * or if no connection was made. Reads are repeated as the client does.
 */
import { isJsonObject } from "../../lib/json.ts";
import { describeFailure } from "../describe-failure.ts";
import { describeNetworkError, wasNeverConnected } from "../network-error.ts";
import { CountedBody } from "./counted-body.ts";
import { abortedLater } from "./aborted-later.ts";
import { keepBilledUnits } from "./billed-units.ts";
import { type Answer, CutAnswer, excerpt, readAnswer, toResponse } from "./read-answer.ts";
import { requestKind } from "./request-kind.ts";
import { Silence, withinSilence } from "../within-silence.ts";

type Fetch = typeof globalThis.fetch;

export function apiFetch(fetch: Fetch, silenceMs: number): Fetch {
  return async (input, init) => {
    const url = typeof input === "string" ? input : input instanceof URL ? input.href : input.url;
    const kind = requestKind(init?.method, url);
    // The client's wait before it repeats a submit does not end when the run does.
    init?.signal?.throwIfAborted();
    if (kind === "submit") return submit(() => request(fetch, url, afterSubmit(init), silenceMs));
    const ask = () => request(fetch, url, init, silenceMs);
    const answer = await (kind === "status" || kind === "result" ? readWithRetry(ask) : ask()).catch(rethrow);
    if (isRedirect(answer)) throw new Error(`fal ${describeRedirect(answer)}`);
    if (kind === "result") {
      assertResult(answer);
      keepBilledUnits(answer);
    }
    if (kind === "upload-start") assertUploadUrls(answer);
    return toResponse(answer);
  };
}

/** It is unknown whether fal has the request. Deliberately without `cause`: the client would inspect it and retry. */
export class UncertainSubmit extends Error {
  override readonly name = "UncertainSubmit";
  /** See `Failure`. */
  readonly isInDoubt = true;
  /** From a header of the answer. */
  readonly requestId: string | undefined;

  constructor(reason: string, headers?: Headers) {
    super(`${reason}; fal may have accepted the request and may bill it, so it was not sent again`);
    const named = headers?.get("x-fal-request-id");
    this.requestId = isRequestId(named) ? (named ?? undefined) : undefined;
  }
}

/** Milliseconds that a submit in progress is given after the run was stopped: then fal is asked to cancel it. */
export const submitGraceMs = 2000;

/** A submit that is cut off may have arrived, and cancelling it requires its id. */
function afterSubmit(init: RequestInit | undefined): RequestInit {
  return { ...init, ...(init?.signal && { signal: abortedLater(init.signal, submitGraceMs) }) };
}

function request(
  fetch: Fetch,
  url: string,
  init: RequestInit | undefined,
  silenceMs: number,
): Promise<Answer> {
  return withinSilence(silenceMs, init?.signal, async (signal, heard) => {
    const body = init?.body instanceof Blob ? new CountedBody(init.body, () => heard()) : init?.body;
    // Redirects are not followed: another host must get neither the key nor a prompt, and a 303 drops the file.
    const redirect = "manual";
    const response = await fetch(url, { ...init, redirect, signal, ...(body !== undefined && { body }) });
    heard();
    return readAnswer(response, signal, heard);
  });
}

async function submit(ask: () => Promise<Answer>): Promise<Response> {
  let answer: Answer;
  try {
    answer = await ask();
  } catch (error) {
    if (wasNeverConnected(error)) throw error;
    return followCut(error instanceof CutAnswer ? error.text : "") ?? reject(describe(error));
  }
  const { status, headers, json, text, problem = "not JSON" } = answer;
  if (status === 502 || status === 503 || status === 504) {
    reject(describeFailure(Object.assign(new Error(), { status, body: json })).message, headers);
  }
  if (isRedirect(answer)) reject(`fal ${describeRedirect(answer)}`, headers);
  const isOk = status >= 200 && status < 300;
  if (!isOk || (isJsonObject(json) && isRequestId(json["request_id"]))) return toResponse(answer);
  const followed = json === undefined ? followCut(text) : undefined;
  const reason = problem === "not JSON" ? `has no request id: ${excerpt(text)}` : `is ${problem}`;
  return followed ?? reject(`fal's answer ${reason}`, headers);
}

/**
 * fal has accepted the request, and its id arrived although the rest of the answer did not: the id is enough
 * to follow it.
 */
function followCut(text: string): Response | undefined {
  const [, requestId] = /"request_id"\s*:\s*"([\w-]{1,200})"/.exec(text) ?? [];
  return requestId === undefined ? undefined : Response.json({ request_id: requestId });
}

function reject(reason: string, headers?: Headers): never {
  throw new UncertainSubmit(reason, headers);
}

/** It becomes part of URLs. */
function isRequestId(value: unknown): boolean {
  return typeof value === "string" && /^[\w-]{1,200}$/.test(value);
}

/** Reading costs nothing, so a lost answer is requested again. */
async function readWithRetry(ask: () => Promise<Answer>): Promise<Answer> {
  try {
    return await ask();
  } catch (error) {
    if (!(causeOf(error) instanceof Silence)) throw error;
    return ask();
  }
}

/** The client repeats `fetch failed` whatever the cause, and a broken answer only for some of its codes. */
function rethrow(error: unknown): never {
  const cause = causeOf(error);
  throw error instanceof CutAnswer && !(cause instanceof Silence)
    ? new TypeError("fetch failed", { cause })
    : cause;
}

function assertResult({ status, headers, json, text, problem = "not JSON" }: Answer): void {
  if (status < 200 || status > 299) return;
  if (status !== 200) {
    throw new Error(`fal answered with status ${status} where the result was expected: ${excerpt(text)}`);
  }
  if (json !== undefined) return;
  if (problem !== "not JSON") throw new Error(`the result is ${problem}`);
  const type = headers.get("content-type") ?? "no content type";
  throw new Error(`the result is not JSON (${type}): ${excerpt(text)}`);
}

function assertUploadUrls({ status, json, text }: Answer): void {
  if (status < 200 || status > 299) return;
  const urls = isJsonObject(json) ? [json["upload_url"], json["file_url"]] : [undefined];
  if (urls.every((url) => typeof url === "string" && /^https?:\/\//.test(url) && URL.canParse(url))) return;
  throw new Error(`fal did not say where the file goes: ${excerpt(text)}`);
}

function isRedirect({ status, headers }: Answer): boolean {
  return status >= 300 && status < 400 && headers.has("location");
}

function describeRedirect({ status, headers }: Answer): string {
  const target = headers.get("location") ?? "";
  const host = URL.canParse(target) ? new URL(target).host : "";
  return `answered with a redirect (${status}) to ${host === "" ? "another address" : host}, which falc does not follow`;
}

function describe(error: unknown): string {
  const cause = causeOf(error);
  if (cause instanceof Silence) return cause.message;
  return describeNetworkError(cause) ?? (cause instanceof Error ? cause.message : "the connection failed");
}

function causeOf(error: unknown): unknown {
  return error instanceof CutAnswer ? error.cause : error;
}
