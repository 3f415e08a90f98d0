/** `falc emulator` as a server, and `falc run --emulator` against it. */
import http from "node:http";
import type { AddressInfo } from "node:net";
import { createFalClient } from "@fal-ai/client";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { chat, custom, type Result, type Settings, TestProject } from "../support/project.ts";

const key = "5f0e1d2c-1111-2222-3333-444455556666:0123456789abcdef0123456789abcdef";

const pictured = `import { model } from "falc";
const see = model("openrouter/router/vision");
export default async function pictured({ photo }: { photo: string }) {
  return { said: (await see({ model: "m", prompt: "what is it?", image_urls: [photo] })).output };
}
`;

const png =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

let project: TestProject;
beforeAll(async () => {
  project = new TestProject({
    "workflows/chat.ts": chat,
    "workflows/custom.ts": custom,
    "workflows/pictured.ts": pictured,
    "photo.png": Buffer.from(png, "base64"),
  });
  expect(await project.falc(["compile"])).toMatchObject({ code: 0 });
});

interface Served {
  readonly url: string;
  /** JSON lines, up to now. */
  readonly lines: () => Record<string, unknown>[];
  end(): Promise<Result>;
}

const served: Served[] = [];
const servers: http.Server[] = [];
afterEach(async () => {
  for (const each of served.splice(0)) await each.end();
  for (const server of servers.splice(0)) server.close();
});

/** `falc emulator --port 0 --json …`, as soon as it listens. */
async function serve(words: readonly string[] = [], settings: Settings = {}): Promise<Served> {
  const stop = new AbortController();
  let text = "";
  let ended: Promise<Result> | undefined;
  const url = await new Promise<string>((resolve, reject) => {
    ended = project.falc(["emulator", "--port", "0", "--json", ...words], {
      ...settings,
      interrupt: stop.signal,
      onOutput(chunk) {
        text += chunk;
        const { kind, url } = JSON.parse(chunk) as Record<string, string>;
        if (kind === "listening") resolve(url!);
      },
    });
    void ended.then(({ err }) => reject(new Error(err)));
  });
  const one: Served = {
    url,
    lines: () =>
      text
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line) as Record<string, unknown>),
    end() {
      stop.abort();
      return ended!;
    },
  };
  served.push(one);
  return one;
}

const script = (name: string, ...rules: object[]) => project.write(name, JSON.stringify({ rules }));

const run = (url: string, words: readonly string[] = [], settings?: Settings) =>
  project.falc(["run", "chat", "--topic", "tea", "--emulator", url, ...words], settings);

describe("falc emulator", () => {
  test("prints its address and each call as JSON lines, and ends with 0 when it is stopped", async () => {
    const emulator = await serve();
    const fal = createFalClient({
      credentials: "any:key",
      requestMiddleware: async (request) => ({
        ...request,
        url: request.url.replace("https://", `${emulator.url}/`),
      }),
    });
    const input = { model: "m", prompt: "a\u009bb" };
    const { data, requestId } = await fal.subscribe("openrouter/router", { input });
    expect(data).toMatchObject({ output: expect.any(String) });
    expect(emulator.lines()).toEqual([
      { kind: "listening", url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/) },
      { kind: "call", endpoint: "openrouter/router", input, requestId },
    ]);
    const { code, err, out } = await emulator.end();
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).not.toContain("\u009b");
    await expect(fetch(emulator.url)).rejects.toThrow("fetch failed");
  });

  test("says for people how to use it", async () => {
    const stop = new AbortController();
    const { code, out, err } = await project.falc(["emulator", "--port", "0"], {
      interrupt: stop.signal,
      onError: () => stop.abort(),
    });
    expect(code).toBe(0);
    const [, url = ""] = /at (http:\S+)/.exec(out) ?? [];
    expect(out).toBe(`fal, emulated, at ${url} until Ctrl-C: falc run <workflow> --emulator ${url}\n`);
    expect(err).toContain(`request.url.replace("https://", "${url}/")`);
  });

  test("knows what compiled workflows declare, also those that are compiled meanwhile", async () => {
    const emulator = await serve();
    const input = JSON.stringify({ prompt: "x" });
    const submit = (id: string) =>
      fetch(`${emulator.url}/queue.fal.run/${id}`, { method: "POST", body: input });
    expect((await submit("me/app")).status).toBe(200);
    expect((await submit("me/later")).status).toBe(404);
    project.write("workflows/later.ts", custom.replace("me/app", "me/later").replace("custom", "later"));
    await project.falc(["compile"]);
    expect((await submit("me/later")).status).toBe(200);
  });

  test("works outside a project", async () => {
    const elsewhere = new TestProject();
    const stop = new AbortController();
    let answer: Promise<Response> | undefined;
    const { code } = await elsewhere.falc(["emulator", "--port", "0", "--json"], {
      interrupt: stop.signal,
      onOutput(text) {
        const { kind, url } = JSON.parse(text) as Record<string, string>;
        if (kind !== "listening") return;
        const body = `{"model":"m","prompt":"x"}`;
        answer = fetch(`${url}/fal.run/openrouter/router`, { method: "POST", body }).finally(() =>
          stop.abort(),
        );
      },
    });
    expect(code).toBe(0);
    expect((await answer!).status).toBe(200);
  });

  test("says that a port is taken", async () => {
    const { url } = await serve();
    const { code, err, out } = await project.falc(["emulator", "--port", new URL(url).port, "--json"]);
    expect(code).toBe(1);
    expect(err).toContain(`error: port ${new URL(url).port} is taken\nChoose another one`);
    expect(JSON.parse(out)).toMatchObject({ kind: "error" });
  });

  test.each([
    ["{", "faults.json:1:2 is not valid JSON"],
    [`{\n "rules": [,]}`, "faults.json:2:12 is not valid JSON: a value is missing"],
    [`{"rules":[{"kind":"lag"}]}`, "faults.json: rules[0].ms is missing\nA file of faults:"],
    [`{"rules":[{"kind":"x"},1]}`, "rules[1] must be an object, not the number 1"],
    [`{"rules":[{"kind":"\\u001b[31m"}]}`, "rules[0].kind must be one of"],
    [Buffer.from([0xff, 0xfe, 0x41, 0]), "faults.json is UTF-16 text"],
    [" ".repeat(1_000_001), "faults.json is larger than 1 MB"],
  ])("refuses faults, case %#", async (content, says) => {
    project.write("faults.json", content);
    const { code, err } = await project.falc(["emulator", "--faults", "faults.json"]);
    expect(code).toBe(2);
    expect(err).toContain(says);
    expect(err).not.toMatch(/\u001b|has a bug/);
  });

  test("has help with an example", async () => {
    const { code, out } = await project.falc(["emulator", "--help"]);
    expect(code).toBe(0);
    expect(out).toContain("--emulator http://127.0.0.1:8787");
    const example = /\{ "rules": \[[^]*?\] \}\n/.exec(out)?.[0] ?? "";
    project.write("example.json", example);
    await serve(["--faults", "example.json"]);
  });
});

describe("falc run --emulator", () => {
  test("makes its calls there", async () => {
    const emulator = await serve();
    const { code, out, err } = await run(emulator.url, []);
    expect({ code, err }).toMatchObject({ code: 0 });
    expect(JSON.parse(out)).toMatchObject({ answer: expect.stringContaining("emulated answer") });
    expect(err).toContain(`chat in the emulator at ${emulator.url}: stand-ins, no cost`);
    expect(emulator.lines().map(({ kind }) => kind)).toEqual(["listening", "call", "call"]);
  });

  test("uploads files there", async () => {
    const emulator = await serve();
    const words = ["run", "pictured", "--photo", "@photo.png", "--emulator", `${emulator.url}/`];
    expect(await project.falc(words)).toMatchObject({ code: 0 });
    const [, call] = emulator.lines();
    expect(call).toMatchObject({
      input: { image_urls: [expect.stringMatching(`^${emulator.url}/files/.*\\.png$`)] },
    });
  });

  test("records answers without the emulator's address", async () => {
    const emulator = await serve();
    const file = "recorded.jsonl";
    const words = ["run", "pictured", "--photo", "@photo.png", "--emulator", emulator.url];
    expect(await project.falc([...words, "--record", file])).toMatchObject({ code: 0 });
    expect(project.read(file)).not.toContain(emulator.url);
    const again = ["run", "pictured", "--photo", "@photo.png", "--answers", file];
    expect(await project.falc(again)).toMatchObject({ code: 0 });
  });

  test("is written down as of this emulator, which no later one at the same address is", async () => {
    const [emulator, other] = [await serve(), await serve()];
    const idOf = async (url: string) => (await fetch(url)).headers.get("x-falc-emulator");
    const id = await idOf(emulator.url);
    expect(id).not.toBe(await idOf(other.url));
    const { code, err } = await run(emulator.url);
    const [, name = ""] = /run (\S+-\w+)/.exec(err) ?? [];
    expect(code).toBe(0);
    const [head = ""] = project.read(`.falc/runs/${name}/journal.jsonl`).split("\n");
    expect(JSON.parse(head)).toMatchObject({ kind: "run", world: `emulator ${emulator.url} ${id}` });
    // What it has answered is not asked again, except with --fresh.
    expect(await run(emulator.url)).toMatchObject({ code: 0 });
    expect(emulator.lines()).toHaveLength(3);
    expect(await run(emulator.url, ["--fresh"])).toMatchObject({ code: 0 });
    expect(emulator.lines()).toHaveLength(5);
  });

  test("sends no key of the user's", async () => {
    const emulator = await serve();
    const keys: (string | undefined)[] = [];
    const front = http.createServer(async (request, response) => {
      keys.push(request.headers.authorization);
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const body = Buffer.concat(chunks);
      const answer = await fetch(`${emulator.url}${request.url}`, {
        method: request.method!,
        headers: { "content-type": "application/json" },
        ...(body.length > 0 && { body }),
      });
      response.writeHead(answer.status, Object.fromEntries(answer.headers));
      response.end(Buffer.from(await answer.arrayBuffer()));
    });
    servers.push(front);
    await new Promise<void>((resolve) => front.listen(0, "127.0.0.1", resolve));
    const url = `http://localhost:${(front.address() as AddressInfo).port}`;
    for (const env of [{ FAL_KEY: key }, { FAL_KEY: "damaged key" }]) {
      const { code, err } = await run(url, [], { env });
      expect({ code, err }).toMatchObject({ code: 0 });
    }
    expect(new Set(keys)).toEqual(new Set([undefined, "Key emulator:emulator"]));
    // The first question, before anything else.
    expect(keys[0]).toBeUndefined();
  });

  test("says that nothing answers, before it sends anything", async () => {
    const { url, end } = await serve();
    await end();
    const { code, err, out } = await run(url);
    expect({ code, out }).toEqual({ code: 1, out: "" });
    expect(err).toContain(`error: cannot use the emulator at ${url}: nothing answers at 127.0.0.1:`);
    expect(err).toContain("Start one with falc emulator");
  });

  test.each([
    [200, {}, "not falc's emulator: it answers with 200"],
    [404, {}, "not falc's emulator: it answers with 404"],
    [302, { location: "https://fal.run/" }, "not falc's emulator: it answers with 302"],
  ])("says that another server is none: %d", async (status, headers, says) => {
    const seen: string[] = [];
    const other = http.createServer((request, response) => {
      seen.push(`${request.method} ${request.url}`);
      response.writeHead(status, headers);
      response.end("hello");
    });
    servers.push(other);
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    const { code, err } = await run(`http://127.0.0.1:${(other.address() as AddressInfo).port}`);
    expect(code).toBe(1);
    expect(err).toContain(says);
    expect(seen).toEqual(["GET /"]);
  });

  test("says that the emulator answers to no other name", async () => {
    const front = http.createServer((_, response) => {
      response.writeHead(403, { "x-falc-emulator": "1" });
      response.end("{}");
    });
    servers.push(front);
    await new Promise<void>((resolve) => front.listen(0, "127.0.0.1", resolve));
    const { err } = await run(`http://127.0.0.1:${(front.address() as AddressInfo).port}`);
    expect(err).toContain("it answers only to 127.0.0.1 and localhost");
  });

  test("says that the emulator does not know an endpoint", async () => {
    const elsewhere = new TestProject();
    const stop = new AbortController();
    let ran: Promise<Result> | undefined;
    await elsewhere.falc(["emulator", "--port", "0", "--json"], {
      interrupt: stop.signal,
      onOutput(text) {
        const { url } = JSON.parse(text) as Record<string, string>;
        if (url !== undefined)
          ran = project
            .falc(["run", "custom", "--prompt", "x", "--emulator", url])
            .finally(() => stop.abort());
      },
    });
    const { code, err } = await ran!;
    expect(code).toBe(1);
    expect(err).toMatch(/the emulator at http\S+ does not know me\/app\. Start it in the folder/);
  });

  test.each([
    [["--engine", "fal"], "--emulator and --engine fal contradict each other"],
    [["--answers", "a.jsonl"], "--emulator and --answers contradict each other"],
    [["--latency", "5"], "falc emulator --latency <ms>"],
  ])("contradicts %j", async (words, says) => {
    const { code, err } = await run("http://127.0.0.1:1", words, { env: { FAL_KEY: key } });
    expect(code).toBe(2);
    expect(err).toContain(says);
  });

  test.each(["127.0.0.1:8787", "ftp://127.0.0.1", "http://me:secret@127.0.0.1", "http://127.0.0.1/?a"])(
    "is no address: %s",
    async (url) => {
      const { code, err } = await run(url);
      expect(code).toBe(2);
      expect(err).toContain("It takes");
    },
  );

  test("--engine emulator agrees with it", async () => {
    const emulator = await serve();
    expect(await run(emulator.url, ["--engine", "emulator"])).toMatchObject({ code: 0 });
  });
});

describe("a run meets faults", () => {
  test("a submit whose answer is lost is not sent again", async () => {
    script("lost.json", { stage: "submit", call: 2, kind: "cut", at: "after" });
    const emulator = await serve(["--faults", "lost.json"]);
    const { code, err } = await run(emulator.url);
    // It is found in the history, by its input.
    expect({ code, err }).toMatchObject({ code: 0 });
    expect(emulator.lines().filter(({ kind }) => kind === "call")).toHaveLength(2);
  });

  test("a submit that is cut in the middle of its answer is followed by its id", async () => {
    script("middle.json", { stage: "submit", kind: "cut", at: "middle" });
    const emulator = await serve(["--faults", "middle.json"]);
    const { code, err } = await run(emulator.url);
    expect({ code, err }).toMatchObject({ code: 0 });
    expect(emulator.lines()).toHaveLength(3);
  });

  test("positions in the queue are shown, and a call that waits can be cancelled", async () => {
    script("queue.json", { kind: "queue", call: 1, positions: [12_654, 3], everyMs: 600_000 });
    const emulator = await serve(["--faults", "queue.json"]);
    const stop = new AbortController();
    const { code, out } = await run(emulator.url, ["--json"], {
      interrupt: stop.signal,
      onOutput: (text) => void (text.includes("12654") && stop.abort()),
    });
    expect(code).toBe(130);
    expect(out).toContain(`"kind":"node-queued","position":12654`);
    expect(out).toContain(`"kind":"node-cancelled","confirmed":true`);
  });

  test("a content check ends the run, and what was refused is named", async () => {
    script("policy.json", { kind: "refusal", call: 2 });
    const emulator = await serve(["--faults", "policy.json"]);
    const { code, err } = await run(emulator.url);
    expect(code).toBe(1);
    expect(err).toContain("flagged by a content checker");
  });

  test("errors on the way to the answer are survived", async () => {
    script(
      "way.json",
      { stage: "result", ask: 1, kind: "error", status: 504 },
      { stage: "status", ask: 1, call: 1, kind: "error", status: 500 },
      { stage: "status", ask: 1, call: 2, kind: "cut", at: "middle" },
      { stage: "upload", kind: "latency", ms: 5 },
    );
    const emulator = await serve(["--faults", "way.json"]);
    const { code, err } = await run(emulator.url);
    expect({ code, err }).toMatchObject({ code: 0 });
    expect(emulator.lines()).toHaveLength(3);
  });

  test("an emulator that restarts and keeps its requests is no problem", async () => {
    script("kept.json", {
      stage: "status",
      call: 1,
      ask: 1,
      kind: "restart",
      downMs: 50,
      requests: "kept",
    });
    const emulator = await serve(["--faults", "kept.json"]);
    const { code, err } = await run(emulator.url);
    expect({ code, err }).toMatchObject({ code: 0 });
    expect(emulator.lines()).toHaveLength(3);
  });

  test("one that forgets them fails the call, which is not sent again", async () => {
    script("gone.json", { stage: "submit", call: 1, kind: "restart", downMs: 50, requests: "forgotten" });
    const emulator = await serve(["--faults", "gone.json"]);
    const { code } = await run(emulator.url);
    expect(code).toBe(1);
    expect(emulator.lines()).toHaveLength(2);
  });
});
