/**
 * fal on this machine: a server on 127.0.0.1 that speaks fal's protocol to the unmodified `@fal-ai/client`, checks
 * inputs as fal does and answers with stand-ins generated from the endpoint's schema. No account, network or cost.
 */
import { randomUUID } from "node:crypto";
import type { Catalog } from "../endpoints/catalog.ts";
import type { Json } from "../lib/json.ts";
import { untilAborted } from "../lib/until-aborted.ts";
import { answerCall } from "./answers/answer-call.ts";
import { billed } from "./billing/count-billable.ts";
import type { Call } from "./call.ts";
import { failedWith, policyRefused } from "./failures.ts";
import { errorBody } from "./faults/error-body.ts";
import type { FaultScript } from "./faults/fault-script.ts";
import { Faults } from "./faults/faults.ts";
import { FileStore } from "./files/file-store.ts";
import { withContentNames } from "./files/own-urls.ts";
import { fingerprint } from "./fingerprint.ts";
import { JobQueue, type Work } from "./jobs/job-queue.ts";
import { LoopbackServer } from "./loopback-server.ts";
import type { Connection } from "./protocol/connection.ts";
import { addressOf, createApp } from "./protocol/create-app.ts";

export interface EmulatorOptions {
  /** The known endpoints; calls to others are 404. */
  readonly catalog: Catalog;
  /** The minimum duration of every call, ms; a fifth of it is spent queued. Default 0. */
  readonly latencyMs?: number;
  /** Default 0: any free port. */
  readonly port?: number;
  /** What goes wrong, and when; by default, nothing. */
  readonly faults?: FaultScript | undefined;
  /** Called with each call that is accepted. */
  readonly onCall?: (call: EmulatedCall) => void;
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
  /**
   * Every accepted call in order of arrival, including those that failed validation, whose answer was cut, or that a
   * restart forgot; grows while the emulator runs.
   */
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
  faults: script,
  onCall,
}: EmulatorOptions): Promise<Emulator> {
  const files = new FileStore();
  const faults = new Faults(script);
  const queue = new JobQueue(
    billed((call) => answerCall(call, files), files),
    latencyMs,
  );
  const calls: EmulatedCall[] = [];
  /** Aborted when all connections are cut. */
  let connected = new AbortController();

  const app = createApp({
    id: randomUUID(),
    files,
    queue,
    faults,
    findEndpoint: (id) => catalog.find(id),
    receive(endpoint, input) {
      const name = fingerprint(endpoint.id, withContentNames(input, files));
      return { endpoint, input, fingerprint: name, target: faults.call(endpoint.id, name) };
    },
    accept(call) {
      const job = queue.submit(call, workOf(call, faults));
      const accepted = { endpoint: call.endpoint.id, input: call.input, requestId: job.id };
      calls.push(accepted);
      onCall?.(accepted);
      return job;
    },
    restart({ downMs, requests }) {
      if (requests === "forgotten") queue.forget();
      connected.abort(networkError("ECONNRESET"));
      connected = new AbortController();
      server.goDown(downMs);
    },
  });
  const server = await LoopbackServer.start(
    (request, connection) => app.fetch(asRequest(request), connection),
    port,
  );
  files.origin = server.url;

  const closed = new AbortController();
  return {
    url: server.url,
    async fetch(input, init) {
      if (server.isDown) throw networkError("ECONNREFUSED");
      const asked = new Request(input, init);
      const cut = new AbortController();
      const signal = AbortSignal.any([asked.signal, closed.signal, connected.signal, cut.signal]);
      signal.throwIfAborted();
      const address = addressOf(asked);
      const ask = new Request(asked, { signal });
      const request = address === asked.url ? ask : new Request(address, ask);
      // The guard asks for it.
      request.headers.set("host", new URL(request.url).host);
      const answer = Promise.resolve(app.fetch(request, directConnection(cut)));
      const response = await untilAborted(answer, signal);
      // An answer in parts may go on for as long as the call.
      const body = response.body?.pipeThrough(new TransformStream<Uint8Array, Uint8Array>(), { signal });
      return new Response(body ?? null, response);
    },
    calls,
    changed: (requestId) => queue.changed(requestId),
    unref: () => server.unref(),
    async close() {
      closed.abort(new TypeError("fetch failed: the emulator is closed"));
      queue.close();
      await server.close();
    },
  };
}

/** What the fault script says of the work on a call. */
function workOf({ input, target }: Call, faults: Faults): Work {
  const { latencyMs, queue, ending } = faults.decide("model", target);
  switch (ending?.kind) {
    case "refusal":
      return { latencyMs, queue, failure: policyRefused(input) };
    case "error":
      return { latencyMs, queue, failure: failedWith(ending.status, errorBody(ending)) };
    default:
      return { latencyMs, queue };
  }
}

/** The adapter's own requests only resemble one: `new Request(request)` throws, and whoever limits bodies calls it. */
function asRequest(request: Request): Request {
  const { method, headers, body, signal } = request;
  const init = { method, headers, body, signal, duplex: "half" as const };
  return new Request(addressOf(request), init);
}

/** Of a request without a connection: what is cut rejects, as `fetch` does. */
function directConnection(cut: AbortController): Connection {
  return {
    cut(part) {
      if (part === undefined) {
        cut.abort(networkError("ECONNRESET"));
        return new Response();
      }
      const { status, headers, bytes } = part;
      const parts = [bytes];
      const body = new ReadableStream<Uint8Array>(
        {
          pull(controller) {
            const next = parts.shift();
            if (next === undefined) controller.error(networkError("ECONNRESET"));
            else controller.enqueue(next);
          },
        },
        { highWaterMark: 0 },
      );
      return new Response(body, { status, headers });
    },
  };
}

/** As `fetch` throws it. */
function networkError(code: "ECONNRESET" | "ECONNREFUSED"): TypeError {
  return new TypeError("fetch failed", { cause: Object.assign(new Error(code), { code }) });
}
