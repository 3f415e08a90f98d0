import { readdirSync, readFileSync, rmSync } from "node:fs";
import { afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { chat, custom, fields, type Result, type Settings, TestProject } from "../support/project.ts";
import { savedRun } from "../support/saved-run.ts";

const pictures = `import { model } from "falc";
const flux = model("fal-ai/flux/schnell");
export default async function pictures({ prompt }: { prompt: string }) {
  const photos = await flux({ prompt, num_images: 2, image_size: "square" });
  return { shots: [photos.images[0].url, photos.images[1].url], hero: photos.images[0] };
}
`;

const parallel = `import { model } from "falc";
const llm = model("openrouter/router");
export default async function parallel({ topic }: { topic: string }) {
  const [a, b, c] = await Promise.all(["x", "y", "z"].map((prompt) => llm({ model: topic, prompt })));
  return { a: a!.output, b: b!.output, c: c!.output };
}
`;

const key = "5f0e1d2c-1111-2222-3333-444455556666:0123456789abcdef0123456789abcdef";

let project: TestProject;
beforeAll(async () => {
  project = new TestProject({
    "workflows/chat.ts": chat,
    "workflows/custom.ts": custom,
    "workflows/fields.ts": fields,
    "workflows/parallel.ts": parallel,
    "workflows/pictures.ts": pictures,
    "input.json": `\ufeff{ "prompt": "from a file", "steps": 7 }`,
    "readme.md": "# hi",
  });
  const { code, err } = await project.falc(["compile"]);
  expect({ code, err }).toEqual({ code: 0, err: "" });
});

afterEach(() => {
  vi.unstubAllGlobals();
});

const run = (words: readonly string[], settings?: Settings) => project.falc(["run", ...words], settings);

/** The result of `fields`, which returns its inputs. */
async function inputsOf(words: readonly string[], settings?: Settings): Promise<Record<string, unknown>> {
  const { code, out, err } = await run(["fields", ...words], settings);
  expect({ code, err }).toMatchObject({ code: 0 });
  const { follow: _, other: __, ...inputs } = JSON.parse(out) as Record<string, unknown>;
  return inputs;
}

function events({ out }: Result): Record<string, unknown>[] {
  return out
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

const defaults = { prompt: "hello", image_urls: [], hd: true, steps: 28, size: "square", json: "x" };

describe("falc run takes the input", () => {
  test("from a flag per field, with defaults for the rest", async () => {
    expect(await inputsOf(["--prompt", "hello", "--steps=3", "--size", "portrait"])).toEqual({
      ...defaults,
      steps: 3,
      size: "portrait",
    });
  });

  test("from a file, JSON text and standard input, overridden by flags", async () => {
    expect(await inputsOf(["--input", "input.json"])).toMatchObject({ prompt: "from a file", steps: 7 });
    expect(await inputsOf(["-i", '{"prompt":"text","json":"y"}', "--steps", "1"])).toMatchObject({
      prompt: "text",
      json: "y",
      steps: 1,
    });
    const stdin = '{ "prompt": "piped" }';
    expect(await inputsOf(["--input", "-"], { stdin })).toMatchObject({ prompt: "piped" });
  });

  test.each([
    [["--hd"], true],
    [["--no-hd"], false],
    [["--hd", "false"], false],
    [["--hd=false"], false],
    [["--hd", "true"], true],
  ])("from a switch: %j", async (words, hd) => {
    expect(await inputsOf(["--prompt", "hello", ...words])).toEqual({ ...defaults, hd });
  });

  test("that looks like a flag, after an equals sign", async () => {
    expect(await inputsOf(["--prompt=--out"])).toMatchObject({ prompt: "--out" });
    expect(await inputsOf(["--prompt", "--unknown"])).toMatchObject({ prompt: "--unknown" });
  });

  test("as a list, from repeated flags and from JSON, with files uploaded", async () => {
    const png =
      "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
    project.write("one.png", Buffer.from(png.slice(png.indexOf(",") + 1), "base64"));
    const { image_urls: urls } = await inputsOf([
      ...[
        "--prompt",
        "hello",
        "--image_urls",
        png,
        "--image-urls",
        JSON.stringify([png]),
        "--image_urls",
        "@one.png",
      ],
    ]);
    expect(urls).toEqual([png, png, expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/files\/.*\.png$/)]);
  });

  test.each([
    ["where the schema asks for a URL", "image_url", "image_url", "z.url()"],
    ["in a field of any name that is handed on to one for files", "photo", "image_url: photo", "z.string()"],
  ])("as a file, also %s", async (_, field, sent, type) => {
    const png =
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
    const cut = new TestProject({
      "workflows/cut.ts": `
import { model } from "falc";
import { z } from "zod";
const remove = model("fal-ai/bria/background/remove");
export const input = z.object({ ${field}: ${type} });
export default async function cut({ ${field} }: z.infer<typeof input>) {
  return { cut: (await remove({ ${sent} })).image.url, of: ${field} };
}`,
      "my photo.png": Buffer.from(png, "base64"),
    });
    await cut.falc(["compile"]);
    const { code, out, err } = await cut.falc(["run", "cut", `--${field}`, "@my photo.png"]);
    expect({ code, err }).toMatchObject({ code: 0 });
    expect(JSON.parse(out)).toMatchObject({
      of: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/files\//),
    });
    const missing = await cut.falc(["run", "cut", `--${field}`, "@no.png"]);
    expect(missing).toMatchObject({ code: 2, err: expect.stringContaining("does not exist: no.png") });
  });

  test("and lists every problem at once, in the order of the fields", async () => {
    const words = ["--size", "big", "--hd=3", "--steps", "99", "--prompt", "h", "--image_urls", "@no.png"];
    expect(await run(["fields", ...words])).toEqual({
      code: 2,
      out: "",
      err: `error: the input of fields is invalid:
  prompt must have at least 3 characters
  image_urls[0] names a file that does not exist: no.png
  hd must be true or false, got "3"
  steps must be at most 50, got the number 99
  size must be one of "square", "portrait", got "big"
Its inputs: falc run fields --help
`,
    });
  });
});

test.each([
  [["fields"], "  prompt is required\n"],
  [
    ["fields", "--prompt", "hello", "--image_urls", "@no.png"],
    "  image_urls[0] names a file that does not exist: no.png\n",
  ],
  [
    ["fields", "-i", '{"prompt":3,"stesp":4}'],
    '  prompt must be a string, got the number 3\n  stesp is not a known field; did you mean "steps"?\n',
  ],
  [["fields", "--prompt", "--out", "x"], "  prompt has no value after --prompt\n"],
  [["fields", "--prompt", "abc", "--prompt", "def"], "  prompt is given more than once\n"],
  [["fields", "--promt", "abc"], "unknown option '--promt'\nDid you mean --prompt?\n"],
  [["fields", "--prompt", "a", "red", "chair"], 'unexpected arguments: "red", "chair"\n'],
  [
    ["fields", "--input", "nope.json"],
    "cannot read nope.json: there is no such file\n--input takes a JSON file, JSON text, or -\n",
  ],
  [["fields", "--input", "workflows"], "cannot read workflows: it is a folder, not a file\n"],
  [["fields", "--input", "readme.md"], "readme.md is not valid JSON: "],
  [["fields", "--input", "{bad"], "--input is not valid JSON: "],
  [
    ["fields", "--input", "[1]"],
    "the input must be a JSON object of fields\nFor example: falc run fields --input '{ \"prompt\": … }'\n",
  ],
  [["fields", "--input", "-"], "standard input is empty\n"],
  [["fields", "--latency", "soon"], "It must be a whole number, at least 0."],
  [["fields", "--engine", "aws"], "Allowed choices are emulator, fal, hosted."],
  [
    ["fields", "--prompt", "abc", "--out", "readme.md"],
    "--out: files cannot be saved in readme.md: a file of that name already exists\n",
  ],
  [["fileds", "--prompt", "chat"], 'there is no compiled workflow "fileds"\nDid you mean fields?\n'],
  [
    ["--prompt", "abc"],
    "which workflow should run? Put its name first\nThere are: chat, custom, fields, parallel, pictures.\n",
  ],
  [["--prompt", "chat", "fields"], "unknown option '--prompt'"],
  [
    ["fields", "--prompt", "abc", "--engine", "fal"],
    "fal needs a key, and FAL_KEY is not set\nSet FAL_KEY, or run without cost: --engine emulator\n",
  ],
])("a mistake on the command line is reported with code 2: run %j", async (words, message) => {
  const { code, out, err } = await run(words);
  expect({ code, out }).toEqual({ code: 2, out: "" });
  expect(err).toMatch(/^error: /);
  expect(err).toContain(message);
  expect(err).not.toMatch(/^\s+at /m);
});

test("finds the workflow by its source or its graph, and after options", async () => {
  for (const words of [["workflows/chat.ts"], ["./dist-workflows/chat.json"], ["--json", "chat"]]) {
    expect((await run([...words, "--topic", "tea"])).code).toBe(0);
  }
});

test("says that a workflow is not compiled yet, or its sources have changed since", async () => {
  const other = new TestProject({ "workflows/chat.ts": chat });
  expect((await other.falc(["run", "chat"])).err).toBe(
    "error: chat is not compiled yet\nRun: falc compile\n",
  );
  await other.falc(["compile"]);
  other.write("workflows/chat.ts", `${chat}\n`);
  const { code, err } = await other.falc(["run", "chat", "--topic", "tea"]);
  expect(code).toBe(0);
  expect(err).toContain("warning: workflows/chat.ts has changed since chat was compiled. Run: falc compile");
  rmSync(other.path("workflows/chat.ts"));
  const gone = await other.falc(["run", "chat", "--topic", "tea"]);
  expect(gone.err).toContain(
    "warning: workflows/chat.ts, from which chat was compiled, does not exist any more.",
  );
});

describe("falc run shows", () => {
  test("plain lines, and the result on standard output", async () => {
    const { code, out, err } = await run(["chat", "--topic", "tea"]);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual({ answer: expect.stringContaining("Ask about tea") });
    expect(err.replace(/\d+\.\d s/g, "0.0 s")).toBe(`chat in the emulator: stand-ins, no cost
question_prompt joined
question started openrouter/router
question done in 0.0 s
answer started openrouter/router
answer done in 0.0 s
done in 0.0 s
`);
  });

  test("a line per node that changes, in a terminal", async () => {
    const { err } = await run(["chat", "--topic", "tea"], { columns: 60, env: { NO_COLOR: "1" } });
    const last = err.slice(err.lastIndexOf("question "));
    expect(last).toMatch(/^question {3}0\.\d s {2}openrouter\/router/);
    expect(last).toMatch(/✔ answer {5}0\.\d s {2}openrouter\/router/);
    // Joining texts takes no time.
    expect(err).not.toContain("question_prompt");
  });

  test("only NDJSON with --json, even on failure", async () => {
    const good = await run(["chat", "--topic", "tea", "--json"]);
    expect(good).toMatchObject({ code: 0, err: "" });
    expect(events(good).map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(["run-started", "node-completed", "run-completed"]),
    );
    const picture = "http://localhost/x.png";
    const bad = await run(["fields", "--prompt", "tea", "--image_urls", picture, "--json"]);
    expect(bad).toMatchObject({ code: 1, err: "" });
    expect(events(bad).at(-1)).toMatchObject({ kind: "run-failed", skipped: ["follow"] });
  });

  test("with --json, what each call sends, before its answer", async () => {
    const all = events(await run(["chat", "--topic", "tea", "--json"]));
    const started = all.filter(({ kind }) => kind === "node-started");
    expect(started[0]).toMatchObject({
      node: "question_prompt",
      input: { text1: "Ask about ", text2: "tea" },
    });
    const [asked] = all.filter(({ kind, node }) => kind === "node-completed" && node === "question");
    const answered = started.find(({ node }) => node === "answer");
    expect(answered).toMatchObject({
      input: { prompt: (asked as { output: { output: string } }).output.output },
    });
  });

  test("a wrong command line on standard error, with --json also as an object on standard output", async () => {
    expect(await run(["chat"])).toMatchObject({ code: 2, out: "" });
    const { code, out } = await run(["chat", "--json"]);
    expect(code).toBe(2);
    expect(JSON.parse(out)).toMatchObject({ kind: "error", message: "the input of chat is invalid:" });
  });
});

test("independent nodes run at the same time: none waits for another", async () => {
  const result = await run(["parallel", "--topic", "m", "--latency", "1000", "--json"]);
  const all = events(result);
  expect(all.at(-1)?.["at"]).toBeGreaterThanOrEqual(1000);
  const beforeTheFirstEnds = all.slice(
    0,
    all.findIndex(({ kind }) => kind === "node-completed"),
  );
  expect(beforeTheFirstEnds.filter(({ kind }) => kind === "node-started")).toHaveLength(3);
});

describe("a failing node", () => {
  test("is reported with its source line, fal's message and what was sent; others still finish", async () => {
    const picture = "http://localhost/x.png";
    const { code, out, err } = await run(["fields", "--prompt", "hello", "--image_urls", picture]);
    expect({ code, out }).toEqual({ code: 1, out: "" });
    expect(err).toContain("failed review (422): image_urls[0]: Failed to download the file.");
    expect(err).not.toContain("Unprocessable");
    expect(err).toMatch(
      /\n {2}workflows\/fields\.ts:18:\d+ {2}openrouter\/router\/vision {2}request [\w-]+\n/,
    );
    expect(err).toContain(`"image_urls": [\n        "${picture}"\n      ]`);
    expect(err).toContain("other done in");
    expect(err).toContain("Skipped, because they depend on failed calls: follow\n");
  });

  test("in a helper is reported with the line there, and the calls that led to it", async () => {
    const shop = new TestProject({
      "workflows/shop.ts": `
import { cut } from "./_cut.ts";
export default async function shop({ url }: { url: string }) {
  const hero = await cut(url);
  return { hero };
}`,
      "workflows/_cut.ts": `
import { model } from "falc";
const remove = model("fal-ai/bria/background/remove");
export const cut = async (image_url: string) => (await remove({ image_url })).image;`,
    });
    await shop.falc(["compile"]);
    const { code, err } = await shop.falc(["run", "shop", "--url", "http://localhost/x.png"]);
    expect(code).toBe(1);
    expect(err).toContain("  workflows/_cut.ts:4:56  fal-ai/bria/background/remove");
    expect(err).toContain("\n  called from workflows/shop.ts:4:22\n");
  });

  test("does not lose finished results: --out saves them", async () => {
    const shop = new TestProject({
      "workflows/shop.ts": `
import { model } from "falc";
const flux = model("fal-ai/flux/schnell");
const remove = model("fal-ai/bria/background/remove");
export default async function shop({ url }: { url: string }) {
  const photo = await flux({ prompt: "a chair", image_size: "square" });
  const cutout = await remove({ image_url: url });
  return { photo: photo.images[0].url, cutout: cutout.image };
}`,
    });
    await shop.falc(["compile"]);
    const { code, err } = await shop.falc(["run", "shop", "--url", "http://localhost/x.png", "--out", "o"]);
    expect(code).toBe(1);
    expect(err).toContain("saved o/photo-images.jpg");
    expect(readdirSync(shop.path("o"))).toEqual(savedRun("shop", ["photo-images.jpg"]));
  });

  test("that calls an endpoint the emulator does not know says so", async () => {
    const unknown = new TestProject({ "workflows/custom.ts": custom });
    await unknown.falc(["compile"]);
    // As in a fresh clone: the workflow's own declarations are known only where it was compiled.
    rmSync(unknown.path(".falc"), { recursive: true });
    const { code, err } = await unknown.falc(["run", "custom", "--prompt", "hi"]);
    expect(code).toBe(1);
    expect(err).toContain("failed said: the emulator does not know me/app: ");
  });

  test("that calls an endpoint declared in the workflow does not fail", async () => {
    const { code, out, err } = await run(["custom", "--prompt", "hi"]);
    expect({ code, err }).toMatchObject({ code: 0 });
    expect(out).toContain("emulated answer of me/app to: hi");
  });
});

/** The first bytes of JPEG files: the endpoint's default format. */
const jpeg = Buffer.from([0xff, 0xd8, 0xff]);

describe("--out", () => {
  test("saves files under the names they have in the result", async () => {
    const { code, err } = await run(["pictures", "--prompt", "a chair", "--out", "made/here"]);
    expect(code).toBe(0);
    expect(readdirSync(project.path("made/here")).sort()).toEqual(
      savedRun("pictures", ["shots-1.jpg", "shots-2.jpg"]),
    );
    expect(readFileSync(project.path("made/here/shots-1.jpg")).subarray(0, 3)).toEqual(jpeg);
    expect(err).toMatch(/saved made\/here\/shots-1\.jpg {2}shots\[0\], \d+ KB\n/);
    expect(err).toMatch(/saved made\/here\/shots-1\.jpg {2}hero, \d+ KB\n/);
  });

  test("says that a result has no files", async () => {
    const { err } = await run(["chat", "--topic", "tea", "--out", "made"]);
    expect(err).toContain("The result contains no files.\n");
  });
});

describe("the key", () => {
  test("is never shown by the emulator's runs", async () => {
    for (const words of [
      ["chat", "--topic", "tea"],
      ["custom", "--prompt", "x"],
      ["chat", "--help"],
      ["chat"],
    ]) {
      for (const json of [[], ["--json"]]) {
        const { out, err } = await run([...words, "--engine", "emulator", ...json], {
          env: { FAL_KEY: key },
        });
        expect(out + err).not.toContain(key.slice(0, 12));
        expect(out + err).not.toContain(key.slice(-12));
      }
    }
  });

  test("that somebody passes as an input is not announced with what is sent", async () => {
    const { out } = await run(["chat", "--topic", key, "--json"]);
    const announced = out.split("\n").filter((line) => line.includes('"node-started"'));
    expect(announced.length).toBeGreaterThan(1);
    expect(announced.join("\n")).toContain("[hidden]");
    expect(announced.join("\n")).not.toContain(key.slice(-12));
  });

  test("is not shown without a network: every node fails with a plain message", async () => {
    const cause = Object.assign(new Error("getaddrinfo ENOTFOUND queue.fal.run"), {
      code: "ENOTFOUND",
      hostname: "queue.fal.run",
    });
    vi.stubGlobal("fetch", () => Promise.reject(new TypeError("fetch failed", { cause })));
    const { code, out, err } = await run(["parallel", "--topic", "m"], { env: { FAL_KEY: key } });
    expect({ code, out }).toEqual({ code: 1, out: "" });
    expect(err).toContain("parallel on fal, which bills each call\n");
    expect(
      err.match(/: the host queue\.fal\.run cannot be found; is there a network connection\?/g),
    ).toHaveLength(3);
    expect(err).not.toContain(key.slice(-12));
  });

  test("is not shown if it is malformed", async () => {
    const bad = "secret-with-a-line\nend-of-the-secret";
    const { code, err } = await run(["parallel", "--topic", "m", "--engine", "fal"], {
      env: { FAL_KEY: bad },
    });
    expect(code).toBe(2);
    expect(err).not.toMatch(/secret/);
  });
});

test("Ctrl-C stops the run with code 130 and says what was not finished", async () => {
  const interrupt = new AbortController();
  const { code, out, err } = await run(["chat", "--topic", "tea", "--latency", "20000"], {
    interrupt: interrupt.signal,
    onError: (text) => void (text.startsWith("question started") && setTimeout(() => interrupt.abort(), 50)),
  });
  expect({ code, out }).toEqual({ code: 130, out: "" });
  expect(err).toMatch(/\nInterrupted\. Not finished: question, answer\n$/);
});

describe("an untrusted artifact", () => {
  const deep = (levels: number, inside: string) => `${'{"a":'.repeat(levels)}${inside}${"}".repeat(levels)}`;
  const schema = (field: string) => `{"input":{"type":"object","properties":{"topic":${field}}}}`;
  const nodes = (input: string) =>
    `{"input":{"id":"input","type":"input","depends":[],"input":${input}},"output":{"id":"output","type":"display","depends":[],"fields":{}}}`;

  test.each([
    ["chat.json", "[]", "a workflow is an object of nodes, not an array"],
    ["chat.json", "{bad", "dist-workflows/chat.json:1:2 is not valid JSON: "],
    ["chat.json", "[".repeat(100_000), "dist-workflows/chat.json:1:100001 is not valid JSON: "],
    [
      "chat.json",
      '{"__proto__":{"id":"__proto__","type":"run"},"input":3}',
      'node "__proto__": this is not a valid node id',
    ],
    ["chat.json", nodes(deep(300, "1")), "is nested deeper than 200 levels"],
    ["chat.json", '{"input":{"id":"input","type":7}}', "unknown type a number"],
    ["chat.schema.json", "[", "dist-workflows/chat.schema.json:1:2 is not valid JSON: "],
    ["chat.schema.json", "{}", "chat.schema.json cannot be used: it has no input schema"],
    ["chat.schema.json", schema("5"), "cannot be used: a schema in it is not an object"],
    ["chat.schema.json", schema('{"type":"strnig"}'), 'cannot be used: there is no type "strnig"'],
    ["chat.schema.json", schema('{"enum":5}'), 'cannot be used: "enum" in it is not an array'],
    ["chat.schema.json", schema('{"anyOf":{}}'), 'cannot be used: "anyOf" in it is not an array'],
    [
      "chat.schema.json",
      schema('{"type":"string","pattern":"("}'),
      "cannot be used: Invalid regular expression",
    ],
    ["chat.schema.json", schema('{"$ref":"http://x/y"}'), "cannot be used: can't resolve reference"],
    [
      "chat.schema.json",
      schema(deep(300, "1").replaceAll('"a"', '"items"')),
      "nested deeper than 200 levels",
    ],
  ])("%s: %.60s", async (file, content, message) => {
    const other = new TestProject({
      "dist-workflows/chat.json": project.read("dist-workflows/chat.json"),
      "dist-workflows/chat.schema.json": project.read("dist-workflows/chat.schema.json"),
    });
    other.write(`dist-workflows/${file}`, content);
    const { code, out, err } = await other.falc(["run", "chat", "--topic", "tea", "--json"]);
    expect(err).not.toMatch(/has a bug|^\s+at /m);
    expect(code).toBe(1);
    expect(err).toContain(message);
    expect(err).toContain("Compile it again: falc compile\n");
    expect(JSON.parse(out)).toMatchObject({ kind: "error" });
  });

  test("without its schema", async () => {
    const other = new TestProject({ "dist-workflows/chat.json": project.read("dist-workflows/chat.json") });
    expect(await other.falc(["run", "chat"])).toMatchObject({
      code: 1,
      err: "error: cannot read dist-workflows/chat.schema.json: there is no such file\nCompile it again: falc compile\n",
    });
  });

  test("with odd field names, and control characters in its texts", async () => {
    const odd = ["help", "__proto__", "constructor", "a b", "-x", "no-x"];
    const properties = odd.map(
      (name) => `${JSON.stringify(name)}:{"type":"string","description":"\\u001b[2Jx"}`,
    );
    const other = new TestProject({
      "dist-workflows/chat.json": project.read("dist-workflows/chat.json"),
      "dist-workflows/chat.schema.json": `{"title":"\\u001b[31mred","input":{"properties":{${properties.join(",")}}}}`,
    });
    const { code, out } = await other.falc(["run", "chat", "--help"]);
    expect(code).toBe(0);
    expect(out).toContain("--constructor <value>  [2Jx (string)");
    expect(out).toContain('cannot be flags: help, __proto__, "a b", "-x", "no-x"');
    expect(out).not.toContain("\u001b");
  });
});
