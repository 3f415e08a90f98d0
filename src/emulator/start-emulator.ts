/**
 * fal on this machine: a server on 127.0.0.1 that speaks fal's protocol to the unmodified `@fal-ai/client`, checks
 * inputs as fal does and answers with stand-ins generated from the endpoint's schema. No account, network or cost.
 */
import { createAdaptorServer } from "@hono/node-server";
import type { Catalog, Endpoint } from "../endpoints/catalog.ts";
import type { Json } from "../lib/json.ts";
import { untilAborted } from "../lib/until-aborted.ts";
import { answerCall } from "./answers/answer-call.ts";
import { FileStore } from "./files/file-store.ts";
import { withContentNames } from "./files/own-urls.ts";
import { fingerprint } from "./fingerprint.ts";
import { JobQueue } from "./jobs/job-queue.ts";
import { createApp } from "./protocol/create-app.ts";

export interface EmulatorOptions {
  /** The known endpoints; calls to others are 404. */
  readonly catalog: Catalog;
  /** The minimum duration of every call, ms; a fifth of it is spent queued. Default 0. */
  readonly latencyMs?: number;
  /** Default 0: any free port. */
  readonly port?: number;
}

export interface EmulatedCall {
  readonly endpoint: string;
  /** The request body as received. */
  readonly input: Json;
  readonly requestId: string;
}

export interface Emulator {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  /**
   * What a request to this URL is answered, without a connection: for calls from this process, which would spend more
   * time on it than on the answer. Like a real one, it can be aborted, and fails once the emulator is closed.
   */
  readonly fetch: typeof globalThis.fetch;
  /** Every accepted call in order of arrival, including those that failed validation; grows while the emulator runs. */
  readonly calls: readonly EmulatedCall[];
  /** It no longer keeps the process from ending. */
  unref(): void;
  /** Resolves at a request's next change; at once for one that is done or unknown. */
  readonly changed: (requestId: string) => Promise<void>;
  /** Cancels running calls, closes open connections and deletes all files. */
  close(): Promise<void>;
}

/** Resolves when the server listens; rejects if the port is taken. */
export async function startEmulator({
  catalog,
  latencyMs = 0,
  port = 0,
}: EmulatorOptions): Promise<Emulator> {
  const files = new FileStore();
  const queue = new JobQueue((call) => answerCall(call, files), latencyMs);
  const calls: EmulatedCall[] = [];
  const submit = (endpoint: Endpoint, input: Json) => {
    const job = queue.submit({
      endpoint,
      input,
      fingerprint: fingerprint(endpoint.id, withContentNames(input, files)),
    });
    calls.push({ endpoint: endpoint.id, input, requestId: job.id });
    return job;
  };
  const app = createApp({ files, queue, submit, findEndpoint: (id) => catalog.find(id) });
  const server = createAdaptorServer({
    fetch: (request) => app.fetch(asRequest(request)),
    // The process may not be falc's.
    overrideGlobalObjects: false,
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The emulator has no port");
  files.origin = `http://127.0.0.1:${address.port}`;

  const closed = new AbortController();
  return {
    url: files.origin,
    async fetch(input, init) {
      const asked = new Request(input, init);
      const signal = AbortSignal.any([asked.signal, closed.signal]);
      signal.throwIfAborted();
      const request = new Request(asked, { signal });
      // The guard asks for it.
      request.headers.set("host", new URL(request.url).host);
      const response = await untilAborted(Promise.resolve(app.fetch(request)), signal);
      // An answer in parts may go on for as long as the call.
      const body = response.body?.pipeThrough(new TransformStream<Uint8Array, Uint8Array>(), { signal });
      return new Response(body ?? null, response);
    },
    calls,
    changed: (requestId) => queue.changed(requestId),
    unref() {
      server.unref();
      server.on("connection", (socket: { unref(): void }) => socket.unref());
    },
    close: () =>
      new Promise((resolve, reject) => {
        closed.abort(new TypeError("fetch failed: the emulator is closed"));
        queue.close();
        server.close((error) => (error === undefined ? resolve() : reject(error)));
        if ("closeAllConnections" in server) server.closeAllConnections();
      }),
  };
}

/** The adapter's own requests only resemble one: `new Request(request)` throws, and whoever limits bodies calls it. */
function asRequest({ url, method, headers, body, signal }: Request): Request {
  const init = { method, headers, body, signal, duplex: "half" as const };
  return new Request(url, init);
}
