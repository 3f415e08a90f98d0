/** Gives a whole graph to fal's own engine and reads what it says. The request costs money: it is sent once. */
import type { JsonObject } from "../../lib/json.ts";
import { describeFailure } from "../describe-failure.ts";
import { describeNetworkError, wasNeverConnected } from "../network-error.ts";
import { maxSilenceMs, Silence, withinSilence } from "../within-silence.ts";
import { readEvents, StreamCut, StreamProblem } from "./event-stream.ts";
import { excerpt, readAnswer } from "./read-answer.ts";
import { parseWorkflowEvent, WorkflowError, type WorkflowEvent } from "./workflow-event.ts";

export interface WorkflowServer {
  readonly credentials: string;
  /** An emulator: a request to `https://HOST/path` goes to `BASE/HOST/path`. */
  readonly baseUrl?: string | undefined;
  readonly fetch?: typeof globalThis.fetch;
  /** Milliseconds without an event, a comment or 10 KB after which the stream is given up; default 60,000. */
  readonly silenceMs?: number;
}

export interface Execution {
  readonly input: JsonObject;
  /** The node map, as `writeBare` makes it. */
  readonly workflow: JsonObject;
}

/** What a listener wants next. After `events`, comments are no sign of life any more. */
export type Wanted = "all" | "events" | "nothing";

export type PostEnd =
  /** The stream is complete, or the listener wanted nothing more. */
  | { readonly kind: "ended" }
  /** Nothing runs. */
  | { readonly kind: "refused"; readonly error: unknown }
  /** What fal does is unknown. `reason`: a clause. */
  | { readonly kind: "broken"; readonly reason: string };

/** Never rejects. `signal` closes the connection. */
export async function postWorkflow(
  { credentials, baseUrl, fetch = globalThis.fetch, silenceMs = maxSilenceMs }: WorkflowServer,
  execution: Execution,
  signal: AbortSignal,
  listen: (event: WorkflowEvent) => Wanted,
): Promise<PostEnd> {
  const host = baseUrl === undefined ? "https://fal.run" : `${baseUrl.replace(/\/+$/, "")}/fal.run`;
  const request = {
    method: "POST",
    headers: {
      authorization: `Key ${credentials}`,
      accept: "text/event-stream, application/json",
      "content-type": "application/json",
    },
    body: JSON.stringify(execution),
    // Another host must get neither the key nor a prompt.
    redirect: "manual",
  } as const;
  try {
    return await withinSilence(silenceMs, signal, async (own, heard) => {
      const response = await fetch(`${host}/workflows/execute/stream`, { ...request, signal: own });
      heard();
      if (response.status !== 200 || !isEventStream(response)) return await readRefusal(response, own, heard);
      await readStream(response, own, heard, listen);
      return { kind: "ended" };
    });
  } catch (error) {
    return wasNeverConnected(error)
      ? { kind: "refused", error }
      : { kind: "broken", reason: describeBreak(error) };
  }
}

function isEventStream({ headers }: Response): boolean {
  return /^text\/event-stream\b/i.test(headers.get("content-type") ?? "");
}

async function readStream(
  { body }: Response,
  signal: AbortSignal,
  heard: (bytes?: number) => void,
  listen: (event: WorkflowEvent) => Wanted,
): Promise<void> {
  let wanted: Wanted = "all";
  const hear = (bytes?: number): void => {
    if (bytes !== undefined || wanted === "all") heard(bytes);
  };
  // The same class in two declarations; Node's is iterable.
  const chunks = (body ?? []) as unknown as AsyncIterable<Uint8Array>;
  for await (const { data, isEnded } of readEvents(chunks, { heard: hear, signal })) {
    const event = isEnded ? parseWorkflowEvent(data) : parseLast(data);
    if (event === undefined) continue;
    heard();
    wanted = listen(event);
    if (wanted === "nothing") return;
  }
}

/** An object of which a part is missing is not JSON, so what is JSON is complete. */
function parseLast(data: string): WorkflowEvent | undefined {
  try {
    return parseWorkflowEvent(data);
  } catch (error) {
    if (error instanceof StreamProblem) return undefined;
    throw error;
  }
}

/** An answer that is not a stream of events. */
async function readRefusal(
  response: Response,
  signal: AbortSignal,
  heard: (bytes?: number) => void,
): Promise<PostEnd> {
  const { status, json, text } = await readAnswer(response, signal, heard);
  const error = new WorkflowError("", status, json);
  // As of a submit: a gateway's answer does not say what became of the request.
  if ([502, 503, 504].includes(status)) return { kind: "broken", reason: describeFailure(error).message };
  if (status >= 400) return { kind: "refused", error };
  const what = status >= 300 ? "a redirect, which falc does not follow" : `no events: ${excerpt(text)}`;
  return { kind: "broken", reason: `fal answered with status ${status} and ${what}` };
}

function describeBreak(error: unknown): string {
  if (error instanceof StreamProblem) return `fal's stream of events has something that is ${error.message}`;
  const cause = error instanceof StreamCut ? error.cause : error;
  if (cause instanceof Silence) return cause.message;
  return describeNetworkError(cause) ?? (cause instanceof Error ? cause.message : "the connection failed");
}
