/** Creates fal's own client, for fal or for an emulator of it. The client is loaded on first use. */
import type { FalClient } from "@fal-ai/client";
import { apiFetch } from "./api-fetch.ts";
import { maxSilenceMs } from "../within-silence.ts";

export interface ClientOptions {
  /** A fal key. Without one, no Authorization header is sent; the environment is never read. */
  readonly credentials?: string | undefined;
  /** An emulator, `http://127.0.0.1:8787`: a request to `https://HOST/path` goes to `BASE/HOST/path`. */
  readonly baseUrl?: string | undefined;
  readonly fetch?: typeof globalThis.fetch;
  /** Milliseconds without a byte after which a request is abandoned; default 60,000. */
  readonly silenceMs?: number;
}

/**
 * A client that sends each submit once (see `apiFetch`) and otherwise retries as fal's client does. `baseUrl`
 * does not apply to uploads of file contents: their URL comes from the answer to the upload's first request.
 */
export async function createClient(options: ClientOptions): Promise<FalClient> {
  const { createFalClient } = await import("@fal-ai/client");
  const { credentials, baseUrl, fetch = globalThis.fetch, silenceMs = maxSilenceMs } = options;
  const base = baseUrl?.replace(/\/+$/, "");
  return createFalClient({
    // A function, because without a value the client would read the environment.
    credentials: () => credentials,
    fetch: apiFetch(fetch, silenceMs),
    ...(base !== undefined && {
      requestMiddleware: (request) => Promise.resolve({ ...request, url: redirect(request.url, base) }),
    }),
  });
}

/** Of an emulator in this process. It accepts any key, and must not get a real one. */
export function emulatorClient({ url, fetch }: EmulatorAddress): Promise<FalClient> {
  return createClient({ credentials: "emulator:emulator", baseUrl: url, fetch });
}

interface EmulatorAddress {
  readonly url: string;
  /** Reaches it without a connection. */
  readonly fetch: typeof globalThis.fetch;
}

function redirect(url: string, base: string): string {
  return url.replace(/^https:\/\/([^/?#]+)/, (_, host: string) => `${base}/${host}`);
}
