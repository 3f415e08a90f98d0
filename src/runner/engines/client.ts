/** Makes fal's own client, for fal or for an emulator of it. The client is loaded on first use. */
import type { FalClient } from "@fal-ai/client";
import { submitOnce } from "./submit-once.ts";

export interface ClientOptions {
  /** A fal key. Without one no Authorization header is sent; the environment is never read. */
  readonly credentials?: string | undefined;
  /** An emulator, `http://127.0.0.1:8787`: a request to `https://HOST/path` goes to `BASE/HOST/path`. */
  readonly baseUrl?: string | undefined;
  readonly fetch?: typeof globalThis.fetch;
}

/**
 * A client that sends each submit once (see `submitOnce`) and otherwise retries as fal's client does. `baseUrl` does not
 * concern uploads of file contents: these go where the answer to the upload's first request says.
 */
export async function createClient(options: ClientOptions): Promise<FalClient> {
  const { createFalClient } = await import("@fal-ai/client");
  const { credentials, baseUrl, fetch = globalThis.fetch } = options;
  const base = baseUrl?.replace(/\/+$/, "");
  return createFalClient({
    // A function, because without a value the client would look into the environment.
    credentials: () => credentials,
    fetch: submitOnce(fetch),
    ...(base !== undefined && {
      requestMiddleware: (request) => Promise.resolve({ ...request, url: redirect(request.url, base) }),
    }),
  });
}

function redirect(url: string, base: string): string {
  return url.replace(/^https:\/\/([^/?#]+)/, (_, host: string) => `${base}/${host}`);
}
