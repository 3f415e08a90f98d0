/** How `falc run` treats names and inputs: anything uncertain is refused before anything is sent. */
import { mkdirSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { TestProject, type Settings } from "../support/project.ts";

const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

let project: TestProject;
beforeAll(async () => {
  project = new TestProject({
    "workflows/echo.ts": `import { model } from "falc";
import { z } from "zod";
const llm = model("openrouter/router");
const lora = model("fal-ai/flux-lora");
const kling = model("fal-ai/kling-video/o1/reference-to-video");
const tts = model<{ voice: "@auto" | "@calm"; portrait: string; size: number; amount: number }, { ok: boolean }>("me/tts");
export const input = z.object({
  prompt: z.string().default("a chair"),
  loras: z.array(z.object({ path: z.string(), scale: z.number() })).default([]),
  elements: z.array(z.object({ frontal_image_url: z.string(), reference_image_urls: z.array(z.string()) })).default([]),
  voice: z.enum(["@auto", "@calm"]).default("@calm"),
  portrait: z.string().default("https://example.com/x.png"),
  seed: z.number().default(1),
  amount: z.number().default(1),
  notes: z.record(z.string(), z.string()).default({}),
});
export default async function echo(i: z.infer<typeof input>) {
  const said = await llm({ model: "m", prompt: i.prompt });
  const picture = await lora({ prompt: "x", loras: i.loras, seed: i.seed });
  const film = await kling({ prompt: "y", elements: i.elements });
  const spoken = await tts({ voice: i.voice, portrait: i.portrait, size: 3, amount: i.amount });
  return {
    prompt: i.prompt, loras: i.loras, elements: i.elements, voice: i.voice, portrait: i.portrait,
    seed: i.seed, amount: i.amount, notes: i.notes,
    said: said.output, picture: picture.images[0].url, film: film.video.url, ok: spoken.ok,
  };
}`,
    "photo.png": png,
    "ä ö.png": png,
  });
  const { code, out, err } = await project.falc(["compile"]);
  expect({ code, text: code === 0 ? "" : out + err }).toEqual({ code: 0, text: "" });
});

const run = (words: readonly string[], settings?: Settings) =>
  project.falc(["run", "echo", ...words], settings);

async function inputsOf(words: readonly string[], settings?: Settings): Promise<Record<string, unknown>> {
  const { code, out, err } = await run(words, settings);
  expect({ code, err: code === 0 ? "" : err }).toEqual({ code: 0, err: "" });
  return JSON.parse(out) as Record<string, unknown>;
}

async function refused(words: readonly string[], settings?: Settings): Promise<string> {
  const { code, out, err } = await run(words, settings);
  expect({ code, out }).toEqual({ code: 2, out: "" });
  expect(err).not.toMatch(/^\s+at |upload\.invalid/m);
  return err;
}

const uploaded = expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/files\//) as unknown;

describe("@file", () => {
  test.each<readonly [string, readonly string[], Settings]>([
    [
      "a flag",
      [
        "--elements",
        '[{"frontal_image_url":"@photo.png","reference_image_urls":["@photo.png"]}]',
        "--loras",
        '[{"path":"@photo.png","scale":1}]',
      ],
      {},
    ],
    [
      "--input",
      [
        "--input",
        '{"elements":[{"frontal_image_url":"@photo.png","reference_image_urls":["@photo.png"]}],"loras":[{"path":"@photo.png","scale":1}]}',
      ],
      {},
    ],
    [
      "standard input",
      ["--input", "-"],
      {
        stdin:
          '{"elements":[{"frontal_image_url":"@./photo.png","reference_image_urls":["@photo.png"]}],"loras":[{"path":"@photo.png","scale":1}]}',
      },
    ],
  ])("is uploaded at any depth, by the fields it reaches: from %s", async (_, words, settings) => {
    const { elements, loras } = await inputsOf(words, settings);
    expect(elements).toEqual([{ frontal_image_url: uploaded, reference_image_urls: [uploaded] }]);
    expect(loras).toEqual([{ path: uploaded, scale: 1 }]);
  });

  test("may have any name", async () => {
    expect(
      await inputsOf(["--elements", '[{"frontal_image_url":"@ä ö.png","reference_image_urls":[]}]']),
    ).toMatchObject({ elements: [{ frontal_image_url: uploaded }] });
  });

  test("is refused in a text field, with how to write the text", async () => {
    const err = await refused(["--prompt", "@photo.png", "--notes", '{"a":"@b"}']);
    expect(err).toContain(
      '  prompt does not take files; to send text that starts with "@", double it: "@@photo.png"\n',
    );
    expect(err).toContain(
      '  notes.a does not take files; to send text that starts with "@", double it: "@@b"\n',
    );
  });

  test("@@ is a text that starts with @, everywhere", async () => {
    expect(await inputsOf(["--prompt", "@@anna", "--input", '{"notes":{"a":"@@@b"}}'])).toMatchObject({
      prompt: "@anna",
      notes: { a: "@@b" },
    });
  });

  test("@auto in a choice is the choice", async () => {
    expect(await inputsOf(["--voice", "@auto"])).toMatchObject({ voice: "@auto" });
    expect(await inputsOf(["--input", '{"voice":"@auto"}'])).toMatchObject({ voice: "@auto" });
  });

  test("all missing files are named before anything is uploaded", async () => {
    mkdirSync(project.path("folder"), { recursive: true });
    const err = await refused([
      ...[
        "--elements",
        '[{"frontal_image_url":"@no.png","reference_image_urls":["@photo.png","@folder","@"]}]',
      ],
      ...["--loras", '[{"path":"@photo.png/x","scale":1}]'],
    ]);
    expect(err).toContain("  loras[0].path names a file that does not exist: photo.png/x\n");
    expect(err).toContain("  elements[0].frontal_image_url names a file that does not exist: no.png\n");
    expect(err).toContain("  elements[0].reference_image_urls[1] names a folder, not a file: folder\n");
    expect(err).toContain('  elements[0].reference_image_urls[2] is "@" without the name of a file\n');
  });
});

describe("numbers that would change are refused", () => {
  test.each<readonly [string, readonly string[], Settings]>([
    ["a flag", ["--seed", "6687881544318117707"], {}],
    ["JSON text", ["--input", '{"seed":6687881544318117707}'], {}],
    ["standard input", ["--input", "-"], { stdin: '{ "seed": 6687881544318117707 }' }],
  ])("in %s", async (_, words, settings) => {
    expect(await refused(words, settings)).toContain(
      "  seed would be sent as 6687881544318118000, because a JavaScript number cannot hold 6687881544318117707\n",
    );
  });

  test("at any depth, in flags too", async () => {
    expect(
      await refused(["--loras", '[{"path":"x","scale":1},{"path":"x","scale":9007199254740993}]']),
    ).toContain("loras would be sent as 9007199254740992");
    const json = '{"loras":[{"path":"x","scale":1},{"path":"\\"9007199254740993","scale":1e400}]}';
    expect(await refused(["--input", json])).toContain("loras[1].scale would be sent as null");
  });

  test("numbers that are sent exactly are accepted", async () => {
    for (const seed of ["9007199254740992", "1e21", "-0", "1.50", "0.1000000000000000055511151231257827"]) {
      expect(await inputsOf(["--amount", seed])).toMatchObject({ amount: Number(seed) + 0 });
    }
  });

  test("a fraction for an endpoint's integer field is refused", async () => {
    expect(await refused(["--seed", "0.5"])).toContain(
      "  seed must be a whole number, got 0.5: it goes to seed of fal-ai/flux-lora\n",
    );
    expect(await inputsOf(["--amount", "0.5"])).toMatchObject({ amount: 0.5 });
  });
});

describe("text that is not UTF-8 is refused with its position", () => {
  test.each<readonly [string, Uint8Array, string]>([
    [
      "Latin-1",
      Buffer.from('{\n  "prompt": "caf\xe9"\n}', "latin1"),
      "is not UTF-8 text: see line 2, byte 17 of the line",
    ],
    ["a cut character", Buffer.from([0x22, 0xc3]), "is not UTF-8 text: see line 1, byte 2 of the line"],
    [
      "UTF-16 with a mark",
      Buffer.from('\ufeff{"prompt":"x"}', "utf16le"),
      "is UTF-16 text; save it as UTF-8",
    ],
    [
      "UTF-16 without",
      Buffer.from('{"prompt":"x"}', "utf16le"),
      "contains NUL characters, as UTF-16 text does",
    ],
  ])("%s", async (_, bytes, says) => {
    project.write("bad.json", bytes);
    expect(await refused(["--input", "bad.json"])).toContain(`bad.json ${says}`);
    expect(await refused(["--input", "-"], { stdin: bytes })).toContain(`standard input ${says}`);
  });

  test("even if Node has replaced it", async () => {
    expect(await refused(["--prompt", "caf\ufffd"])).toContain("prompt is not UTF-8 text");
    expect(await refused(["--input", '{"prompt":"caf\ufffd"}'])).toContain("--input is not UTF-8 text");
  });

  test("a byte order mark is not part of the text", async () => {
    const json = '\ufeff{"prompt":"marked"}';
    project.write("marked.json", json);
    for (const words of [
      ["--input", "marked.json"],
      ["--input", json],
    ])
      expect(await inputsOf(words)).toMatchObject({ prompt: "marked" });
    expect(await inputsOf(["--input", "-"], { stdin: json })).toMatchObject({ prompt: "marked" });
  });
});

describe("a workflow is found by any of its names", () => {
  let other: TestProject;
  beforeAll(async () => {
    const body = `import { model } from "falc";
const llm = model("openrouter/router");
export default async function flow({ topic }: { topic: string }) {
  return { answer: (await llm({ model: "m", prompt: topic })).output };
}`;
    other = new TestProject({
      "workflows/heroImage.ts": body,
      "workflows/my_flow.ts": body,
      "workflows/ads/bigHero.ts": body,
      "workflows/hero.ts": body,
      "src/x.txt": "",
    });
    expect((await other.falc(["compile"])).code).toBe(0);
  });

  test.each([
    ["hero-image", "."],
    ["heroImage", "."],
    ["heroImage.ts", "."],
    ["workflows/heroImage.ts", "."],
    ["./workflows/heroImage.ts", "."],
    ["workflows/heroImage", "."],
    ["dist-workflows/hero-image.json", "."],
    ["dist-workflows/hero-image.schema.json", "."],
    ["my_flow.ts", "."],
    ["workflows/my_flow.ts", "."],
    ["my_flow", "."],
    ["heroImage.ts", "workflows"],
    ["../heroImage.ts", "workflows/ads"],
    ["../workflows/heroImage.ts", "src"],
    ["workflows/heroImage.ts", "src"],
    ["../dist-workflows/hero-image.json", "src"],
    ["ads/bigHero", "."],
    ["bigHero.ts", "workflows/ads"],
    ["/workflows/ads/bigHero.ts", "."],
  ])("%s in %s", async (word, cwd) => {
    // A path from the root represents an absolute one.
    const name = word.startsWith("/") ? path.join(other.root, word) : word;
    const { code, err } = await other.falc(["run", name, "--topic", "tea"], { cwd });
    expect({ code, err: code === 0 ? "" : err }).toEqual({ code: 0, err: "" });
    const compiled = await other.falc(["compile", name], { cwd });
    expect({ code: compiled.code, err: compiled.err }).toEqual({ code: 0, err: "" });
  });

  test("but not by the end of a path alone", async () => {
    const { code, err } = await other.falc(["run", "ads/hero", "--topic", "tea"]);
    expect(code).toBe(2);
    expect(err).toContain('there is no compiled workflow "ads/hero"');
  });

  test("a file of another project is reported as such", async () => {
    const { code, err } = await other.falc(["run", project.path("workflows/echo.ts")]);
    expect(code).toBe(2);
    expect(err).toContain("is outside the project, which is ");
  });
});

test("the emulator replaces the workflow's own file elsewhere by a stand-in, and the run says so", async () => {
  const constant = new TestProject({
    "workflows/logo.ts": `import { model } from "falc";
const upscale = model("fal-ai/esrgan");
export default async function logo({ scale }: { scale: number }) {
  const large = await upscale({ image_url: "https://example.com/logo.png", scale });
  return { image: large.image.url };
}`,
  });
  expect((await constant.falc(["compile"])).code).toBe(0);
  const { code, err } = await constant.falc(["run", "logo", "--scale", "2"]);
  expect(code).toBe(0);
  expect(err).toContain(
    "large stand-in for https://example.com/logo.png: the emulator has no network, so it drew one\n",
  );
});
