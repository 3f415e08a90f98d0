/** fal's `workflows/execute` with the unmodified client: the emulator runs a whole graph. */
import { readFileSync } from "node:fs";
import { createFalClient, type FalClient } from "@fal-ai/client";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { startEmulator, type Emulator } from "../../src/emulator/start-emulator.ts";
import { openCatalog } from "../../src/endpoints/lookup.ts";
import type { Json, JsonObject } from "../../src/lib/json.ts";

const artifact = (name: string) =>
  JSON.parse(
    readFileSync(new URL(`../../dist-workflows/${name}.json`, import.meta.url), "utf8"),
  ) as JsonObject;

const catalog = openCatalog();
let emulator: Emulator;
let fal: FalClient;

async function start(latencyMs = 0): Promise<void> {
  emulator = await startEmulator({ catalog, latencyMs });
  fal = createFalClient({
    credentials: "test:test",
    requestMiddleware: async (request) => ({
      ...request,
      url: request.url.replace("https://", `${emulator.url}/`),
    }),
  });
}

beforeEach(() => start());
afterEach(() => emulator.close());

type Event = JsonObject & { readonly type: string };

/** All events, and what `done` gives. */
async function execute(workflow: Json, input: Json): Promise<{ events: Event[]; done: Event }> {
  const stream = await fal.stream("workflows/execute", { input: { input, workflow } });
  const events: Event[] = [];
  stream.on("data", (event) => events.push(event as Event));
  return { done: (await stream.done()) as Event, events };
}

function runNode(id: string, app: string, input: JsonObject, ...depends: string[]): JsonObject {
  return { [id]: { id, type: "run", depends, app, input } };
}

function workflowOf(nodes: JsonObject, fields: JsonObject, ...depends: string[]): JsonObject {
  return {
    input: { id: "input", type: "input", depends: [], input: { prompt: "" } },
    ...nodes,
    output: { id: "output", type: "display", depends, fields },
  };
}

test("an artifact runs as it is: an event per submit and answer, the output last", async () => {
  const { events, done } = await execute(artifact("product-shot"), { prompt: "a red chair" });
  expect(events.map(({ type, node_id }) => [type, node_id])).toEqual([
    ["submit", "photo"],
    ["completion", "photo"],
    ["submit", "cutout"],
    ["completion", "cutout"],
    ["output", undefined],
  ]);
  expect(done).toEqual(events.at(-1));
  const [submitted, photo, , cutout] = events;
  expect(submitted).toEqual({
    type: "submit",
    node_id: "photo",
    app_id: "fal-ai/flux/dev",
    request_id: emulator.calls[0]?.requestId,
  });
  expect(emulator.calls.map(({ input }) => input)).toEqual([
    { prompt: "a red chair" },
    { image_url: (photo?.["output"] as { images: { url: string }[] }).images[0]?.url },
  ]);
  const image = (done["output"] as { image: { url: string } }).image;
  expect(image).toEqual((cutout?.["output"] as JsonObject)["image"]);
  const response = await fetch(image.url);
  expect(response.headers.get("content-type")).toBe("image/png");
});

test.each([
  ["storyboard", { title: "The Lighthouse", hero: "a fox" }],
  ["campaign", { brand: "Acme", product: "tea" }],
  ["ad-copy", { product: "tea", audience: "students" }],
])("every example gives its fields: %s", async (name, given) => {
  const workflow = artifact(name) as Record<string, { input?: JsonObject; fields?: JsonObject }>;
  const input = { ...workflow["input"]?.input, ...given };
  const { done } = await execute(workflow as JsonObject, input);
  expect(done["type"]).toBe("output");
  expect(Object.keys(done["output"] as object)).toEqual(Object.keys(workflow["output"]?.fields ?? {}));
});

describe("on the wire", () => {
  async function request(body: Json): Promise<Response> {
    return fetch(`${emulator.url}/fal.run/workflows/execute/stream`, {
      method: "POST",
      body: JSON.stringify(body),
    });
  }

  test("events are data lines that end with CRLF CRLF", async () => {
    const response = await request({ input: { prompt: "x" }, workflow: artifact("product-shot") });
    expect([response.status, response.headers.get("content-type")]).toEqual([200, "text/event-stream"]);
    expect(response.headers.get("x-fal-request-id")).toMatch(/^[0-9a-f-]{36}$/);
    const records = (await response.text()).split("\r\n\r\n");
    expect(records.pop()).toBe("");
    expect(records).toHaveLength(5);
    for (const record of records) expect(record).toMatch(/^data: \{[^\r\n]*\}$/);
  });

  test("a long silence is filled with pings", async () => {
    await emulator.close();
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
    try {
      await start(300);
      const response = await request({ input: { prompt: "x" }, workflow: artifact("product-shot") });
      const text = response.text();
      vi.advanceTimersByTime(15_000);
      expect(await text).toContain(": ping\r\n\r\n");
      expect(vi.getTimerCount()).toBe(0);
    } finally {
      vi.useRealTimers();
    }
  });

  test.each<[string, Json, string]>([
    ["no workflow", { input: {} }, "a workflow is an object of nodes"],
    ["no input", { workflow: workflowOf({}, {}) }, "input"],
    ["a list as input", { input: [], workflow: workflowOf({}, {}) }, "input"],
    [
      "a reference to nowhere",
      { input: {}, workflow: workflowOf(runNode("a", "fal-ai/any-llm", { prompt: "$b.output" }), {}) },
      "there is no node",
    ],
    ["a list", [], "input"],
  ])("what is not a workflow is refused before any event: %s", async (_, body, message) => {
    const response = await request(body);
    expect(response.status).toBe(422);
    expect(JSON.stringify(await response.json())).toContain(message);
    expect(emulator.calls).toEqual([]);
  });
});

describe("a failing node", () => {
  test("is an error event inside the 200 stream, and the last one", async () => {
    const nodes = {
      ...runNode("a", "fal-ai/flux/dev", { num_images: 1 }, "input"),
      ...runNode("b", "fal-ai/bria/background/remove", { image_url: "$a.images.0.url" }, "a"),
    };
    const { events, done } = await execute(workflowOf(nodes, { x: "$b.image" }, "b"), { prompt: "x" });
    expect(events.map(({ type }) => type)).toEqual(["submit", "error"]);
    // As on fal, the client takes it for the result.
    expect(done).toMatchObject({
      type: "error",
      node_id: "a",
      message: `Error while fetching the result of the request ${emulator.calls[0]?.requestId}`,
      error: { status: 422, body: { detail: [{ loc: ["body", "prompt"] }] } },
    });
    expect(emulator.calls).toHaveLength(1);
  });

  test.each<[string, JsonObject, JsonObject, string]>([
    ["an endpoint that is not known", runNode("a", "me/nothing", {}), { x: "$a.y" }, "me/nothing"],
    [
      "an input that was not given",
      runNode("a", "fal-ai/flux/dev", { prompt: "$input.topic" }, "input"),
      { x: "$a.images" },
      "$input.topic",
    ],
    [
      "an answer that lacks the value",
      {
        ...runNode("b", "fal-ai/flux/dev", { prompt: "x" }),
        ...runNode("a", "fal-ai/flux/dev", { prompt: "$b.nothing" }, "b"),
      },
      { x: "$a.images" },
      "$b.nothing",
    ],
  ])("%s", async (_, nodes, fields, message) => {
    const { done } = await execute(workflowOf(nodes, fields, "a"), { prompt: "x" });
    expect(done).toMatchObject({ type: "error", node_id: "a" });
    expect(JSON.stringify(done)).toContain(message);
  });

  test("an output that is not there", async () => {
    const nodes = runNode("a", "fal-ai/flux/dev", { prompt: "x" });
    const { done } = await execute(workflowOf(nodes, { x: "$a.video.url" }, "a"), {});
    expect(done).toMatchObject({ type: "error", node_id: "output" });
  });
});

test("a client that goes away stops the run", async () => {
  await emulator.close();
  await start(60_000);
  const nodes = {
    ...runNode("a", "fal-ai/flux/dev", { prompt: "x" }),
    ...runNode("b", "fal-ai/bria/background/remove", { image_url: "$a.images.0.url" }, "a"),
  };
  const control = new AbortController();
  const stream = await fal.stream("workflows/execute", {
    input: { input: {}, workflow: workflowOf(nodes, { x: "$b.image" }, "b") },
    signal: control.signal,
  });
  stream.done().catch(() => undefined);
  await new Promise<void>((resolve) => stream.on("data", () => resolve()));
  control.abort();
  const [call] = emulator.calls;
  await expect
    .poll(async () => {
      const url = `${emulator.url}/queue.fal.run/fal-ai/flux/requests/${call?.requestId}/status`;
      return ((await (await fetch(url)).json()) as JsonObject)["error_type"];
    })
    .toBe("client_cancelled");
  expect(emulator.calls).toHaveLength(1);
});

test("500 nodes in a chain", async () => {
  const nodes: Record<string, Json> = {};
  for (let index = 0; index < 500; index += 1) {
    const text1 = index === 0 ? "$input.prompt" : `$n${index - 1}.results`;
    Object.assign(
      nodes,
      runNode(
        `n${index}`,
        "fal-ai/text-concat",
        { text1, text2: "" },
        index === 0 ? "input" : `n${index - 1}`,
      ),
    );
  }
  const { done } = await execute(workflowOf(nodes, { x: "$n499.results" }, "n499"), { prompt: "tea" });
  expect(done).toEqual({ type: "output", output: { x: "tea" } });
});
