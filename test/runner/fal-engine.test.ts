import { createServer } from "node:http";
import type { IncomingMessage, Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import type { Held, RunOptions } from "../../src/execution/engine.ts";
import { parseReference } from "../../src/graph/reference.ts";
import type { Graph, RunNode } from "../../src/graph/types.ts";
import type { Json, JsonObject } from "../../src/lib/json.ts";
import { createClient } from "../../src/runner/engines/client.ts";
import { falCalls, falEngine } from "../../src/runner/engines/fal.ts";
import type { CallReport, RunEvent } from "../../src/execution/events.ts";

const NODE: RunNode = {
  id: "a",
  app: "fal-ai/flux/dev",
  depends: [],
  input: { kind: "record", fields: new Map() },
};
const SUBMIT = "POST /queue.fal.run/fal-ai/flux/dev";
const STATUS = "GET /queue.fal.run/fal-ai/flux/requests/r1/status?logs=1";
const RESULT = "GET /queue.fal.run/fal-ai/flux/requests/r1";
const CANCEL = "PUT /queue.fal.run/fal-ai/flux/requests/r1/cancel";

type Answer = readonly [status: number, body: Json] | "hang" | "cut";

/** A queue that follows a script: each request gets the next of its answers; the last one is repeated. */
class FakeQueue {
  readonly requests: { readonly line: string; readonly body: string; readonly key: string | undefined }[] =
    [];
  readonly #script: Readonly<Record<string, readonly Answer[]>>;
  readonly #waiting: { readonly line: string; readonly resolve: () => void }[] = [];
  readonly #server: Server;

  constructor(script: Readonly<Record<string, readonly Answer[]>>) {
    this.#script = script;
    this.#server = createServer((request, response) => {
      void readBody(request).then((body) => {
        const line = `${request.method} ${request.url}`;
        this.requests.push({ line, body, key: request.headers.authorization });
        const answers = this.#script[line] ?? [[404, { detail: `no script for ${line}` }]];
        const answer = answers[Math.min(this.count(line), answers.length) - 1];
        for (const waiting of this.#waiting) if (waiting.line === line) waiting.resolve();
        if (answer === "hang" || answer === undefined) return;
        if (answer === "cut") return request.socket.destroy();
        response.writeHead(answer[0], { "content-type": "application/json", "x-fal-request-id": "r1" });
        response.end(JSON.stringify(answer[1]));
      });
    });
  }

  count(line: string): number {
    return this.requests.filter((request) => request.line === line).length;
  }

  /** Resolves when such a request arrives. */
  arrival(line: string): Promise<void> {
    return new Promise((resolve) => this.#waiting.push({ line, resolve }));
  }

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

const queues: FakeQueue[] = [];

afterEach(() => {
  for (const queue of queues.splice(0)) queue.stop();
});

async function startQueue(
  script: Readonly<Record<string, readonly Answer[]>>,
): Promise<{ queue: FakeQueue; url: string }> {
  const queue = new FakeQueue(script);
  queues.push(queue);
  return { queue, url: await queue.start() };
}

const QUEUED = { status: "IN_QUEUE", request_id: "r1", response_url: "", status_url: "", cancel_url: "" };

function log(...lines: string[]): Json {
  return lines.map((message) => ({ message, level: "INFO", source: "USER", timestamp: "" }));
}

async function call(
  url: string,
  input: JsonObject = { prompt: "a" },
  signal: AbortSignal = new AbortController().signal,
  events: CallReport[] = [],
  node: RunNode = NODE,
): Promise<Json> {
  const calls = falCalls({
    client: await createClient({ credentials: "id:secret", baseUrl: `${url}/` }),
    pollIntervalMs: 1,
  });
  return calls.call(node, input, { signal, report: (event) => events.push(event) });
}

test("submits, follows the status, and fetches the result", async () => {
  const { queue, url } = await startQueue({
    [SUBMIT]: [[200, { ...QUEUED, queue_position: 2 }]],
    [STATUS]: [
      [202, { ...QUEUED, queue_position: 2 }],
      [202, { ...QUEUED, queue_position: 2 }],
      [202, { ...QUEUED, queue_position: 0 }],
      [202, { ...QUEUED, status: "IN_PROGRESS", logs: null }],
      [202, { ...QUEUED, status: "IN_PROGRESS", logs: log("one") }],
      [200, { ...QUEUED, status: "COMPLETED", logs: log("one", "two") }],
    ],
    [RESULT]: [[200, { images: [{ url: "https://x/1.png" }] }]],
  });
  const events: CallReport[] = [];
  expect(await call(url, { prompt: "a red chair" }, undefined, events)).toEqual({
    images: [{ url: "https://x/1.png" }],
  });
  expect(queue.requests[0]).toEqual({ line: SUBMIT, body: '{"prompt":"a red chair"}', key: "Key id:secret" });
  expect(events).toEqual([
    { kind: "node-submitted", requestId: "r1" },
    { kind: "node-queued", position: 2 },
    { kind: "node-queued", position: 0 },
    { kind: "node-running" },
    { kind: "node-progress", line: "one" },
    { kind: "node-progress", line: "two" },
  ]);
});

test("text nodes never reach the network", async () => {
  const { queue, url } = await startQueue({});
  const node = { ...NODE, app: "fal-ai/text-concat" };
  expect(await call(url, { text1: "a", text2: "b" }, undefined, [], node)).toEqual({ results: "ab" });
  expect(queue.requests).toEqual([]);
});

test("a failed run reports fal's own words, the request's id and what was sent", async () => {
  const detail = [{ loc: ["body", "prompt"], msg: "Field required", type: "missing" }];
  const { url } = await startQueue({
    [SUBMIT]: [[200, QUEUED]],
    [STATUS]: [[200, { ...QUEUED, status: "COMPLETED", logs: [], error: "Invalid status code: 422" }]],
    [RESULT]: [[422, { detail }]],
  });
  const graph: Graph = {
    input: new Map(),
    nodes: [{ ...NODE, input: { kind: "record", fields: new Map([["n", 1]]) } }],
    output: { depends: ["a"], fields: { kind: "record", fields: new Map() } },
  };
  const client = await createClient({ credentials: "id:secret", baseUrl: url });
  const outcome = await falEngine({ client, pollIntervalMs: 1 }).run(graph, {});
  expect(outcome.kind === "failed" && outcome.failures).toEqual([
    {
      node: "a",
      app: "fal-ai/flux/dev",
      input: { n: 1 },
      message: "prompt: Field required",
      status: 422,
      requestId: "r1",
      details: detail,
    },
  ]);
  expect(JSON.stringify([...Object.values(outcome)])).not.toContain("secret");
});

test("an error in the status counts even if the result looks valid", async () => {
  const { url } = await startQueue({
    [SUBMIT]: [[200, QUEUED]],
    [STATUS]: [[200, { ...QUEUED, status: "COMPLETED", logs: [], error: "worker died" }]],
    [RESULT]: [[200, {}]],
  });
  await expect(call(url)).rejects.toThrow("worker died");
});

test.each<[string, Answer, string]>([
  ["a 503", [503, { detail: "no capacity" }], "no capacity"],
  ["a 504 without reason", [504, null], "(504)"],
  ["a cut connection", "cut", "the connection was lost"],
])("a submit that fails with %s is not repeated", async (_, answer, message) => {
  const { queue, url } = await startQueue({ [SUBMIT]: [answer] });
  await expect(call(url)).rejects.toThrow(message);
  await expect(call(url)).rejects.toThrow("not sent again");
  expect(queue.count(SUBMIT)).toBe(2);
});

test("an abort while waiting cancels on fal, and rejects with the reason", async () => {
  const { queue, url } = await startQueue({
    [SUBMIT]: [[200, QUEUED]],
    [STATUS]: ["hang"],
    [CANCEL]: [[202, { status: "CANCELLATION_REQUESTED" }]],
  });
  const control = new AbortController();
  const waiting = queue.arrival(STATUS);
  const result = call(url, {}, control.signal);
  await waiting;
  control.abort(new Error("Ctrl-C"));
  await expect(result).rejects.toThrow("Ctrl-C");
  expect(queue.count(CANCEL)).toBe(1);
});

test("an abort during the submit waits for the id, in order to cancel", async () => {
  const { queue, url } = await startQueue({
    [SUBMIT]: [[200, QUEUED]],
    [CANCEL]: [[400, { status: "ALREADY_COMPLETED" }]],
  });
  const control = new AbortController();
  const events: CallReport[] = [];
  const submitted = queue.arrival(SUBMIT).then(() => control.abort());
  await expect(call(url, {}, control.signal, events)).rejects.toThrow("abort");
  await submitted;
  // It is already complete, and billed.
  expect(events).toEqual([
    { kind: "node-submitted", requestId: "r1" },
    { kind: "node-cancelled", confirmed: false },
  ]);
  expect(queue.count(CANCEL)).toBe(1);
});

test("an unanswered cancel is abandoned after two seconds", async () => {
  const { queue, url } = await startQueue({
    [SUBMIT]: [[200, QUEUED]],
    [STATUS]: ["hang"],
    [CANCEL]: ["hang"],
  });
  const control = new AbortController();
  const waiting = queue.arrival(STATUS);
  const result = call(url, {}, control.signal);
  await waiting;
  control.abort();
  // It would hang otherwise.
  await expect(result).rejects.toThrow();
});

test("after an abort nothing is submitted", async () => {
  const { queue, url } = await startQueue({});
  await expect(call(url, {}, AbortSignal.abort())).rejects.toThrow();
  expect(queue.requests).toEqual([]);
});

test("without credentials, none are sent, whatever the environment contains", async () => {
  const { queue, url } = await startQueue({ [SUBMIT]: [[200, QUEUED]] });
  process.env["FAL_KEY"] = "from:environment";
  try {
    const client = await createClient({ baseUrl: url });
    await client.queue.submit("fal-ai/flux/dev", { input: { prompt: "a" } });
  } finally {
    delete process.env["FAL_KEY"];
  }
  expect(queue.requests[0]?.key).toBeUndefined();
});

describe("a held request", () => {
  const graph: Graph = {
    input: new Map(),
    nodes: [NODE],
    output: {
      depends: ["a"],
      fields: { kind: "record", fields: new Map([["x", parseReference("$a.n") ?? null]]) },
    },
  };

  async function resume(url: string, options: Omit<RunOptions, "held"> = {}) {
    const client = await createClient({ credentials: "id:secret", baseUrl: url });
    const held = new Map<string, Held>([["a", { kind: "request", requestId: "r1" }]]);
    return falEngine({ client, pollIntervalMs: 1 }).run(graph, {}, { held, ...options });
  }

  test("is followed to its result, and nothing is submitted", async () => {
    const { queue, url } = await startQueue({
      [STATUS]: [
        [202, { ...QUEUED, status: "IN_PROGRESS", logs: log("one") }],
        [200, { ...QUEUED, status: "COMPLETED", logs: log("one", "two") }],
      ],
      [RESULT]: [[200, { n: 1 }]],
    });
    const events: RunEvent[] = [];
    const outcome = await resume(url, { report: (event) => events.push(event) });
    expect(outcome).toMatchObject({ kind: "completed", output: { x: 1 } });
    expect(queue.requests.map(({ line }) => line)).toEqual([STATUS, STATUS, RESULT]);
    expect(events.map(({ kind }) => kind)).toEqual([
      "run-started",
      "node-resumed",
      "node-running",
      "node-progress",
      "node-progress",
      "node-completed",
      "run-completed",
    ]);
  });

  test("that fal does not know any more fails its node, and nothing is submitted", async () => {
    const { queue, url } = await startQueue({ [STATUS]: [[404, { status: "NOT_FOUND" }]] });
    expect(await resume(url)).toMatchObject({
      kind: "failed",
      failures: [{ node: "a", status: 404, requestId: "r1" }],
    });
    expect(queue.count(SUBMIT)).toBe(0);
  });

  test("whose connection is cut is asked for again, not submitted", async () => {
    const { queue, url } = await startQueue({
      [STATUS]: ["cut", [200, { ...QUEUED, status: "COMPLETED" }]],
      [RESULT]: [[200, { n: 2 }]],
    });
    expect(await resume(url)).toMatchObject({ kind: "completed", output: { x: 2 } });
    expect(queue.count(SUBMIT)).toBe(0);
  });

  test("is cancelled when the run is stopped", async () => {
    const { queue, url } = await startQueue({
      [STATUS]: ["hang"],
      [CANCEL]: [[202, { status: "CANCELLATION_REQUESTED" }]],
    });
    const control = new AbortController();
    const waiting = queue.arrival(STATUS);
    const outcome = resume(url, { signal: control.signal });
    await waiting;
    control.abort();
    expect(await outcome).toMatchObject({ kind: "aborted", unfinished: ["a"] });
    expect([queue.count(CANCEL), queue.count(SUBMIT)]).toEqual([1, 0]);
  });
});

describe("what may still give a result is open", () => {
  const completed: Answer = [200, { ...QUEUED, status: "COMPLETED", logs: [] }];
  const failed: Answer = [200, { ...QUEUED, status: "COMPLETED", logs: [], error: "worker died" }];
  const graph: Graph = {
    input: new Map(),
    nodes: [NODE],
    output: { depends: ["a"], fields: { kind: "record", fields: new Map() } },
  };
  const open = [["a", { app: "fal-ai/flux/dev", requestId: "r1" }]];

  async function runWith(
    script: Readonly<Record<string, readonly Answer[]>>,
    { timeoutMs, isAborted = false }: { readonly timeoutMs?: number; readonly isAborted?: boolean } = {},
  ) {
    const { queue, url } = await startQueue({ [SUBMIT]: [[200, QUEUED]], ...script });
    const client = await createClient({ credentials: "id:secret", baseUrl: url });
    const control = new AbortController();
    const outcome = await falEngine({ client, pollIntervalMs: 1, timeoutMs }).run(
      graph,
      {},
      {
        signal: control.signal,
        report: ({ kind }) => kind === "node-submitted" && isAborted && control.abort(),
      },
    );
    expect(queue.count(SUBMIT)).toBe(1);
    return outcome;
  }

  test.each<[string, Readonly<Record<string, readonly Answer[]>>]>([
    ["the key was refused on the way", { [STATUS]: [[401, { detail: "no" }]] }],
    ["the status cannot be read", { [STATUS]: [[200, {}]] }],
    ["the key was refused at the end", { [STATUS]: [completed], [RESULT]: [[401, { detail: "no" }]] }],
    ["the result is not JSON", { [STATUS]: [completed], [RESULT]: [[201, {}]] }],
  ])("a failure: %s", async (_, script) => {
    const outcome = await runWith(script);
    expect(outcome.kind).toBe("failed");
    expect([...outcome.open]).toEqual(open);
  });

  test.each<[string, Readonly<Record<string, readonly Answer[]>>]>([
    ["the model refused", { [STATUS]: [completed], [RESULT]: [[422, { detail: "no" }]] }],
    ["the model crashed", { [STATUS]: [completed], [RESULT]: [[500, { detail: "no" }]] }],
    ["the status says so", { [STATUS]: [failed], [RESULT]: [[200, {}]] }],
    ["the status says so, and no more", { [STATUS]: [failed], [RESULT]: [[401, {}]] }],
    ["there is no such request", { [STATUS]: [[404, { detail: "not found" }]] }],
  ])("and nothing else: %s", async (_, script) => {
    const outcome = await runWith(script);
    expect(outcome).toMatchObject({ kind: "failed", requests: new Map(open as never) });
    expect([...outcome.open]).toEqual([]);
  });

  test.each([
    ["confirmed", 202, []],
    ["not confirmed", 400, open],
  ])("a cancellation that is %s", async (_, status, left) => {
    const script: Record<string, readonly Answer[]> = { [STATUS]: ["hang"], [CANCEL]: [[status, {}]] };
    const late = await runWith(script, { timeoutMs: 50 });
    expect(late.kind).toBe("failed");
    expect([...late.open]).toEqual(left);
    const aborted = await runWith(script, { isAborted: true });
    expect(aborted.kind).toBe("aborted");
    expect([...aborted.open]).toEqual(left);
  });
});
