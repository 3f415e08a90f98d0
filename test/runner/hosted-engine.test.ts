/** A graph that is run by fal's own engine: by a server of the test's own, whose events are written by hand. */
import { ReadableStream } from "node:stream/web";
import { expect, test } from "vitest";
import type { RunOptions } from "../../src/execution/engine.ts";
import type { RunEvent } from "../../src/execution/events.ts";
import { readBare } from "../../src/graph/dialects/bare.ts";
import type { Graph } from "../../src/graph/types.ts";
import type { Json, JsonObject } from "../../src/lib/json.ts";
import { createClient } from "../../src/runner/engines/client.ts";
import { hostedEngine } from "../../src/runner/engines/hosted.ts";

const node = (id: string, app: string, input: JsonObject, ...depends: string[]): JsonObject => ({
  [id]: { id, type: "run", depends, app, input },
});

function graphOf(nodes: JsonObject, fields: JsonObject, ...depends: string[]): Graph {
  const read = readBare({
    input: { id: "input", type: "input", depends: [], input: { p: "" } },
    ...nodes,
    output: { id: "output", type: "display", depends, fields },
  });
  if ("problems" in read) throw new Error(read.problems.join("\n"));
  return read.graph;
}

/** `b` needs `a`, `d` needs nothing. */
const graph = graphOf(
  {
    ...node("a", "fal-ai/a", { p: "$input.p" }, "input"),
    ...node("b", "fal-ai/b", { x: "$a.v" }, "a"),
    ...node("d", "fal-ai/d", { p: "$input.p" }, "input"),
  },
  { b: "$b.v", d: "$d.v" },
  "b",
  "d",
);

const submit = (id: string) => ({
  type: "submit",
  node_id: id,
  app_id: `fal-ai/${id}`,
  request_id: `r-${id}`,
});
const completion = (id: string) => ({ type: "completion", node_id: id, output: { v: id } });
const output = { type: "output", output: { b: "b", d: "d" } };
const all = [
  submit("a"),
  submit("d"),
  completion("a"),
  submit("b"),
  completion("d"),
  completion("b"),
  output,
];
const sse = (events: readonly Json[]) =>
  events.map((event) => `: ping\r\n\r\ndata: ${JSON.stringify(event)}\r\n\r\n`);

/** The same class in two declarations. */
const webBody = (body: AsyncIterable<Uint8Array>) => ReadableStream.from(body) as unknown as BodyInit;

type Part = string | Error | Promise<unknown>;

function streamOf(parts: readonly Part[], signal?: AbortSignal | null): Response {
  const body = (async function* () {
    for (const part of parts) {
      if (part instanceof Error) throw part;
      if (typeof part === "string") yield Buffer.from(part);
      else
        await Promise.race([
          part,
          new Promise((_, reject) => signal?.addEventListener("abort", () => reject(signal.reason as Error))),
        ]);
    }
  })();
  return new Response(webBody(body), {
    headers: { "content-type": "text/event-stream; charset=utf-8" },
  });
}

interface Server {
  readonly post: (signal: AbortSignal | null | undefined) => Response | Promise<Response>;
  readonly cancel?: () => Response;
}

async function runOn({ post, cancel }: Server, options: RunOptions = {}, on = graph, silenceMs = 60_000) {
  const posts: { url: string; headers: Headers; body: JsonObject; redirect: unknown }[] = [];
  const others: string[] = [];
  const fetch = async (url: string | URL | Request, init?: RequestInit): Promise<Response> => {
    if (typeof url !== "string") throw new Error("a text is expected");
    const method = init?.method?.toUpperCase() ?? "GET";
    if (url.endsWith("/workflows/execute/stream")) {
      const body = JSON.parse(init?.body as string) as JsonObject;
      posts.push({ url, headers: new Headers(init?.headers), body, redirect: init?.redirect });
      return post(init?.signal);
    }
    others.push(`${method} ${url}`);
    if (method === "PUT")
      return cancel?.() ?? Response.json({ status: "CANCELLATION_REQUESTED" }, { status: 202 });
    if (url.includes("/status")) return Response.json({ status: "COMPLETED", request_id: "x", logs: [] });
    return Response.json({ v: "followed" });
  };
  const client = await createClient({ credentials: "a:b", fetch });
  const server = { credentials: "a:b", fetch, silenceMs };
  const events: RunEvent[] = [];
  const outcome = await hostedEngine({ server, client, pollIntervalMs: 0 }).run(
    on,
    { p: "x" },
    {
      ...options,
      report(event) {
        events.push(event);
        options.report?.(event);
      },
    },
  );
  const kinds = events.map((event) =>
    event.kind === "node-failed"
      ? `failed ${event.failure.node}`
      : "node" in event
        ? `${event.kind} ${event.node}`
        : event.kind,
  );
  return { outcome, events, kinds, posts, others };
}

const says = (parts: readonly Part[]): Server => ({ post: (signal) => streamOf(parts, signal) });

test("the graph is posted once, and fal's events become those of a run", async () => {
  const { outcome, kinds, events, posts, others } = await runOn(says(sse(all)));
  expect(outcome).toMatchObject({ kind: "completed", output: { b: "b", d: "d" } });
  expect([...outcome.requests.keys()]).toEqual(["a", "d", "b"]);
  expect(outcome.open.size).toBe(0);
  expect(kinds).toEqual([
    "run-started",
    "node-started a",
    "node-submitted a",
    "node-started d",
    "node-submitted d",
    "node-completed a",
    "node-started b",
    "node-submitted b",
    "node-completed d",
    "node-completed b",
    "run-completed",
  ]);
  expect(events.filter(({ kind }) => kind === "node-started")).toMatchObject([
    { input: { p: "x" } },
    { input: { p: "x" } },
    { input: { x: "a" } },
  ]);
  expect(posts).toMatchObject([
    {
      url: "https://fal.run/workflows/execute/stream",
      body: { input: { p: "x" }, workflow: { a: { app: "fal-ai/a", input: { p: "$input.p" } } } },
      redirect: "manual",
    },
  ]);
  expect(posts[0]?.headers.get("authorization")).toBe("Key a:b");
  expect(others).toEqual([]);
});

test("ids that fal leaves out are found, as long as only one node can be meant", async () => {
  const one = graphOf(
    { ...node("a", "fal-ai/a", { p: "$input.p" }, "input"), ...node("b", "fal-ai/b", { x: "$a.v" }, "a") },
    { b: "$b.v" },
    "b",
  );
  const events = [
    { type: "submit", app_id: "fal-ai/a", request_id: "r-a" },
    { type: "completion", output: { v: 1 } },
    { type: "submit", request_id: "r-b" },
    { type: "completion", output: { v: 2 } },
    { type: "output", output: { b: 2 } },
  ];
  const { outcome } = await runOn(says(sse(events)), {}, one);
  expect(outcome).toMatchObject({ kind: "completed", output: { b: 2 } });
  expect(Object.fromEntries(outcome.completed)).toEqual({ a: { v: 1 }, b: { v: 2 } });
});

test("what cannot be attributed is attributed to nobody, and the result is fal's own", async () => {
  const events = [
    submit("a"),
    submit("d"),
    { type: "completion", output: { v: "?" } },
    { type: "completion", output: { v: "?" } },
    output,
  ];
  const { outcome } = await runOn(says(sse(events)));
  expect(outcome).toMatchObject({ kind: "completed", output: { b: "b", d: "d" } });
  expect(outcome.completed.size).toBe(0);
  // Their results can still be had.
  expect([...outcome.open.keys()]).toEqual(["a", "d"]);
});

test("a value that may be absent is left out, another one fails the run", async () => {
  const events = [...all.slice(0, 5), { type: "completion", node_id: "b", output: {} }, output];
  const { outcome } = await runOn(says(sse(events)), { mayBeAbsent: ({ root }) => root === "b" });
  expect(outcome).toMatchObject({ kind: "completed", output: { d: "d" } });
  const failed = await runOn(says(sse(events)));
  expect(failed.outcome).toMatchObject({
    kind: "failed",
    output: { d: "d" },
    failures: [{ node: "output" }],
  });
});

test("an error inside of the stream is a failure, in fal's words; what is in progress stays open", async () => {
  const body = { detail: [{ loc: ["body", "p"], msg: "too long", type: "x" }] };
  const error = {
    type: "error",
    node_id: "a",
    message: "Error while fetching",
    error: { status: 422, body },
  };
  const { outcome, kinds } = await runOn(says(sse([submit("a"), submit("d"), error])));
  expect(outcome).toMatchObject({
    kind: "failed",
    failures: [
      {
        node: "a",
        app: "fal-ai/a",
        status: 422,
        message: "p: too long",
        requestId: "r-a",
        input: { p: "x" },
      },
      { node: "d", requestId: "r-d" },
    ],
    skipped: ["b"],
  });
  expect([...outcome.open]).toEqual([["d", { app: "fal-ai/d", requestId: "r-d" }]]);
  expect(kinds.slice(-4)).toEqual(["failed a", "node-skipped b", "failed d", "run-failed"]);
});

test("an error of no node fails the run", async () => {
  const { outcome } = await runOn(says(sse([{ type: "error", message: "no such workflow" }])));
  expect(outcome).toMatchObject({
    kind: "failed",
    failures: [{ node: "output", message: "no such workflow" }],
  });
});

test.each<[string, readonly Part[], string]>([
  ["ends", sse(all.slice(0, 4)), "fal's answer ended before the result"],
  [
    "is cut",
    [...sse(all.slice(0, 4)), new TypeError("terminated")],
    "the connection was lost before the response was complete",
  ],
  [
    "is cut in an event",
    [...sse(all.slice(0, 4)), `data: {"type":"comp`, new TypeError("terminated")],
    "the connection was lost",
  ],
  [
    "says what is not JSON",
    [...sse(all.slice(0, 4)), "data: {\n\n", ...sse(all.slice(4))],
    "something that is not JSON",
  ],
])("a stream that %s says what is known, and is not sent again", async (_, parts, reason) => {
  const { outcome, posts, kinds } = await runOn(says(parts));
  expect(posts).toHaveLength(1);
  expect(outcome.kind).toBe("failed");
  const { failures } = outcome as { failures: readonly { node: string; message: string }[] };
  expect(failures[0]?.message).toContain(reason);
  expect(failures[0]?.message).toContain("submitted: b as request r-b, d as request r-d; completed: a");
  expect(failures.map((failure) => failure.node)).toEqual(["output", "b", "d"]);
  expect([...outcome.open.keys()].sort()).toEqual(["b", "d"]);
  expect(Object.fromEntries(outcome.completed)).toEqual({ a: { v: "a" } });
  expect(kinds.at(-1)).toBe("run-failed");
});

test("a last event without its end counts if it is complete", async () => {
  const { outcome } = await runOn(
    says([...sse(all.slice(0, -1)), `data: ${JSON.stringify(output)}`, new Error("reset")]),
  );
  expect(outcome.kind).toBe("completed");
});

test("without an output, the run fails although all nodes are done, and what is known is there", async () => {
  const { outcome } = await runOn(says(sse(all.slice(0, -1))));
  expect(outcome).toMatchObject({
    kind: "failed",
    failures: [{ node: "output" }],
    output: { b: "b", d: "d" },
  });
});

test.each<[string, () => Response | Promise<Response>, object, boolean]>([
  [
    "a refusal",
    () => Response.json({ detail: "no" }, { status: 422 }),
    { status: 422, message: "no" },
    false,
  ],
  ["a wrong key", () => Response.json({ detail: "x" }, { status: 401 }), { status: 401 }, false],
  [
    "no connection",
    () =>
      Promise.reject(
        Object.assign(new TypeError("fetch failed"), {
          cause: Object.assign(new Error("x"), { code: "ECONNREFUSED" }),
        }),
      ),
    {},
    false,
  ],
  [
    "a lost answer",
    () =>
      Promise.reject(
        Object.assign(new TypeError("fetch failed"), {
          cause: Object.assign(new Error("x"), { code: "ECONNRESET" }),
        }),
      ),
    {},
    true,
  ],
  ["a gateway's error", () => new Response("bad", { status: 502 }), {}, true],
  [
    "a redirect",
    () => new Response(null, { status: 307, headers: { location: "https://evil.test/" } }),
    {},
    true,
  ],
  ["no stream", () => Response.json({ ok: true }), {}, true],
])("%s: it is sent once, and nodes may be billed: %s", async (_, post, failure, isUncertain) => {
  const { outcome, posts, events } = await runOn({ post });
  expect(posts).toHaveLength(1);
  expect(outcome.kind).toBe("failed");
  expect((outcome as { failures: readonly object[] }).failures[0]).toMatchObject({
    node: "output",
    ...failure,
  });
  const open = events.flatMap((event) =>
    event.kind === "node-failed" && event.isOpen ? [event.failure.node] : [],
  );
  expect(open).toEqual(isUncertain ? ["a", "d"] : []);
});

test("silence ends it, also if there are comments after an error", async () => {
  const never = new Promise(() => undefined);
  const { outcome } = await runOn(says([...sse(all.slice(0, 2)), never]), {}, graph, 50);
  expect(outcome).toMatchObject({
    kind: "failed",
    failures: [{ message: expect.stringContaining("the server sent") as string }, {}, {}],
  });
  let pings = 0;
  const endless = async function* () {
    yield Buffer.from(sse([{ type: "error", message: "no" }])[0]!);
    for (;;) {
      await new Promise((resolve) => setTimeout(resolve, 5));
      pings += 1;
      yield Buffer.from(": ping\n\n");
    }
  };
  const post = () =>
    new Response(webBody(endless()), {
      headers: { "content-type": "text/event-stream" },
    });
  expect((await runOn({ post }, {}, graph, 50)).outcome.kind).toBe("failed");
  expect(pings).toBeGreaterThan(1);
});

test("an abort cancels what was submitted, by its id, and closes the stream", async () => {
  const stop = new AbortController();
  const report = (event: RunEvent) => {
    if (event.kind === "node-submitted" && event.node === "d") stop.abort(new Error("stop"));
  };
  const never = new Promise(() => undefined);
  const { outcome, others, events } = await runOn(says([...sse(all.slice(0, 2)), never]), {
    signal: stop.signal,
    report,
  });
  expect(outcome).toMatchObject({ kind: "aborted", unfinished: ["a", "b", "d"] });
  expect(others).toEqual([
    "PUT https://queue.fal.run/fal-ai/a/requests/r-a/cancel",
    "PUT https://queue.fal.run/fal-ai/d/requests/r-d/cancel",
  ]);
  expect(events.filter(({ kind }) => kind === "node-cancelled")).toMatchObject([
    { node: "a", confirmed: true },
    { node: "d", confirmed: true },
  ]);
  expect(outcome.open.size).toBe(0);
});

test("what fal does not confirm stays open", async () => {
  const stop = new AbortController();
  const report = ({ kind }: RunEvent) => void (kind === "node-submitted" && stop.abort(new Error("stop")));
  const cancel = () => Response.json({ status: "ALREADY_COMPLETED" }, { status: 400 });
  const post: Server["post"] = (signal) =>
    streamOf([...sse(all.slice(0, 1)), new Promise(() => undefined)], signal);
  const { outcome, events } = await runOn({ post, cancel }, { signal: stop.signal, report });
  expect(events.filter(({ kind }) => kind === "node-cancelled")).toMatchObject([
    { node: "a", confirmed: false },
    { node: "d", confirmed: false },
  ]);
  expect([...outcome.open.keys()]).toEqual(["a"]);
});

test("an abort before fal has answered: it may have the graph, which is said of what was ready", async () => {
  const stop = new AbortController();
  const post: Server["post"] = (signal) => {
    stop.abort(new Error("stop"));
    return new Promise((_, reject) =>
      signal?.addEventListener("abort", () => reject(signal.reason as Error)),
    );
  };
  const { outcome, events, posts } = await runOn({ post }, { signal: stop.signal });
  expect(posts).toHaveLength(1);
  expect(outcome).toMatchObject({ kind: "aborted", unfinished: ["a", "b", "d"] });
  expect(events.filter(({ kind }) => kind === "node-cancelled")).toMatchObject([
    { node: "a", confirmed: false },
    { node: "d", confirmed: false },
  ]);
});

test("a listener that throws ends the run", async () => {
  const report = ({ kind }: RunEvent): void => {
    if (kind === "node-completed") throw new Error("full");
  };
  await expect(runOn(says(sse(all)), { report })).rejects.toThrow("full");
});

test("held outputs are not sent, held requests are followed before", async () => {
  const left = [submit("b"), completion("b"), output];
  const held = new Map([
    ["a", { kind: "output", output: { v: "kept" } }],
    ["d", { kind: "request", requestId: "old" }],
  ] as const);
  const { outcome, posts, others, kinds } = await runOn(says(sse(left)), { held });
  expect(outcome).toMatchObject({ kind: "completed", output: { b: "b", d: "followed" } });
  expect(Object.keys(posts[0]?.body["workflow"] as JsonObject)).toEqual(["input", "b", "output"]);
  expect(posts[0]?.body["workflow"]).toMatchObject({
    b: { depends: [], input: { x: "kept" } },
    output: { fields: { d: "followed" } },
  });
  expect(others[0]).toContain("/requests/old/status");
  expect(kinds).toEqual([
    "run-started",
    "node-held a",
    "node-resumed d",
    "node-completed d",
    "node-started b",
    "node-submitted b",
    "node-completed b",
    "run-completed",
  ]);
});

test("if everything is held, nothing is posted", async () => {
  const held = new Map(["a", "b", "d"].map((id) => [id, { kind: "output", output: { v: id } }] as const));
  const { outcome, posts } = await runOn(says([]), { held });
  expect(outcome).toMatchObject({ kind: "completed", output: { b: "b", d: "d" } });
  expect(posts).toEqual([]);
});

test("an input that cannot be built fails before anything is paid for", async () => {
  const { outcome, posts } = await runOn(says([]), {
    held: new Map([["a", { kind: "output", output: {} }]]),
  });
  expect(outcome).toMatchObject({
    kind: "failed",
    failures: [{ node: "b", source: { node: "a" } }],
    skipped: ["d"],
  });
  expect(posts).toEqual([]);
});

test("text nodes are sent as they are, and computed here once only held nodes need them", async () => {
  const texts = graphOf(
    {
      ...node("t", "fal-ai/text-concat", { text1: "a ", text2: "$input.p" }, "input"),
      ...node("a", "fal-ai/a", { p: "$t.results" }, "t"),
    },
    { a: "$a.v", t: "$t.results" },
    "a",
    "t",
  );
  const events = [
    { type: "completion", node_id: "t", output: { results: "a x" } },
    submit("a"),
    completion("a"),
    { type: "output", output: {} },
  ];
  const first = await runOn(says(sse(events)), {}, texts);
  expect(first.outcome).toMatchObject({ kind: "completed", output: { a: "a", t: "a x" } });
  expect(first.posts[0]?.body["workflow"]).toMatchObject({
    t: { app: "fal-ai/text-concat" },
    a: { input: { p: "$t.results" } },
  });
  const held = new Map([["a", { kind: "output", output: { v: "a" } } as const]]);
  const again = await runOn(says([]), { held }, texts);
  expect(again.outcome).toMatchObject({ kind: "completed", output: { a: "a", t: "a x" } });
  expect(again.posts).toEqual([]);
});
