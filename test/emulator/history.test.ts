/** The list of past requests, as fal's platform API answers it. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createFalClient } from "@fal-ai/client";
import type { FaultRule } from "../../src/emulator/faults/fault-script.ts";
import { type Emulator, startEmulator } from "../../src/emulator/start-emulator.ts";
import type { Catalog, Endpoint } from "../../src/endpoints/catalog.ts";

const endpoint: Endpoint = {
  id: "me/app",
  input: { type: "object", properties: { prompt: { type: "string" } }, required: ["prompt"] },
  output: { type: "object", properties: { output: { type: "string" } } },
};
const catalog: Catalog = {
  find: (id) => (id === "me/app" || id === "me/slow" ? { ...endpoint, id } : undefined),
  ids: () => ["me/app", "me/slow"],
};

interface Page {
  readonly items: Record<string, unknown>[];
  readonly next_cursor: string | null;
  readonly has_more: boolean;
}

let emulator: Emulator;
const start = async (...rules: readonly FaultRule[]) => {
  await emulator?.close();
  emulator = await startEmulator({ catalog, faults: { rules } });
};
beforeEach(() => start());
afterEach(() => emulator.close());

const path = "api.fal.ai/v1/models/requests/by-endpoint";
const key = { authorization: "Key test:test" };

const ask = (query: string, headers: Record<string, string> = key) =>
  fetch(`${emulator.url}/${path}?${query}`, { headers });

async function list(query: string): Promise<Page> {
  const answer = await ask(query);
  expect(answer.status).toBe(200);
  return (await answer.json()) as Page;
}

function client() {
  return createFalClient({
    credentials: "test:test",
    requestMiddleware: async (request) => ({
      ...request,
      url: request.url.replace("https://", `${emulator.url}/`),
    }),
  });
}

async function call(input: object, id = "me/app"): Promise<string> {
  const fal = client();
  const { request_id: requestId } = await fal.queue.submit(id, { input });
  while ((await fal.queue.status(id, { requestId })).status !== "COMPLETED");
  return requestId;
}

describe("the history", () => {
  test("has requests with their payloads, those that failed too, the latest first", async () => {
    const [good, bad] = [await call({ prompt: "a cat" }), await call({ prompt: 1 })];
    const { items, next_cursor, has_more } = await list("endpoint_id=me/app&expand=payloads");
    expect({ next_cursor, has_more }).toEqual({ next_cursor: null, has_more: false });
    const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/) as unknown;
    const times = { sent_at: time, started_at: time, ended_at: time, duration: expect.any(Number) };
    expect(items).toEqual([
      {
        request_id: bad,
        endpoint_id: "me/app",
        ...times,
        status_code: 422,
        json_input: { prompt: 1 },
        json_output: { detail: [expect.objectContaining({ loc: ["body", "prompt"] })] },
      },
      {
        request_id: good,
        endpoint_id: "me/app",
        ...times,
        status_code: 200,
        json_input: { prompt: "a cat" },
        json_output: { output: expect.any(String) },
      },
    ]);
    const { items: bare } = await list("endpoint_id=me/app");
    expect(bare[0]).not.toHaveProperty("json_input");
  });

  test("knows a call whose answer was lost", async () => {
    await start({ kind: "cut", stage: "submit", at: "after" });
    await expect(
      fetch(`${emulator.url}/queue.fal.run/me/app`, { method: "POST", body: `{"prompt":"lost"}` }),
    ).rejects.toThrow();
    const [lost] = emulator.calls;
    for (;;) {
      const { items } = await list("endpoint_id=me/app&expand=payloads");
      if (items.length === 0) continue;
      expect(items).toMatchObject([{ request_id: lost?.requestId, json_input: { prompt: "lost" } }]);
      break;
    }
  });

  test("is filtered by request, endpoint, time and status", async () => {
    const before = new Date().toISOString();
    const good = await call({ prompt: "a" });
    const bad = await call({ prompt: 1 });
    const slow = await call({ prompt: "b" }, "me/slow");
    const ids = async (query: string) => (await list(query)).items.map((item) => item["request_id"]);
    expect(await ids(`endpoint_id=me/app&request_id=${good}`)).toEqual([good]);
    expect(await ids("endpoint_id=me/app&request_id=nobody")).toEqual([]);
    expect(await ids("endpoint_id=me/slow")).toEqual([slow]);
    expect(await ids("endpoint_id=me/slow,me/app")).toHaveLength(3);
    expect(await ids("endpoint_id=me/slow&endpoint_id=me/app")).toHaveLength(3);
    expect(await ids(`endpoint_id=me/app&start=${before}`)).toHaveLength(2);
    expect(await ids(`endpoint_id=me/app&end=${before}`)).toEqual([]);
    expect(await ids("endpoint_id=me/app&start=2999-01-01T00:00:00Z")).toEqual([]);
    expect(await ids("endpoint_id=me/app&status=success")).toEqual([good]);
    expect(await ids("endpoint_id=me/app&status=user_error")).toEqual([bad]);
  });

  test("comes in pages, each request once", async () => {
    for (const prompt of ["a", "b", "c", "d", "e"]) await call({ prompt });
    const seen: unknown[] = [];
    let cursor: string | null = "";
    for (let pages = 0; cursor !== null; pages += 1) {
      const page: Page = await list(`endpoint_id=me/app&limit=2${cursor === "" ? "" : `&cursor=${cursor}`}`);
      expect(page.has_more).toBe(pages < 2);
      seen.push(...page.items.map((item) => item["request_id"]));
      // What comes meanwhile moves nothing.
      await call({ prompt: `meanwhile ${pages}` });
      cursor = page.next_cursor;
    }
    expect(seen).toEqual(
      emulator.calls
        .slice(0, 5)
        .map(({ requestId }) => requestId)
        .reverse(),
    );
  });

  test("does not list a request that has not ended", async () => {
    await start({ kind: "latency", stage: "model", ms: 600_000 });
    await client().queue.submit("me/app", { input: { prompt: "a" } });
    expect((await list("endpoint_id=me/app")).items).toEqual([]);
  });

  test("lags behind, for as long as the script says and as often", async () => {
    await start({ kind: "lag", ms: 600_000, ask: { to: 2 } });
    await call({ prompt: "a" });
    const counts = [];
    for (let asks = 0; asks < 3; asks += 1) counts.push((await list("endpoint_id=me/app")).items.length);
    expect(counts).toEqual([0, 0, 1]);
  });

  test("meets errors and cuts as everything else does", async () => {
    await start(
      { kind: "error", stage: "history", status: 503, ask: 1 },
      { kind: "cut", stage: "history", at: "middle", ask: 2 },
    );
    expect((await ask("endpoint_id=me/app")).status).toBe(503);
    await expect(ask("endpoint_id=me/app").then((answer) => answer.text())).rejects.toThrow();
    expect((await ask("endpoint_id=me/app")).status).toBe(200);
  });

  test("is asked in the client's proxy mode too", async () => {
    const requestId = await call({ prompt: "a" });
    const target = `https://${path}?endpoint_id=me/app&limit=1`;
    const answer = await fetch(`${emulator.url}/any/proxy`, {
      headers: { ...key, "x-fal-target-url": target },
    });
    expect(await answer.json()).toMatchObject({ items: [{ request_id: requestId }] });
  });

  test("needs a key", async () => {
    for (const headers of [{}, { authorization: "Bearer x" }, { authorization: "Key " }]) {
      const answer = await ask("endpoint_id=me/app", headers as Record<string, string>);
      expect(answer.status).toBe(401);
      expect(await answer.json()).toMatchObject({ error: { type: "authorization_error" } });
    }
  });

  test.each([
    "",
    "endpoint_id=",
    `endpoint_id=${Array(51).fill("a/b").join(",")}`,
    "endpoint_id=me/app&start=yesterday",
    "endpoint_id=me/app&end=x",
    "endpoint_id=me/app&limit=0",
    "endpoint_id=me/app&limit=101",
    "endpoint_id=me/app&limit=x",
    "endpoint_id=me/app&cursor=abc",
    "endpoint_id=me/app&status=bad",
    "endpoint_id=me/app&expand=everything",
    "endpoint_id=me/app&sort_by=duration",
    `endpoint_id=me/app&cursor=${"%00".repeat(2000)}`,
  ])("refuses %j", async (query) => {
    const answer = await ask(query);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ error: { type: "validation_error" } });
  });
});

test("logs are asked for in the client's proxy mode too", async () => {
  const requestId = await call({ prompt: "a" });
  const answer = await fetch(`${emulator.url}/any/proxy`, {
    headers: { "x-fal-target-url": `https://queue.fal.run/me/app/requests/${requestId}/status?logs=1` },
  });
  expect(await answer.json()).toMatchObject({ status: "COMPLETED", logs: [{ level: "INFO" }] });
});
