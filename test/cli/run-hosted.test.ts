/** `falc run --engine hosted`: in an emulator of this process, and on a fal of the test's own. */
import { rmSync } from "node:fs";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { startEmulator, type Emulator } from "../../src/emulator/start-emulator.ts";
import { openCatalog } from "../../src/endpoints/lookup.ts";
import type { FaultScript } from "../../src/emulator/faults/fault-script.ts";
import { hurrying, installRoutes } from "./fault-routes.ts";
import { type Result, TestProject } from "../support/project.ts";

const shot = `import { model } from "falc";
export default async function shot({ prompt }: { prompt: string }) {
  const photo = await model("fal-ai/flux/dev")({ prompt: \`\${prompt}, red\` });
  const cut = await model("fal-ai/bria/background/remove")({ image_url: photo.images[0].url });
  return { image: cut.image.url, photo: photo.images[0].url };
}
`;
/** Without a text node. */
const plain = shot.replace(/`.*?`/, "prompt").replace("shot(", "plain(");
const key = "5f0e1d2c-1111-2222-3333-444455556666:0123456789abcdef0123456789abcdef";

let project: TestProject;
let removeRoutes: () => void = () => undefined;
afterAll(() => removeRoutes());
beforeAll(async () => {
  removeRoutes = installRoutes();
  project = new TestProject({ "workflows/shot.ts": shot, "workflows/plain.ts": plain });
  expect(await project.falc(["compile"])).toMatchObject({ code: 0 });
});

const open: Emulator[] = [];
afterEach(async () => {
  vi.unstubAllGlobals();
  for (const emulator of open.splice(0)) await emulator.close();
  rmSync(project.path(".falc"), { recursive: true, force: true });
});

async function serve(...rules: FaultScript["rules"]): Promise<Emulator> {
  const emulator = await startEmulator({ catalog: openCatalog(), faults: { rules } });
  open.push(emulator);
  return emulator;
}

const run = (words: readonly string[], env: Record<string, string> = {}) =>
  falc(["run", "shot", "--prompt", "a chair", ...words], env);
/** Its waits are shorter. */
const falc = (words: readonly string[], env: Record<string, string>) =>
  hurrying(() => project.falc(words, { env }));
const hosted = (url: string, ...words: string[]) => run(["--engine", "hosted", "--emulator", url, ...words]);

const eventsOf = ({ out }: Result) =>
  out
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);
const runIn = ({ err }: Result) => /run (\d{8}-\d{6}-\w+)/.exec(err)?.[1] ?? "";
/** Without texts, which are computed by the emulator, too, if the whole graph is sent. */
const models = ({ calls }: Emulator) =>
  calls.map(({ endpoint }) => endpoint).filter((endpoint) => !endpoint.includes("text"));

describe("in an emulator", () => {
  test("the result is that of single calls, and what one engine has made is held for the other", async () => {
    const emulator = await serve();
    const first = await hosted(emulator.url);
    expect(first).toMatchObject({ code: 0 });
    expect(first.err).toContain(
      `shot in the emulator at ${emulator.url}, as one workflow: stand-ins, no cost`,
    );
    expect(models(emulator)).toEqual(["fal-ai/flux/dev", "fal-ai/bria/background/remove"]);
    const count = emulator.calls.length;
    const second = await run(["--emulator", emulator.url]);
    expect(second).toMatchObject({ code: 0, out: first.out });
    expect(second.err).toContain("0 calls submitted, 2 reused");
    const third = await hosted(emulator.url);
    expect(third).toMatchObject({ code: 0, out: first.out });
    expect(emulator.calls).toHaveLength(count);
    const other = await serve();
    const single = await run(["--emulator", other.url]);
    // The files are the same, on another server.
    const nameless = (out: string, { url }: Emulator) => out.replaceAll(url, "http://emulator");
    expect(nameless(single.out, other)).toBe(nameless(first.out, emulator));
  });

  test("what single calls have made is not sent again", async () => {
    const emulator = await serve();
    expect((await run(["--emulator", emulator.url])).code).toBe(0);
    const again = await hosted(emulator.url, "--again", "cut", "--json");
    expect(again.code).toBe(0);
    expect(models(emulator)).toEqual([
      "fal-ai/flux/dev",
      "fal-ai/bria/background/remove",
      "fal-ai/bria/background/remove",
    ]);
    const kinds = eventsOf(again).map(({ kind, node }) => `${String(kind)} ${String(node ?? "")}`.trim());
    expect(kinds).toContain("node-reused photo");
    expect(kinds).toContain("node-submitted cut");
    expect(kinds.at(-1)).toBe("run-completed");
  });

  test("a refusal is told as that of a single call is", async () => {
    const emulator = await serve({ stage: "model", endpoint: "fal-ai/bria/*", kind: "refusal" });
    const result = await hosted(emulator.url);
    expect(result.code).toBe(1);
    expect(result.err).toContain("failed cut (422)");
    const again = await hosted(emulator.url);
    expect(again.code).toBe(1);
    expect(models(emulator).filter((id) => id === "fal-ai/flux/dev")).toHaveLength(1);
  });

  test("a stream that is cut: --resume goes on, and does not send the graph as it was", async () => {
    const emulator = await serve({ stage: "stream", ask: 1, kind: "cut", at: "middle" });
    const result = await hosted(emulator.url);
    expect(result.code).toBe(1);
    const id = runIn(result);
    expect(result.err).toContain(`To go on: falc run --resume ${id}`);
    expect(result.err).toMatch(/fal may go on, and bill it, so the workflow was not sent again/);
    // The first event was about the text: the photo may have been submitted unseen.
    const resumed = await project.falc(["run", "--resume", id]);
    expect(resumed).toMatchObject({ code: 1 });
    expect(resumed.err).toContain("it may have been sent, and an answer was never heard");
    const allowed = await project.falc(["run", "--resume", id, "--resubmit"]);
    expect(allowed).toMatchObject({ code: 0 });
    expect(allowed.err).toContain("as one workflow");
  });

  test("a cut after a submit: the request is followed first, which the emulator has cancelled", async () => {
    const emulator = await serve({ stage: "stream", ask: 1, kind: "cut", at: "middle" });
    const words = ["run", "plain", "--prompt", "a chair"];
    const result = await project.falc([...words, "--engine", "hosted", "--emulator", emulator.url]);
    expect(result).toMatchObject({ code: 1 });
    const request = emulator.calls[0]?.requestId ?? "";
    expect(result.err).toContain(`submitted: photo as request ${request}`);
    const resumed = await project.falc(["run", "--resume", runIn(result), "--json"]);
    expect(resumed).toMatchObject({ code: 0 });
    const kinds = eventsOf(resumed).map(({ kind, node, requestId }) => [kind, node, requestId]);
    expect(kinds).toContainEqual(["node-followed", "photo", request]);
    expect(kinds.at(-1)?.[0]).toBe("run-completed");
    expect(models(emulator).filter((id) => id === "fal-ai/flux/dev")).toHaveLength(2);
    // What the cancelled request was billed is not the bill of the one that was sent instead.
    const made = eventsOf(resumed).find(({ kind, node }) => kind === "node-completed" && node === "photo");
    expect(made).not.toHaveProperty("billedUnits");
  });

  test("Ctrl-C cancels what was submitted", async () => {
    const emulator = await startEmulator({ catalog: openCatalog(), latencyMs: 20_000 });
    open.push(emulator);
    const stop = new AbortController();
    const result = await project.falc(
      ["run", "plain", "--prompt", "x", "--engine", "hosted", "--emulator", emulator.url, "--json"],
      {
        interrupt: stop.signal,
        onOutput: (text) => void (text.includes("node-submitted") && stop.abort()),
      },
    );
    expect(result.code).toBe(130);
    expect(eventsOf(result)).toContainEqual(
      expect.objectContaining({ kind: "node-cancelled", node: "photo", confirmed: true }),
    );
  });

  test("two runs at the same time send the graph once", async () => {
    const emulator = await serve();
    const [one, other] = await Promise.all([hosted(emulator.url), hosted(emulator.url)]);
    expect([one.code, other.code]).toEqual([0, 0]);
    expect(one.out).toBe(other.out);
    expect(models(emulator)).toHaveLength(2);
  });

  test("answers are recorded", async () => {
    const emulator = await serve();
    const first = await hosted(emulator.url, "--record", "answers.jsonl");
    expect(first.code).toBe(0);
    rmSync(project.path(".falc"), { recursive: true, force: true });
    const replayed = await run(["--answers", "answers.jsonl"]);
    expect(replayed).toMatchObject({ code: 0 });
    expect(project.read("answers.jsonl")).toContain("fal-ai/bria/background/remove");
    rmSync(project.path("answers.jsonl"));
  });
});

test.each<[readonly string[], string]>([
  [["--concurrency", "2"], "--concurrency has no effect with --engine hosted"],
  [["--timeout", "5s"], "--timeout limits a single call"],
  [["--answers", "x.jsonl"], "--answers takes the place of the models: leave out --engine"],
  [["--latency", "5"], "--latency is for the emulator only"],
])("--engine hosted with %j is refused", async (words, message) => {
  const result = await run(["--engine", "hosted", ...words], { FAL_KEY: key });
  expect(result).toMatchObject({ code: 2 });
  expect(result.err).toContain(message);
});

test("without a key, it says what to do", async () => {
  const result = await run(["--engine", "hosted"]);
  expect(result).toMatchObject({ code: 2 });
  expect(result.err).toContain("FAL_KEY is not set");
  expect(result.err).toContain("--emulator <url>");
});

describe("on fal", () => {
  const photo = { images: [{ url: "https://example.com/photo.png" }] };
  const cut = { image: { url: "https://example.com/cut.png" } };
  const text = { type: "completion", node_id: "photoPrompt", output: { results: "a chair, red" } };

  /** Streams in order, one for each post. Requests are answered by their ids. */
  function stubFal(
    streams: readonly (readonly object[])[],
    results: Record<string, object>,
    past?: { request_id: string; json_input: object },
  ) {
    const posts: Record<string, Record<string, unknown>>[] = [];
    const singles: string[] = [];
    vi.stubGlobal("fetch", async (url: string, init?: RequestInit) => {
      if (url.endsWith("/workflows/execute/stream")) {
        const events = streams[posts.length] ?? [];
        posts.push((JSON.parse(init?.body as string) as { workflow: (typeof posts)[number] }).workflow);
        const body = events.map((event) => `data: ${JSON.stringify(event)}\r\n\r\n`).join("");
        return new Response(body, { headers: { "content-type": "text/event-stream" } });
      }
      if (init?.method?.toUpperCase() === "POST") singles.push(url);
      if (url.includes("api.fal.ai")) {
        const isAsked = past !== undefined && url.includes(encodeURIComponent("fal-ai/bria"));
        return Response.json({ items: isAsked ? [{ ...past, sent_at: new Date().toISOString() }] : [] });
      }
      const id = /requests\/([\w-]+)/.exec(url)?.[1] ?? "";
      if (url.includes("/status")) return Response.json({ status: "COMPLETED", request_id: id, logs: [] });
      return results[id] === undefined ? new Response(null, { status: 200 }) : Response.json(results[id]);
    });
    return { posts, singles };
  }

  test("an open request is followed first, and only the rest is a new stage", async () => {
    const compiled = JSON.parse(project.read("dist-workflows/shot.json")) as Record<
      string,
      { type: string; app: string }
    >;
    const textId = Object.keys(compiled).find((id) => compiled[id]?.app?.includes("text"));
    const submit = { type: "submit", node_id: "photo", app_id: "fal-ai/flux/dev", request_id: "r-photo" };
    const { posts, singles } = stubFal(
      [
        [{ ...text, node_id: textId }, submit],
        [
          { type: "submit", node_id: "cut", app_id: "fal-ai/bria/background/remove", request_id: "r-cut" },
          { type: "completion", node_id: "cut", output: cut },
          { type: "output", output: {} },
        ],
      ],
      { "r-photo": photo },
    );
    const env = { FAL_KEY: key };
    const first = await run(["--engine", "hosted"], env);
    expect(first).toMatchObject({ code: 1 });
    expect(first.err).toContain("shot on fal, as one workflow, which bills each call");
    expect(first.err).toContain("submitted: photo as request r-photo");
    // fal may have gone on with the graph: it may have sent what comes next.
    const refused = await falc(["run", "--resume", runIn(first)], env);
    expect(refused).toMatchObject({ code: 1 });
    expect(refused.err).toContain("in doubt: cut may have been sent at ");
    expect(posts).toHaveLength(1);
    const resumed = await falc(["run", "--resume", runIn(first), "--resubmit"], env);
    expect(resumed).toMatchObject({ code: 0 });
    expect(JSON.parse(resumed.out)).toEqual({ image: cut.image.url, photo: photo.images[0]?.url });
    expect(resumed.err).toContain("1 call submitted, 1 reused");
    expect(singles).toEqual([]);
    expect(posts).toHaveLength(2);
    expect(Object.keys(posts[1] ?? {})).toEqual(["input", "cut", "output"]);
    expect(posts[1]?.["cut"]).toMatchObject({ depends: [], input: { image_url: photo.images[0]?.url } });
  });

  test("a call that fal made unseen is found in its history, by either engine", async () => {
    for (const engine of ["hosted", "fal"]) {
      const submit = { type: "submit", node_id: "photo", app_id: "fal-ai/flux/dev", request_id: "r-photo" };
      const made = { type: "completion", node_id: "photo", output: photo };
      const past = { request_id: "r-cut", json_input: { image_url: photo.images[0]?.url } };
      const { posts, singles } = stubFal([[submit, made]], { "r-cut": cut }, past);
      const env = { FAL_KEY: key };
      expect(await run(["--engine", "hosted"], env)).toMatchObject({ code: 1 });
      const again = await run(["--engine", engine], env);
      expect(again).toMatchObject({ code: 0 });
      expect(again.err).toContain("0 calls submitted, 1 followed, 1 reused");
      expect(JSON.parse(again.out)).toMatchObject({ image: cut.image.url });
      expect([posts.length, singles]).toEqual([1, []]);
      rmSync(project.path(".falc"), { recursive: true, force: true });
    }
  });

  test("what may have been sent unseen is not sent again unasked", async () => {
    const { posts } = stubFal([[], []], {});
    const env = { FAL_KEY: key };
    const first = await run(["--engine", "hosted"], env);
    expect(first).toMatchObject({ code: 1 });
    const resumed = await falc(["run", "--resume", runIn(first)], env);
    expect(resumed).toMatchObject({ code: 1 });
    expect(resumed.err).toContain("it may have been sent, and an answer was never heard");
    expect(posts).toHaveLength(1);
  }, 30_000);

  test("the cost is estimated, because fal's stream does not say what it bills", async () => {
    const row = (price: number) => {
      return { unit_price: price, unit: "images", currency: "USD", read: "2026-11-30", source: "me" };
    };
    const prices = { "fal-ai/flux/dev": row(0.1), "fal-ai/bria/background/remove": row(0.2) };
    project.write("workflows/models/prices.json", JSON.stringify({ prices }));
    const textSubmit = {
      type: "submit",
      node_id: "photoPrompt",
      app_id: "fal-ai/text-concat",
      request_id: "r",
    };
    stubFal(
      [
        [
          textSubmit,
          text,
          { type: "submit", node_id: "photo", app_id: "fal-ai/flux/dev", request_id: "r-photo" },
          { type: "completion", node_id: "photo", output: photo },
          // It was not said that it was submitted.
          { type: "completion", node_id: "cut", output: cut },
          { type: "output", output: {} },
        ],
      ],
      {},
    );
    const result = await run(["--engine", "hosted"], { FAL_KEY: key });
    expect(result).toMatchObject({ code: 0 });
    expect(/^cost: [^]*/m.exec(result.err)?.[0]).toBe(
      [
        "cost: unknown (photo, cut)",
        "estimated: $0.30",
        "  photo  unknown: fal did not say how many units it bills; estimated $0.10 = 1 image × $0.10",
        "  cut    unknown: fal did not say how many units it bills; estimated $0.20 = 1 image × $0.20",
        "With --engine hosted, fal does not say how many units it bills for a call.",
        "",
      ].join("\n"),
    );
    rmSync(project.path("workflows/models/prices.json"));
  });
});
