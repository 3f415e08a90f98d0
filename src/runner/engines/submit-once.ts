import { describeFailure } from "../failure.ts";
import { describeNetworkError, wasNeverConnected } from "../network-error.ts";

type Fetch = typeof globalThis.fetch;

/**
 * Keeps fal's client from submitting a request twice. It repeats a submit after a 502, 503, 504 or a cut connection, but
 * fal has no idempotency key, so a first submit that did arrive would be paid again; `retry` in the client's
 * configuration does not reach submits (@fal-ai/client 1.10.1 src/queue.js). Such a submit now throws `UncertainSubmit`.
 * What surely did not arrive is still repeated: a 429, and a connection that was never made.
 */
export function submitOnce(fetch: Fetch): Fetch {
  return async (input, init) => {
    if (!isSubmit(input, init)) return fetch(input, init);
    let response: Response;
    try {
      response = await fetch(input, init);
    } catch (error) {
      if (wasNeverConnected(error)) throw error;
      throw new UncertainSubmit(describeNetworkError(error) ?? "the connection failed");
    }
    if (![502, 503, 504].includes(response.status)) return response;
    throw new UncertainSubmit(await readReason(response));
  };
}

/** It is not known whether fal has the request. Has no `cause` on purpose: the client would look there and retry. */
export class UncertainSubmit extends Error {
  override readonly name = "UncertainSubmit";

  constructor(reason: string) {
    super(
      `${reason}; this happened while submitting, and fal may have accepted the request, so it was not sent again`,
    );
  }
}

function isSubmit(input: Parameters<Fetch>[0], init: RequestInit | undefined): boolean {
  const url = typeof input === "string" ? input : input instanceof URL ? input.href : input.url;
  return init?.method?.toUpperCase() === "POST" && QUEUE.test(url);
}

/** The queue's host, or a part of the path when an emulator stands in for it. */
const QUEUE = /^https?:\/\/([^?#]+\/)?queue\.fal\.run\//;

async function readReason(response: Response): Promise<string> {
  const body: unknown = await response.json().catch(() => undefined);
  return describeFailure(Object.assign(new Error(), { status: response.status, body })).message;
}
