/** The real, unmodified client against the emulator. */
import http from "node:http";
import { connect } from "node:net";
import { createFalClient, type FalClient } from "@fal-ai/client";
import sharp from "sharp";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Catalog, Endpoint } from "../../src/endpoints/catalog.ts";
import type { Schema } from "../../src/schema/schema.ts";
import { JobQueue } from "../../src/emulator/jobs/job-queue.ts";
import { startEmulator, type Emulator } from "../../src/emulator/start-emulator.ts";
import { isJsonObject, type Json, type JsonObject } from "../../src/lib/json.ts";

const text: Schema = { type: "string" };
const number: Schema = { type: "number" };
const integer: Schema = { type: "integer" };
const texts: Schema = { type: "array", items: text };

function object(properties: Record<string, Schema>, ...required: string[]): Schema {
  return { type: "object", properties, required };
}

const file = { url: text, content_type: text, file_name: text, file_size: integer };
const image = object({ ...file, width: integer, height: integer }, "url");

const textToImage: Endpoint = {
  id: "fal-ai/flux/dev",
  input: object(
    {
      prompt: text,
      seed: integer,
      num_images: { type: "integer", minimum: 1, maximum: 4, default: 1 },
      guidance_scale: { type: "number", minimum: 1, maximum: 20 },
      image_size: {
        anyOf: [
          object({ width: integer, height: integer }),
          { type: "string", enum: ["square", "landscape_4_3", "landscape_16_9"] },
        ],
        default: "landscape_4_3",
      },
      output_format: { type: "string", enum: ["jpeg", "png"] },
      sync_mode: { type: "boolean" },
    },
    "prompt",
  ),
  output: object({
    images: { type: "array", items: image },
    seed: integer,
    prompt: text,
    has_nsfw_concepts: { type: "array", items: { type: "boolean" } },
    timings: {},
  }),
};

const endpoints: readonly Endpoint[] = [
  textToImage,
  {
    id: "fal-ai/flux/dev/image-to-image",
    input: object({ image_url: text, prompt: text }, "image_url", "prompt"),
    output: object({ images: { type: "array", items: image } }),
  },
  {
    id: "fal-ai/bria/background/remove",
    input: object({ image_url: text }, "image_url"),
    output: object({ image }),
  },
  {
    id: "fal-ai/birefnet",
    input: object({ image_url: text }, "image_url"),
    output: object({ image, mask_image: image }),
  },
  {
    id: "fal-ai/esrgan",
    input: object({ image_url: text, scale: { ...number, default: 2 } }, "image_url"),
    output: object({ image }),
  },
  {
    id: "fal-ai/workflow-utilities/crop-image",
    input: object(
      {
        image_url: text,
        x_percent: number,
        y_percent: number,
        width_percent: number,
        height_percent: number,
      },
      "image_url",
    ),
    output: object({ image }),
  },
  {
    id: "fal-ai/workflow-utilities/pick-image-by-index",
    input: object({ image_urls: texts, index: integer, fallback_index: text }, "image_urls", "index"),
    output: object({ image, images: { type: "array", items: image } }),
  },
  {
    id: "me/posters",
    input: object({
      prompt: { ...text, default: "a poster" },
      num_images: { ...integer, default: 2 },
      image_size: { ...text, enum: ["square", "portrait_16_9"], default: "portrait_16_9" },
      output_format: { ...text, enum: ["jpeg", "png", "webp"], default: "webp" },
      seed: { ...integer, default: 42 },
    }),
    output: object({ images: { type: "array", items: image }, seed: integer, prompt: text }),
  },
  {
    id: "fal-ai/text-concat",
    input: object({ text1: text, text2: text }, "text1", "text2"),
    output: object({ results: text }),
  },
  {
    id: "fal-ai/workflow-utilities/merge-text",
    input: object({ texts, separator: { ...text, default: "" } }, "texts"),
    output: object({ text }),
  },
  {
    id: "fal-ai/any-llm",
    input: object({ prompt: text }, "prompt"),
    output: object({ output: text, error: text }),
  },
  {
    id: "fal-ai/kling-video/image-to-video",
    input: object({ prompt: text, image_url: text, duration: text }, "prompt"),
    output: object({ video: object({ ...file, fps: number, duration: number }, "url") }),
  },
  { id: "fal-ai/some-tts", input: object({ text }, "text"), output: object({ audio: object(file, "url") }) },
  {
    id: "fal-ai/some-mesh",
    input: object({ prompt: text }),
    output: object({ model_glb: object(file, "url"), output_zip: object(file, "url"), thumbnail_url: text }),
  },
];

const catalog: Catalog = {
  find: (id) => endpoints.find((endpoint) => endpoint.id === id),
  ids: () => endpoints.map(({ id }) => id).sort(),
};

let emulator: Emulator;
let fal: FalClient;

function clientOf({ url }: Emulator): FalClient {
  return createFalClient({
    credentials: "test:test",
    requestMiddleware: async (request) => ({
      ...request,
      url: request.url.replace(/^https:\/\//, `${url}/`),
    }),
  });
}

async function run(endpoint: string, input: JsonObject, client = fal): Promise<JsonObject> {
  const { data } = await client.run(endpoint, { input });
  return asObject(data as Json);
}

function asObject(value: Json | undefined): JsonObject {
  if (!isJsonObject(value)) throw new Error(`not an object: ${JSON.stringify(value)}`);
  return value;
}

/** The URL of the file object at a path such as `images.0`. */
function urlAt(output: JsonObject, path: string): string {
  let value: Json | undefined = output;
  for (const step of path.split(".")) {
    value = Array.isArray(value) ? value[Number(step)] : asObject(value)[step];
  }
  return String(asObject(value)["url"]);
}

async function download(url: string): Promise<Buffer> {
  const response = await fetch(url);
  expect(response.status).toBe(200);
  const bytes = Buffer.from(await response.arrayBuffer());
  expect(response.headers.get("content-length")).toBe(String(bytes.length));
  return bytes;
}

async function makePicture(input: JsonObject = {}): Promise<string> {
  return urlAt(await run(textToImage.id, { prompt: "a red vase", ...input }), "images.0");
}

beforeEach(async () => {
  emulator = await startEmulator({ catalog });
  fal = clientOf(emulator);
});

afterEach(() => emulator.close());

/** The emulator stays in a state until the test has seen it, so that no machine is too slow to see it. */
function holdLongWaits(): { end(): void; restore(): void } {
  const held: (() => void)[] = [];
  const original = globalThis.setTimeout;
  const spy = vi.spyOn(globalThis, "setTimeout").mockImplementation(((run: () => void, ms?: number) => {
    if (ms === undefined || ms < 100_000) return original(run, ms);
    held.push(run);
    return original(() => undefined, 0);
  }) as typeof setTimeout);
  return { end: () => held.shift()?.(), restore: () => spy.mockRestore() };
}

describe("the queue", () => {
  test("submit, status and result", async () => {
    const queued = await fal.queue.submit(textToImage.id, { input: { prompt: "a cat" } });
    expect(queued.request_id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(queued.response_url).toBe(
      `${emulator.url}/queue.fal.run/fal-ai/flux/requests/${queued.request_id}`,
    );

    const requestId = queued.request_id;
    let status = await fal.queue.status(textToImage.id, { requestId, logs: true });
    while (status.status !== "COMPLETED")
      status = await fal.queue.status(textToImage.id, { requestId, logs: true });
    expect(status.logs[0]?.message).toContain("emulated");

    const result = await fal.queue.result(textToImage.id, { requestId });
    expect(result.requestId).toBe(requestId);
    expect(result.data).toMatchObject({ prompt: "a cat", has_nsfw_concepts: [false] });
    expect(emulator.calls).toEqual([{ endpoint: textToImage.id, input: { prompt: "a cat" }, requestId }]);
  });

  test("subscribe sees every state, by polling and by streaming", async () => {
    const waits = holdLongWaits();
    const slow = await startEmulator({ catalog, latencyMs: 600_000 });
    const subscribe = async (options: { mode: "polling"; pollInterval: number } | { mode: "streaming" }) => {
      const seen: string[] = [];
      const onQueueUpdate = ({ status }: { status: string }) => {
        if (seen.at(-1) === status) return;
        seen.push(status);
        waits.end();
      };
      const input = { prompt: "a cat" };
      const { data } = await clientOf(slow).subscribe(textToImage.id, { input, onQueueUpdate, ...options });
      expect(data.images).toHaveLength(1);
      return seen;
    };
    const states = ["IN_QUEUE", "IN_PROGRESS", "COMPLETED"];
    expect(await subscribe({ mode: "polling", pollInterval: 10 })).toEqual(states);
    expect(await subscribe({ mode: "streaming" })).toEqual(states);
    await slow.close();
    waits.restore();
  });

  test("an early request for a result is 400, and an unknown id 404", async () => {
    const slow = await startEmulator({ catalog, latencyMs: 600_000 });
    const client = clientOf(slow);
    const { request_id: requestId } = await client.queue.submit(textToImage.id, { input: { prompt: "x" } });
    await expect(client.queue.result(textToImage.id, { requestId })).rejects.toMatchObject({
      status: 400,
      body: { detail: "Request is still in progress" },
    });
    await expect(client.queue.result(textToImage.id, { requestId: "nobody" })).rejects.toMatchObject({
      status: 404,
    });
    await slow.close();
  });

  test("a cancelled request is over, and its result is 499", async () => {
    const slow = await startEmulator({ catalog, latencyMs: 600_000 });
    const client = clientOf(slow);
    const { request_id: requestId } = await client.queue.submit(textToImage.id, { input: { prompt: "x" } });
    await client.queue.cancel(textToImage.id, { requestId });
    expect(await client.queue.status(textToImage.id, { requestId })).toMatchObject({
      status: "COMPLETED",
      error_type: "client_cancelled",
    });
    await expect(client.queue.result(textToImage.id, { requestId })).rejects.toMatchObject({ status: 499 });
    await expect(client.queue.cancel(textToImage.id, { requestId })).rejects.toMatchObject({
      status: 400,
      body: { status: "ALREADY_COMPLETED" },
    });
    await slow.close();
  });

  test("an application the catalogue does not know is 404", async () => {
    await expect(fal.queue.submit("nobody/nothing", { input: {} })).rejects.toMatchObject({
      status: 404,
      body: { detail: 'Application "nobody/nothing" not found' },
    });
    expect(emulator.calls).toEqual([]);
  });

  test("three calls of two seconds take two, not six", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    try {
      const endpoint: Endpoint = { id: "me/app", input: object({ prompt: text }), output: {} };
      const queue = new JobQueue(() => Promise.resolve({ kind: "success", output: {}, notes: [] }), 2000);
      const jobs = ["a", "b", "c"].map((fingerprint) =>
        queue.submit({ endpoint, input: { prompt: fingerprint }, fingerprint }),
      );
      const kinds = () => jobs.map(({ state }) => state.kind);
      expect(kinds()).toEqual(["queued", "queued", "queued"]);
      await vi.advanceTimersByTimeAsync(1990);
      expect(kinds()).toEqual(["running", "running", "running"]);
      await vi.advanceTimersByTimeAsync(10);
      expect(kinds()).toEqual(["done", "done", "done"]);
    } finally {
      vi.useRealTimers();
    }
  });
});

describe("validation", () => {
  test("the job completes, and its result is 422 with fal's detail", async () => {
    const input = { prompt: "a cat", guidance_scale: 21 };
    const { request_id: requestId } = await fal.queue.submit(textToImage.id, { input });
    let status = await fal.queue.status(textToImage.id, { requestId });
    while (status.status !== "COMPLETED") status = await fal.queue.status(textToImage.id, { requestId });
    expect(status).toMatchObject({ error_type: "less_than_equal" });
    const expected = {
      loc: ["body", "guidance_scale"],
      msg: "Input should be less than or equal to 20",
      type: "less_than_equal",
      url: "https://docs.fal.ai/errors#less_than_equal",
      ctx: { le: 20 },
      input: 21,
    };
    await expect(fal.queue.result(textToImage.id, { requestId })).rejects.toMatchObject({
      name: "ValidationError",
      status: 422,
      body: { detail: [expected] },
    });
    const response = await fetch(`${emulator.url}/fal.run/${textToImage.id}`, {
      method: "POST",
      body: JSON.stringify(input),
    });
    expect(response.status).toBe(422);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "x-fal-error-type": "less_than_equal",
      "x-fal-retryable": "false",
      "x-fal-needs-retry": "0",
      "x-fal-billable-units": "0",
    });
  });

  test("a missing or invalid file of the emulator is an image_load_error", async () => {
    const enlarge = (image_url: string) => run("fal-ai/esrgan", { image_url });
    const detail = (type: string) => ({
      status: 422,
      body: { detail: [{ loc: ["body", "image_url"], type }] },
    });
    await expect(enlarge("http://localhost/a.png")).rejects.toMatchObject(detail("file_download_error"));
    await expect(enlarge("file:///etc/hostname")).rejects.toMatchObject(detail("file_download_error"));
    await expect(enlarge("data:image/png;base64,AAAA")).rejects.toMatchObject(detail("image_load_error"));
  });
});

test("an image elsewhere is replaced by a stand-in, and logged", async () => {
  const logs: string[] = [];
  const input = { image_url: "https://example.com/a.png" };
  const { data } = await fal.subscribe("fal-ai/esrgan", {
    input,
    logs: true,
    onQueueUpdate: (status) => {
      if ("logs" in status) for (const { message } of status.logs ?? []) logs.push(message);
    },
  });
  expect(data).toMatchObject({ image: { width: 2048, height: 1536 } });
  expect(logs).toContain(
    "stand-in for https://example.com/a.png: the emulator has no network, so it drew one",
  );
});

describe("a field that is not sent", () => {
  test("has the schema's default", async () => {
    const output = await run("me/posters", {});
    expect(output).toMatchObject({ seed: 42, prompt: "a poster" });
    expect(output["images"]).toMatchObject([{ width: 576, height: 1024 }, { content_type: "image/webp" }]);
    const bytes = await download(urlAt(output, "images.1"));
    expect(await sharp(bytes).metadata()).toMatchObject({ format: "webp", width: 576, height: 1024 });
  });

  test("does not override a field that is sent", async () => {
    const input = { prompt: "a bill", num_images: 1, image_size: "square", output_format: "png", seed: 7 };
    const output = await run("me/posters", input);
    expect(output).toMatchObject({ seed: 7, prompt: "a bill" });
    expect(output["images"]).toMatchObject([{ width: 512, height: 512, content_type: "image/png" }]);
    expect(output["images"]).toHaveLength(1);
  });
});

describe("pictures", () => {
  test("have the requested size, number and format", async () => {
    const output = await run(textToImage.id, {
      prompt: "x",
      num_images: 3,
      image_size: "landscape_16_9",
      output_format: "jpeg",
      seed: 7,
    });
    expect(output["images"]).toHaveLength(3);
    expect(output).toMatchObject({ seed: 7, has_nsfw_concepts: [false, false, false] });
    expect(new Set([0, 1, 2].map((index) => urlAt(output, `images.${index}`))).size).toBe(3);
    const bytes = await download(urlAt(output, "images.0"));
    expect(await sharp(bytes).metadata()).toMatchObject({ format: "jpeg", width: 1024, height: 576 });
    expect(output["images"]).toMatchObject([
      { content_type: "image/jpeg", width: 1024, height: 576, file_size: bytes.length },
      {},
      {},
    ]);
    const png = await sharp(
      await download(await makePicture({ image_size: { width: 640, height: 360 } })),
    ).metadata();
    expect(png).toMatchObject({ format: "png", width: 640, height: 360 });
  });

  test("are the same bytes for the same call, even from another emulator", async () => {
    const other = await startEmulator({ catalog });
    const edit = async (client: FalClient, prompt: string) => {
      const source = await client.storage.upload(new Blob([await sharp(pixel).png().toBuffer()]));
      const edited = await run("fal-ai/flux/dev/image-to-image", { image_url: source, prompt }, client);
      return new URL(urlAt(edited, "images.0")).pathname;
    };
    await fal.storage.upload(new Blob(["so that upload names differ"]));
    const first = await edit(fal, "a");
    expect(await edit(clientOf(other), "a")).toBe(first);
    expect(await edit(fal, "b")).not.toBe(first);
    await other.close();
  });

  test("show their source when edited", async () => {
    const source = `data:image/png;base64,${(await sharp(pixel).resize(400, 400).png().toBuffer()).toString("base64")}`;
    const edited = urlAt(
      await run("fal-ai/flux/dev/image-to-image", { image_url: source, prompt: "x" }),
      "images.0",
    );
    const { data, info } = await sharp(await download(edited))
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect(info).toMatchObject({ width: 400, height: 400 });
    const middle = (info.width * 100 + 200) * info.channels;
    expect([...data.subarray(middle, middle + 3)]).toEqual([10, 200, 30]);
  });

  test("keep the subject and lose the background in background removal", async () => {
    const removed = await run("fal-ai/bria/background/remove", { image_url: await makePicture() });
    const bytes = await download(urlAt(removed, "image"));
    const { data, info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true });
    const alpha = Array.from({ length: data.length / 4 }, (_, index) => data[index * 4 + 3] ?? 0);
    const share = alpha.filter((value) => value === 0).length / alpha.length;
    expect(info).toMatchObject({ width: 1024, height: 768, channels: 4 });
    expect(alpha[0]).toBe(0);
    expect(alpha[1024 * 300 + 512]).toBe(255);
    expect(share).toBeGreaterThan(0.4);
    expect(share).toBeLessThan(0.9);
    const masked = await run("fal-ai/birefnet", { image_url: await makePicture() });
    expect((await sharp(await download(urlAt(masked, "mask_image"))).stats()).isOpaque).toBe(true);
  });

  test("become larger by upscaling, up to 4096", async () => {
    const source = await makePicture({ image_size: "square" });
    const enlarge = async (scale?: number) => {
      const output = await run(
        "fal-ai/esrgan",
        scale === undefined ? { image_url: source } : { image_url: source, scale },
      );
      return sharp(await download(urlAt(output, "image"))).metadata();
    };
    expect(await enlarge()).toMatchObject({ width: 1024, height: 1024 });
    expect(await enlarge(3)).toMatchObject({ width: 1536, height: 1536 });
    expect(await enlarge(100)).toMatchObject({ width: 4096, height: 4096 });
  });

  test("are cropped in percent", async () => {
    const image_url = await makePicture();
    const cropped = await run("fal-ai/workflow-utilities/crop-image", {
      image_url,
      x_percent: 50,
      y_percent: 25,
      width_percent: 25,
      height_percent: 100,
    });
    expect(cropped["image"]).toMatchObject({ width: 256, height: 576 });
    const expected = await sharp(await download(image_url))
      .extract({ left: 512, top: 192, width: 256, height: 576 })
      .raw()
      .toBuffer();
    expect(
      (
        await sharp(await download(urlAt(cropped, "image")))
          .raw()
          .toBuffer()
      ).equals(expected),
    ).toBe(true);
  });

  test("are data URIs with sync_mode", async () => {
    const output = await run(textToImage.id, { prompt: "x", sync_mode: true });
    expect(urlAt(output, "images.0")).toMatch(/^data:image\/png;base64,/);
  });
});

const pixel = { create: { width: 8, height: 8, channels: 3, background: { r: 10, g: 200, b: 30 } } } as const;

describe("other answers", () => {
  test("texts are joined", async () => {
    expect(await run("fal-ai/text-concat", { text1: "a $", text2: "b" })).toEqual({ results: "a $b" });
    const merge = "fal-ai/workflow-utilities/merge-text";
    expect(await run(merge, { texts: ["a", "", "b"], separator: ", " })).toEqual({ text: "a, , b" });
    expect(await run(merge, { texts: ["a", "b"] })).toEqual({ text: "ab" });
  });

  test("pick-image-by-index counts from 1 and passes the URL on", async () => {
    const image_urls = ["https://example.com/1.png", "https://example.com/2.png"];
    const pick = (index: number, more: JsonObject = {}) =>
      run("fal-ai/workflow-utilities/pick-image-by-index", { image_urls, index, ...more });
    expect(urlAt(await pick(2), "image")).toBe(image_urls[1]);
    expect(urlAt(await pick(9), "images.0")).toBe(image_urls[0]);
    expect(urlAt(await pick(9, { fallback_index: "last-image" }), "image")).toBe(image_urls[1]);
    await expect(pick(0)).rejects.toMatchObject({ status: 422 });
  });

  test("a language model repeats its prompt", async () => {
    const answer = { output: "emulated answer of fal-ai/any-llm to: Why?" };
    expect(await run("fal-ai/any-llm", { prompt: "Why?" })).toEqual(answer);
    const stream = await fal.stream("fal-ai/any-llm", { input: { prompt: "Why?" } });
    expect(await stream.done()).toEqual(answer);
  });

  test("video, sound and 3D models are real files", async () => {
    const video = await run("fal-ai/kling-video/image-to-video", { prompt: "x", duration: "3" });
    expect(video["video"]).toMatchObject({ content_type: "video/mp4", fps: 10, duration: 3 });
    expect((await download(urlAt(video, "video"))).toString("latin1", 4, 12)).toBe("ftypisom");
    const speech = await run("fal-ai/some-tts", { text: "hello" });
    expect((await download(urlAt(speech, "audio"))).toString("latin1", 0, 4)).toBe("RIFF");
    const mesh = await run("fal-ai/some-mesh", { prompt: "x" });
    expect((await download(urlAt(mesh, "model_glb"))).toString("latin1", 0, 4)).toBe("glTF");
    expect((await download(urlAt(mesh, "output_zip"))).toString("latin1", 0, 2)).toBe("PK");
    expect((await sharp(await download(String(mesh["thumbnail_url"]))).metadata()).format).toBe("png");
  });
});

describe("files", () => {
  test("an upload can be read whole, in part and by HEAD", async () => {
    const url = await fal.storage.upload(new Blob(["hello there"], { type: "text/plain" }));
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/files\/[0-9a-f]+\.txt$/);
    expect((await download(url)).toString()).toBe("hello there");
    const part = await fetch(url, { headers: { range: "bytes=6-8" } });
    expect([part.status, part.headers.get("content-range"), await part.text()]).toEqual([
      206,
      "bytes 6-8/11",
      "the",
    ]);
    const head = await fetch(url, { method: "HEAD" });
    expect([head.headers.get("content-length"), head.headers.get("content-type")]).toEqual([
      "11",
      "text/plain",
    ]);
    expect((await fetch(`${emulator.url}/files/nothing.png`)).status).toBe(404);
  });

  test("an upload larger than 90 MiB comes in parts", async () => {
    const bytes = Buffer.alloc(91 * 1024 * 1024, "0123456789");
    const url = await fal.storage.upload(new Blob([bytes], { type: "video/mp4" }));
    expect((await download(url)).equals(bytes)).toBe(true);
  });
});

describe("a request without a length", () => {
  test("has its body read", async () => {
    const ask = (method: string, path: string, body: string) =>
      new Promise<string>((resolve, reject) => {
        const headers = { "transfer-encoding": "chunked" };
        const request = http.request(`${emulator.url}${path}`, { method, headers }, (response) => {
          let text = `${response.statusCode} `;
          response.setEncoding("utf8").on("data", (part: string) => (text += part));
          response.on("end", () => resolve(text));
        });
        request.on("error", reject).end(body);
      });
    expect(await ask("POST", "/queue.fal.run/fal-ai/flux/dev", `{"prompt":"a"}`)).toMatch(/^200 .*IN_QUEUE/);
    expect(emulator.calls.at(-1)?.input).toEqual({ prompt: "a" });
    expect(await ask("PUT", "/uploads/a.txt", "a file")).toBe("200 {}");
    expect((await download(`${emulator.url}/files/a.txt`)).toString()).toBe("a file");
  });

  test("may have none: curl sends a PUT like this", async () => {
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect(Number(new URL(emulator.url).port), "127.0.0.1");
      let text = "";
      socket.setEncoding("utf8").on("error", reject);
      socket.on("data", (part: string) => (text += part)).on("end", () => resolve(text));
      const path = "/queue.fal.run/fal-ai/flux/requests/unknown/cancel";
      socket.write(`PUT ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n`);
    });
    expect(answer).toMatch(/^HTTP\/1\.1 404 [^]*NOT_FOUND/);
  });
});

describe("untrusted requests", () => {
  const post = (body: string, headers: Record<string, string> = {}) =>
    fetch(`${emulator.url}/fal.run/${textToImage.id}`, { method: "POST", body, headers });

  test("with another Host, or from a page of another origin, are refused", async () => {
    const { request } = await import("node:http");
    const status = await new Promise((resolve) => {
      request(emulator.url, { headers: { host: "evil.example" } }, (answer) =>
        resolve(answer.statusCode),
      ).end();
    });
    expect(status).toBe(403);
    expect((await post("{}", { origin: "https://evil.example" })).status).toBe(403);
    const local = await post("{}", { origin: "http://localhost:3000" });
    expect([local.status, local.headers.get("access-control-allow-origin")]).toEqual([
      422,
      "http://localhost:3000",
    ]);
    expect(emulator.calls).toHaveLength(1);
  });

  test("with hostile input are harmless", async () => {
    const prompts = [
      "\u0000\u001b[31m\ud800</svg><script>&",
      "x".repeat(1_000_000),
      "漢字 🎉 ".repeat(50),
      "",
    ];
    for (const prompt of prompts) {
      const answer = await post(JSON.stringify({ prompt }));
      expect(answer.status).toBe(200);
    }
    const polluted = await post('{"prompt":"x","__proto__":{"num_images":4},"constructor":1}');
    expect(await polluted.json()).toMatchObject({ images: [{}] });
    expect((await post(`{"prompt":${"[".repeat(100_000)}${"]".repeat(100_000)}}`)).status).toBe(400);
    expect((await post("{")).status).toBe(400);
    expect((await post("[]")).status).toBe(422);
  });
});

describe("a request of this process", () => {
  const ask = (signal?: AbortSignal) =>
    emulator.fetch(`${emulator.url}/fal.run/${textToImage.id}`, {
      method: "POST",
      body: JSON.stringify({ prompt: "a cat" }),
      ...(signal !== undefined && { signal }),
    });
  const reason = new Error("no longer needed");

  test("is answered as through a connection", async () => {
    const direct = await ask();
    const connected = await fetch(`${emulator.url}/fal.run/${textToImage.id}`, {
      method: "POST",
      body: JSON.stringify({ prompt: "a cat" }),
    });
    expect(direct.status).toBe(200);
    expect(await direct.json()).toMatchObject({ prompt: "a cat" });
    expect(Object.keys(Object.fromEntries(direct.headers))).toEqual(
      expect.arrayContaining(
        Object.keys(Object.fromEntries(connected.headers)).filter((name) => name.startsWith("x-fal-")),
      ),
    );
  });

  test("that was aborted before is not a call", async () => {
    await expect(ask(AbortSignal.abort(reason))).rejects.toBe(reason);
    expect(emulator.calls).toEqual([]);
  });

  test("rejects as soon as it is aborted", async () => {
    const slow = await startEmulator({ catalog, latencyMs: 600_000 });
    try {
      const stop = new AbortController();
      const answer = slow.fetch(`${slow.url}/fal.run/${textToImage.id}`, {
        method: "POST",
        body: JSON.stringify({ prompt: "a cat" }),
        signal: stop.signal,
      });
      await vi.waitFor(() => expect(slow.calls).toHaveLength(1));
      stop.abort(reason);
      await expect(answer).rejects.toBe(reason);
    } finally {
      await slow.close();
    }
  });

  test("whose answer is a stream can still be aborted", async () => {
    const slow = await startEmulator({ catalog, latencyMs: 600_000 });
    const { request_id: id } = await clientOf(slow).queue.submit(textToImage.id, { input: { prompt: "a" } });
    const stop = new AbortController();
    const url = `${slow.url}/queue.fal.run/${textToImage.id}/requests/${id}/status/stream`;
    const answer = await slow.fetch(url, { signal: stop.signal });
    const reader = answer.body?.getReader();
    await reader?.read();
    stop.abort(reason);
    const rest = (async () => {
      for (let next = await reader?.read(); next?.done === false; next = await reader?.read());
    })();
    await expect(rest).rejects.toBe(reason);
    await slow.close();
  });

  test("fails once the emulator is closed, in progress or not", async () => {
    const closing = await startEmulator({ catalog, latencyMs: 600_000 });
    const ask = () =>
      closing.fetch(`${closing.url}/fal.run/${textToImage.id}`, {
        method: "POST",
        body: JSON.stringify({ prompt: "a cat" }),
      });
    const answer = ask();
    await vi.waitFor(() => expect(closing.calls).toHaveLength(1));
    const failed = expect(answer).rejects.toThrow(/closed/);
    await closing.close();
    await failed;
    await expect(ask()).rejects.toThrow(/closed/);
  });
});
