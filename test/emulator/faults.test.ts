/** The real, unmodified client meets each fault of a script. */
import { createFalClient, type FalClient } from "@fal-ai/client";
import { afterEach, describe, expect, test } from "vitest";
import type { FaultRule, FaultScript } from "../../src/emulator/faults/fault-script.ts";
import { Faults } from "../../src/emulator/faults/faults.ts";
import { readFaultScript } from "../../src/emulator/faults/read-fault-script.ts";
import { type Emulator, startEmulator } from "../../src/emulator/start-emulator.ts";
import type { Catalog, Endpoint } from "../../src/endpoints/catalog.ts";
import type { Schema } from "../../src/schema/schema.ts";

const text: Schema = { type: "string" };
const llm = (id: string): Endpoint => ({
  id,
  input: { type: "object", properties: { prompt: text }, required: ["prompt"] },
  output: { type: "object", properties: { output: text } },
});
const endpoints = [llm("me/app"), llm("me/other/deep")];
const catalog: Catalog = {
  find: (id) => endpoints.find((endpoint) => endpoint.id === id),
  ids: () => endpoints.map(({ id }) => id),
};

const open: Emulator[] = [];
afterEach(async () => {
  for (const emulator of open.splice(0)) await emulator.close();
});

/** The rules are read as those of a file are. */
async function emulate(...rules: readonly FaultRule[]): Promise<{ emulator: Emulator; fal: FalClient }> {
  const read = readFaultScript(JSON.parse(JSON.stringify({ rules })));
  if ("problems" in read) throw new Error(read.problems.join("\n"));
  const emulator = await startEmulator({ catalog, faults: read.script });
  open.push(emulator);
  return { emulator, fal: clientOf(emulator) };
}

function clientOf({ url }: Emulator): FalClient {
  return createFalClient({
    credentials: "test:test",
    // The client's own default, without the waits between attempts.
    retry: { maxRetries: 3, baseDelay: 1, maxDelay: 1, backoffMultiplier: 1 },
    requestMiddleware: async (request) => ({
      ...request,
      url: request.url.replace("https://", `${url}/`),
    }),
  });
}

const input = { prompt: "a cat" };

/** A request that the client does not repeat. */
const post = ({ url }: Emulator, path = "queue.fal.run/me/app") =>
  fetch(`${url}/${path}`, { method: "POST", body: JSON.stringify(input) });

async function complete(fal: FalClient, endpoint: string, requestId: string) {
  for (;;) {
    const status = await fal.queue.status(endpoint, { requestId });
    if (status.status === "COMPLETED") return status;
  }
}

async function submitted(fal: FalClient, endpoint = "me/app"): Promise<string> {
  const { request_id: requestId } = await fal.queue.submit(endpoint, { input });
  await complete(fal, endpoint, requestId);
  return requestId;
}

const cutOff = { message: "fetch failed" };

describe("an error", () => {
  test("before: the request has no effect, and the client repeats it after a 503", async () => {
    const { emulator, fal } = await emulate({ kind: "error", stage: "submit", status: 503, call: 1 });
    await submitted(fal);
    expect(emulator.calls).toHaveLength(1);
  });

  test("after: a call is accepted although the answer is a 504, and the client pays twice", async () => {
    const rule = { kind: "error", stage: "submit", status: 504, call: 1, at: "after" } as const;
    const { emulator, fal } = await emulate(rule);
    const requestId = await submitted(fal);
    expect(emulator.calls.map((call) => call.requestId)).toEqual([expect.any(String), requestId]);
  });

  test.each([422, 429, 500, 502, 503, 504])("of any status: %d", async (status) => {
    const body = { detail: [{ loc: ["body"], msg: "no", type: "value_error" }] };
    const { emulator } = await emulate({ kind: "error", stage: "submit", status, body });
    const answer = await post(emulator);
    expect(answer.status).toBe(status);
    expect(await answer.json()).toEqual(body);
    expect(emulator.calls).toEqual([]);
  });

  test("of a model: the call completes and fails with it", async () => {
    const body = { detail: "out of memory", error_type: "runner_server_error" };
    const { fal } = await emulate({ kind: "error", stage: "model", status: 500, body });
    const { request_id: requestId } = await fal.queue.submit("me/app", { input });
    expect(await complete(fal, "me/app", requestId)).toMatchObject({
      error: "out of memory",
      error_type: "runner_server_error",
    });
    await expect(fal.queue.result("me/app", { requestId })).rejects.toMatchObject({ status: 500, body });
  });

  test("504 at the result of a call that is complete, twice, and then the answer", async () => {
    const { emulator, fal } = await emulate({
      kind: "error",
      stage: "result",
      status: 504,
      ask: { to: 2 },
    });
    const requestId = await submitted(fal);
    const ask = () => fetch(`${emulator.url}/queue.fal.run/me/app/requests/${requestId}`);
    expect([(await ask()).status, (await ask()).status, (await ask()).status]).toEqual([504, 504, 200]);
    // Of each call.
    expect(await fal.queue.result("me/app", { requestId: await submitted(fal) })).toMatchObject({
      data: { output: expect.any(String) },
    });
  });

  test("at a cancellation, and at a status, which the client repeats", async () => {
    const { fal } = await emulate(
      { kind: "error", stage: "cancel", status: 500 },
      { kind: "error", stage: "status", status: 500, ask: 1 },
    );
    const requestId = await submitted(fal);
    await expect(fal.queue.cancel("me/app", { requestId })).rejects.toMatchObject({ status: 500 });
  });
});

describe("a cut", () => {
  test.each([
    ["before", 0],
    ["after", 1],
    ["middle", 1],
  ] as const)("of a submit, %s: %d calls are accepted", async (at, accepted) => {
    const { emulator } = await emulate({ kind: "cut", stage: "submit", at, call: 1 });
    const lost = post(emulator).then((answer) => answer.text());
    await expect(lost).rejects.toThrow(at === "middle" ? "terminated" : cutOff.message);
    expect(emulator.calls).toHaveLength(accepted);
    await post(emulator);
    expect(emulator.calls).toHaveLength(accepted + 1);
  });

  test("of a submit, in the middle, has sent the head and half of the body", async () => {
    const { emulator } = await emulate({ kind: "cut", stage: "submit", at: "middle" });
    const answer = await post(emulator);
    expect(answer.headers.get("x-fal-request-id")).toBe(emulator.calls[0]?.requestId);
    const reader = answer.body!.getReader();
    const { value } = await reader.read();
    expect(Buffer.from(value!).toString()).toMatch(/^\{"status":"IN_QUEUE"/);
    await expect(reader.read()).rejects.toThrow("terminated");
  });

  test("in this process is the same", async () => {
    const { emulator } = await emulate(
      { kind: "cut", stage: "submit", at: "after", call: 1 },
      { kind: "cut", stage: "submit", at: "middle", call: 2 },
    );
    const ask = () =>
      emulator.fetch(`${emulator.url}/queue.fal.run/me/app`, {
        method: "POST",
        body: JSON.stringify(input),
      });
    await expect(ask()).rejects.toMatchObject({ ...cutOff, cause: { code: "ECONNRESET" } });
    await expect((await ask()).text()).rejects.toMatchObject({ cause: { code: "ECONNRESET" } });
    expect(emulator.calls).toHaveLength(2);
    expect((await ask()).status).toBe(200);
  });

  test("of the client's submit makes it send it again: two calls", async () => {
    const { emulator, fal } = await emulate({ kind: "cut", stage: "submit", at: "after", call: 1 });
    await submitted(fal);
    expect(emulator.calls).toHaveLength(2);
  });

  test("of a stream, in the middle: one event, and then nothing", async () => {
    const { emulator, fal } = await emulate({ kind: "cut", stage: "stream", at: "middle" });
    const stream = await fal.stream("me/app", { input });
    const seen: unknown[] = [];
    stream.on("data", (event) => void seen.push(event));
    await expect(stream.done()).rejects.toMatchObject({ status: 500 });
    expect(seen).toHaveLength(1);
    expect(emulator.calls).toHaveLength(1);
  });

  test("of a direct call", async () => {
    const { emulator } = await emulate({ kind: "cut", stage: "stream", at: "before" });
    await expect(post(emulator, "fal.run/me/app")).rejects.toMatchObject(cutOff);
    expect(emulator.calls).toEqual([]);
  });

  test("of an upload, when it begins and when the bytes come", async () => {
    const { emulator } = await emulate({ kind: "cut", stage: "upload", at: "before", ask: { to: 2 } });
    const begin = () =>
      fetch(`${emulator.url}/rest.fal.ai/storage/upload/initiate`, { method: "POST", body: "{}" });
    await expect(begin()).rejects.toMatchObject(cutOff);
    await expect(
      fetch(`${emulator.url}/uploads/abc.png`, { method: "PUT", body: "x" }),
    ).rejects.toMatchObject(cutOff);
    expect((await begin()).status).toBe(200);
    expect((await fetch(`${emulator.url}/files/abc.png`)).status).toBe(404);
  });
});

test("a content check refuses the input, in fal's words", async () => {
  const { fal } = await emulate({ kind: "refusal", endpoint: "me/other/*" });
  const requestId = await submitted(fal, "me/other/deep");
  await expect(fal.queue.result("me/other/deep", { requestId })).rejects.toMatchObject({
    name: "ValidationError",
    status: 422,
    body: { detail: [{ loc: ["body", "prompt"], type: "content_policy_violation", input: "a cat" }] },
  });
  expect((await fal.run("me/app", { input })).data).toMatchObject({ output: expect.any(String) });
});

test("a result expires, and the status does not", async () => {
  const { fal } = await emulate({ kind: "expired", afterMs: 0, call: 1 });
  const requestId = await submitted(fal);
  await expect(fal.queue.result("me/app", { requestId })).rejects.toMatchObject({
    status: 404,
    body: { status: "NOT_FOUND" },
  });
  expect(await fal.queue.status("me/app", { requestId })).toMatchObject({ status: "COMPLETED" });
  await fal.queue.result("me/app", { requestId: await submitted(fal) });
});

test("a call waits at the positions of the queue", async () => {
  const { fal } = await emulate({ kind: "queue", positions: [8663, 12_654], everyMs: 600_000 });
  const queued = await fal.queue.submit("me/app", { input });
  expect(queued).toMatchObject({ status: "IN_QUEUE", queue_position: 8663 });
  await fal.queue.cancel("me/app", { requestId: queued.request_id });
});

describe("a restart", () => {
  const slow = { kind: "latency", stage: "model", ms: 600_000 } as const;

  test("cuts all connections, and for a while none is made", async () => {
    const { emulator, fal } = await emulate(slow, {
      kind: "restart",
      stage: "submit",
      call: 4,
      downMs: 600_000,
      requests: "kept",
    });
    const { request_id: first } = await fal.queue.submit("me/app", { input });
    const waiting = expect(post(emulator, "fal.run/me/app")).rejects.toMatchObject(cutOff);
    const direct = emulator.fetch(`${emulator.url}/fal.run/me/app`, {
      method: "POST",
      body: JSON.stringify(input),
    });
    const here = expect(direct).rejects.toMatchObject({ cause: { code: "ECONNRESET" } });
    while (emulator.calls.length < 3) await fal.queue.status("me/app", { requestId: first });
    await expect(post(emulator)).rejects.toMatchObject(cutOff);
    await Promise.all([waiting, here]);
    await expect(post(emulator)).rejects.toMatchObject({ cause: { code: "ECONNREFUSED" } });
    await expect(emulator.fetch(emulator.url)).rejects.toMatchObject({ cause: { code: "ECONNREFUSED" } });
    expect(emulator.calls).toHaveLength(4);
  });

  test("that forgets: the request is unknown, and no id is used twice", async () => {
    const { emulator, fal } = await emulate({
      kind: "restart",
      stage: "submit",
      call: 2,
      downMs: 0,
      requests: "forgotten",
    });
    const requestId = await submitted(fal);
    await expect(post(emulator)).rejects.toMatchObject(cutOff);
    // The client repeats what meets a closed port.
    await expect(fal.queue.status("me/app", { requestId })).rejects.toMatchObject({ status: 404 });
    const again = await submitted(fal);
    await fal.queue.result("me/app", { requestId: again });
    expect(new Set(emulator.calls.map((call) => call.requestId)).size).toBe(3);
    const history = "api.fal.ai/v1/models/requests/by-endpoint?endpoint_id=me/app";
    const answer = await fetch(`${emulator.url}/${history}`, { headers: { authorization: "Key a" } });
    expect(await answer.json()).toMatchObject({ items: [{ request_id: again }] });
  });

  test("that keeps: the same ids go on, at the same address", async () => {
    const { emulator, fal } = await emulate({
      kind: "restart",
      stage: "status",
      ask: 1,
      call: 1,
      downMs: 0,
      requests: "kept",
    });
    const { request_id: requestId } = await fal.queue.submit("me/app", { input });
    await complete(fal, "me/app", requestId);
    await fal.queue.result("me/app", { requestId });
    expect(emulator.calls).toHaveLength(1);
  });

  test("while the emulator closes", async () => {
    const { emulator } = await emulate({
      kind: "restart",
      stage: "submit",
      downMs: 600_000,
      requests: "kept",
    });
    await expect(post(emulator)).rejects.toMatchObject(cutOff);
    await emulator.close();
  });
});

describe("a rule is for", () => {
  const decide = (script: FaultScript, endpoint: string, times = 1) => {
    const faults = new Faults(script);
    return Array.from({ length: times }, (_, index) =>
      faults.decide("submit", faults.call(endpoint, String(index))),
    );
  };
  const delays = (rule: Partial<FaultRule>, endpoint = "me/app", times = 1) =>
    decide(
      { rules: [{ kind: "latency", stage: "submit", ms: 7, ...rule } as FaultRule] },
      endpoint,
      times,
    ).map(({ latencyMs }) => latencyMs !== undefined);

  test.each([
    ["me/app", true],
    ["*", true],
    ["me/*", true],
    ["*app", true],
    ["m*/*p", true],
    ["me/app*", true],
    ["me", false],
    ["me/appp", false],
    ["me/app*p", false],
    [".*", false],
  ])("the endpoints that fit %s", (endpoint, fits) => {
    expect(delays({ endpoint })).toEqual([fits]);
  });

  test("the calls that are selected, counted without those of other endpoints", () => {
    expect(delays({ call: 2 }, "me/app", 3)).toEqual([false, true, false]);
    expect(delays({ call: { from: 2 } }, "me/app", 3)).toEqual([false, true, true]);
    expect(delays({ call: { to: 2 } }, "me/app", 3)).toEqual([true, true, false]);
    const faults = new Faults({
      rules: [{ kind: "latency", stage: "submit", ms: 1, call: 1, endpoint: "b/*" }],
    });
    const [a, b] = [faults.call("a/a", "1"), faults.call("b/b", "2")];
    expect([faults.decide("submit", a), faults.decide("submit", b)]).toEqual([{}, { latencyMs: 1 }]);
  });

  test("a share of them, the same each time, and another with another seed", () => {
    const met = (seed: string) =>
      decide({ seed, rules: [{ kind: "latency", stage: "submit", ms: 1, share: 0.25 }] }, "me/app", 400).map(
        ({ latencyMs }) => latencyMs === 1,
      );
    const first = met("1");
    expect(first.filter(Boolean).length).toBeGreaterThan(60);
    expect(first.filter(Boolean).length).toBeLessThan(140);
    expect(met("1")).toEqual(first);
    expect(met("2")).not.toEqual(first);
  });

  test("a call, whatever other calls arrive before it", () => {
    const script: FaultScript = {
      rules: [{ kind: "latency", stage: "submit", ms: { min: 0, max: 1e6 } }],
    };
    const [one, other] = [new Faults(script), new Faults(script)];
    other.call("me/app", "b");
    expect(one.decide("submit", one.call("me/app", "a"))).toEqual(
      other.decide("submit", other.call("me/app", "a")),
    );
  });

  test("one kind: the first in the script applies, and a latency goes with an error", () => {
    const rules: readonly FaultRule[] = [
      { kind: "error", stage: "submit", status: 500 },
      { kind: "latency", stage: "submit", ms: 1 },
      { kind: "latency", stage: "submit", ms: 2 },
      { kind: "cut", stage: "submit", at: "before" },
    ];
    expect(decide({ rules }, "me/app")).toEqual([{ latencyMs: 1, ending: rules[0] }]);
  });

  test("durations: even between two, or with a median and a 95th percentile", () => {
    const draw = (ms: object) =>
      decide({ rules: [{ kind: "latency", stage: "submit", ms } as FaultRule] }, "me/app", 2000)
        .map(({ latencyMs = -1 }) => latencyMs)
        .sort((a, b) => a - b);
    const even = draw({ min: 100, max: 200 });
    expect(even[0]).toBeGreaterThanOrEqual(100);
    expect(even.at(-1)).toBeLessThanOrEqual(200);
    const skewed = draw({ median: 1000, p95: 4000 });
    expect(skewed[1000]).toBeGreaterThan(900);
    expect(skewed[1000]).toBeLessThan(1100);
    expect(skewed[1900]).toBeGreaterThan(3300);
    expect(skewed[1900]).toBeLessThan(4700);
  });
});
