/**
 * `falc models add`, `list`, `show` and `remove`. Never contacts fal: its documents come from a server on this
 * machine.
 */
import { execFile } from "node:child_process";
import { existsSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { check } from "prettier";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { categories } from "../../src/endpoints/category.ts";
import { openCatalog } from "../../src/endpoints/lookup.ts";
import { exampleCall } from "../../src/workspace/models/example-call.ts";
import { fetchDocument } from "../../src/workspace/models/fetch-document.ts";
import { listCommand } from "../../src/cli/models/list.ts";
import type { Json } from "../../src/lib/json.ts";
import { TestProject } from "../support/project.ts";
import { compileText } from "../support/compile-source.ts";
import { documentOf, object, portrait, ref, text } from "../endpoints/openapi/documents.ts";

const json = "workflows/models/me/portrait.json";
const types = "workflows/models/me/portrait.d.ts";

function projectWith(documents: Readonly<Record<string, Json>>): TestProject {
  return new TestProject(
    Object.fromEntries(Object.entries(documents).map(([file, each]) => [file, JSON.stringify(each)])),
  );
}

describe("models add --from", () => {
  test("writes both files, formatted by prettier, and says what to do with them", async () => {
    const project = projectWith({ "portrait.json": portrait });
    const { code, out, err } = await project.falc(["models", "add", "--from", "portrait.json"]);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toBe(`me/portrait  new
  ${json}
  ${types}

In a workflow:  model("me/portrait")
Example call:   falc models show me/portrait
`);
    expect(JSON.parse(project.read(json))).toMatchObject({ id: "me/portrait", category: "image-to-image" });
    for (const file of [json, types])
      expect(await check(project.read(file), { filepath: file }), file).toBe(true);
  });

  test("checks calls from then on", async () => {
    const project = projectWith({ "portrait.json": portrait });
    project.write(
      "workflows/sitting.ts",
      `import { model } from "falc";
const portrait = model("me/portrait");
export default async function sitting({ photo }: { photo: string }) {
  const { images } = await portrait({ image_url: photo, steps: 60, sytle: "ink" } as any);
  return { url: images[0].url };
}
`,
    );
    await project.falc(["models", "add", "--from", "portrait.json"]);
    const { code, err } = await project.falc(["compile"]);
    expect(code).toBe(1);
    expect(err).toContain("`steps` of `me/portrait` cannot be `60`: it must be less than or equal to 50.");
    expect(err).toContain("`me/portrait` does not accept `sytle`. Did you mean `style`?");
  });

  test("run twice leaves the files unchanged, even reformatted ones", async () => {
    const project = projectWith({ "portrait.json": portrait });
    const add = () => project.falc(["models", "add", "me/portrait", "--from", "portrait.json"]);
    await add();
    project.write(json, JSON.stringify(JSON.parse(project.read(json))));
    const before = project.read(json);
    expect((await add()).out).toBe("me/portrait  unchanged\n");
    expect(project.read(json)).toBe(before);
  });

  test("replaces changed files, and lists added and removed fields", async () => {
    const project = projectWith({ "app.json": documentOf() });
    await project.falc(["models", "add", "--from", "app.json"]);
    project.write(
      "app.json",
      JSON.stringify(
        documentOf({ input: object({ prompt: text, seed: text }), output: object({ said: text }) }),
      ),
    );
    const { out } = await project.falc(["models", "add", "--from", "app.json"]);
    expect(out).toContain("me/app  replaced\n");
    expect(out).toContain(
      "  compatible  input seed: added: string\n  breaking  output text: removed; it was string\n",
    );
    expect(project.read("workflows/models/me/app.d.ts")).toContain("seed?: string | undefined;");
  });

  test("replaces an invalid declaration", async () => {
    const project = projectWith({ "portrait.json": portrait, [json]: "broken" });
    expect((await project.falc(["models", "add", "--from", "portrait.json"])).out).toContain(
      "me/portrait  replaced\n",
    );
    expect(JSON.parse(project.read(json))).toHaveProperty("id", "me/portrait");
  });

  test("reads several files and standard input, also from a subfolder", async () => {
    const project = projectWith({ "documents/portrait.json": portrait, "workflows/.keep": "" });
    const { out } = await project.falc(["models", "add", "--from", "portrait.json", "-", "--json"], {
      cwd: "documents",
      stdin: JSON.stringify(documentOf()),
    });
    expect(JSON.parse(out)).toEqual({
      endpoints: [
        { id: "me/portrait", status: "new", files: [json, types], changes: [], notes: [] },
        {
          id: "me/app",
          status: "new",
          files: ["workflows/models/me/app.json", "workflows/models/me/app.d.ts"],
          changes: [],
          notes: [],
        },
      ],
    });
    expect(existsSync(project.path(json))).toBe(true);
  });

  test("reports what the document leaves open", async () => {
    const project = projectWith({ "app.json": documentOf({ input: object({ path: ref("TrackPoint") }) }) });
    const { code, out } = await project.falc(["models", "add", "--from", "app.json"]);
    expect(code).toBe(0);
    expect(out).toContain('  note: input.path: "#/components/schemas/TrackPoint" is not in the document');
  });

  const good = JSON.stringify(documentOf());
  const broken: readonly (readonly [string, string | Uint8Array, string])[] = [
    ["nothing", "", "it is not JSON (line 1, column 1: it is empty)"],
    ["half a document", good.slice(0, 300), "it is not JSON ("],
    ["a page", "<!doctype html><title>Not found</title>", "it is not JSON ("],
    ["what fal answers for an unknown id", "null", "it is not an object"],
    ["another kind of document", '{"openapi":"3.0.4"}', 'it has no "paths"'],
    [
      "a document of no endpoint",
      good.replaceAll("me/app", "me/../app"),
      'it is about "me/../app", which is not a valid endpoint id',
    ],
    [
      "a document of a control character",
      JSON.stringify(documentOf({ id: "me/\u001b[2Japp" })),
      "which is not a valid endpoint id",
    ],
    ["no input", good.replaceAll("requestBody", "body"), "it does not describe the body of POST /me/app"],
    [
      "no output",
      good.replaceAll("{request_id}", "last"),
      "it does not describe the response of GET /me/app/requests/{request_id}",
    ],
    ["an unknown type", good.replace('"type":"string"', '"type":"str\\u001b[31ming"'), "there is no type"],
    ["far too many brackets", `{"paths":${"[".repeat(100_000)}${"]".repeat(100_000)}}`, 'it has no "paths"'],
    ["bytes", new Uint8Array([0xff, 0xfe, 0, 1, 2]), "it is UTF-16 text; save it as UTF-8"],
  ];
  test.each(broken)("has one message for %s", async (_, content, problem) => {
    const project = new TestProject({ "app.json": content });
    const { code, out, err } = await project.falc(["models", "add", "--from", "app.json"]);
    expect({ code, out }).toEqual({ code: 1, out: "" });
    expect(err).toContain(`error: app.json is not the OpenAPI document of an endpoint: `);
    expect(err).toContain(problem);
    expect(err).not.toMatch(/\u001b|\n {4}at /);
    expect(err.trimEnd().split("\n")).toHaveLength(2);
    expect(existsSync(project.path("workflows"))).toBe(false);
  });

  test.each<[readonly string[], 1 | 2, string]>([
    [["add"], 2, "which endpoint?\nfalc models add <id>, or --from <file>"],
    [
      ["add", "app.json"],
      2,
      '"app.json" is not a valid endpoint id\nTo read a file: falc models add --from app.json',
    ],
    [["add", "../../etc"], 2, '"../../etc" is not a valid endpoint id'],
    [["add", "--from", "gone.json"], 1, "cannot read gone.json: there is no such file"],
    [["add", "--from", "folder"], 1, "cannot read folder: it is a folder, not a file"],
    [["add", "--from", "large.json"], 1, "large.json is larger than 10 MB"],
    [
      ["add", "me/other", "--from", "app.json"],
      1,
      "app.json is about me/app, not about me/other\nIf that is the one you mean: falc models add me/app --from app.json",
    ],
    [
      ["add", "me/app", "--from", "app.json", "portrait.json"],
      2,
      "each of several documents has its own id\nLeave out the id.",
    ],
    [["add", "--from", "app.json", "again.json"], 1, "app.json and again.json are both about me/app"],
    [["add", "--from", "app.json", "broken.json"], 1, "broken.json is not the OpenAPI document"],
  ])("%j writes nothing", async (words, exitCode, said) => {
    const project = projectWith({
      "app.json": documentOf(),
      "again.json": documentOf(),
      "portrait.json": portrait,
      "broken.json": {},
    });
    mkdirSync(project.path("folder"));
    project.write("large.json", " ".repeat(10_000_001));
    const { code, out, err } = await project.falc(["models", ...words]);
    expect({ code, out }).toEqual({ code: exitCode, out: "" });
    expect(err).toContain(`error: ${said}`);
    expect(existsSync(project.path("workflows"))).toBe(false);
  });

  test("never writes through a link", async () => {
    const project = projectWith({ "app.json": documentOf(), "elsewhere/x": "" });
    mkdirSync(project.path("workflows"));
    symlinkSync(project.path("elsewhere"), project.path("workflows/models"));
    const { code, err } = await project.falc(["models", "add", "--from", "app.json"]);
    expect(code).toBe(1);
    expect(err).toContain("workflows/models is a link");
    expect(existsSync(project.path("elsewhere/me"))).toBe(false);
  });
});

describe("models add <id>", () => {
  type Answer = (response: ServerResponse, request: IncomingMessage) => void;
  let answer: Answer = (response) => void response.end();
  const server = createServer((request, response) => answer(response, request));
  const fetch = globalThis.fetch;

  beforeEach(async () => {
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    vi.stubGlobal("fetch", (url: string, init: RequestInit) =>
      fetch(url.replace("https://fal.ai", `http://127.0.0.1:${port}`), init),
    );
  });
  afterEach(async () => {
    vi.unstubAllGlobals();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  test("downloads from fal, without a key", async () => {
    let asked: IncomingMessage | undefined;
    answer = (response, request) => {
      asked = request;
      response.end(JSON.stringify(portrait));
    };
    const project = new TestProject();
    const { code, out } = await project.falc(["models", "add", "me/portrait"], {
      env: { FAL_KEY: "secret" },
    });
    expect(code).toBe(0);
    expect(out).toContain("me/portrait  new\n");
    expect(asked?.url).toBe("/api/openapi/queue/openapi.json?endpoint_id=me%2Fportrait");
    expect(asked?.headers).not.toHaveProperty("authorization");
    expect(project.read(types)).toContain('"me/portrait": { input: PortraitInput; output: PortraitOutput };');
  });

  test.each<[string, Answer, string]>([
    [
      "an id that fal does not know",
      (response) => void response.writeHead(404).end("null"),
      "fal has no document for me/portrait",
    ],
    ["null", (response) => void response.end("null\n"), "fal has no document for me/portrait"],
    [
      "a fault of fal's",
      (response) => void response.writeHead(500).end("oops"),
      "fal answered with status 500 for the document of me/portrait",
    ],
    [
      "a page",
      (response) => void response.end("<html>"),
      "fal's document of me/portrait is not the OpenAPI document of an endpoint: it is not JSON",
    ],
    [
      "another endpoint's",
      (response) => void response.end(JSON.stringify(documentOf())),
      "fal's document of me/portrait is about me/app, not about me/portrait",
    ],
    [
      "a cut connection",
      (response) => void response.socket?.destroy(),
      "cannot fetch the document of me/portrait: the connection was lost",
    ],
    [
      "half an answer",
      (response) =>
        void response
          .writeHead(200, { "content-length": "100" })
          .write("{", () => response.socket?.destroy()),
      "cannot fetch the document of me/portrait: the connection was lost",
    ],
    [
      "more than anybody needs",
      (response) => void response.end(Buffer.alloc(11_000_000, " ")),
      "fal's document of me/portrait is larger than 10 MB",
    ],
  ])("has one message for %s", async (_, given, said) => {
    answer = given;
    const project = new TestProject();
    const { code, out, err } = await project.falc(["models", "add", "me/portrait"]);
    expect({ code, out }).toEqual({ code: 1, out: "" });
    expect(err).toContain(`error: ${said}`);
    expect(err).not.toContain("    at ");
    expect(existsSync(project.path("workflows"))).toBe(false);
  });

  test("offline, explains the alternative", async () => {
    vi.stubGlobal("fetch", () => fetch("http://127.0.0.1:1/"));
    const { code, err } = await new TestProject().falc(["models", "add", "me/portrait"]);
    expect(code).toBe(1);
    expect(err).toMatch(/^error: cannot fetch the document of me\/portrait: /);
    expect(err).toContain("falc models add me/portrait --from document.json\n");
  });

  test("does not wait long for a silent server", async () => {
    answer = () => {};
    await expect(fetchDocument("me/portrait", 0.05)).rejects.toThrow(
      "cannot fetch the document of me/portrait: fal did not answer within 0.05 seconds",
    );
  });
});

describe("models list", () => {
  const used = `import { model } from "falc";\nconst portrait = model("me/portrait");\nexport default async function x() {\n  return { a: (await portrait({ image_url: "" })).seed };\n}\n`;
  const declared = async (): Promise<TestProject> => {
    const project = projectWith({ "portrait.json": portrait });
    project.write("workflows/x.ts", used);
    await project.falc(["models", "add", "--from", "portrait.json"]);
    return project;
  };

  test("prints a line per endpoint into a pipe", async () => {
    const { code, out } = await (await declared()).falc(["models", "list"]);
    expect(code).toBe(0);
    const lines = out.trimEnd().split("\n");
    expect(lines).toHaveLength(openCatalog().ids().length + 1);
    expect(lines).toContainEqual(expect.stringMatching(/^me\/portrait +image-to-image {2}declared, used$/));
    expect(lines).toContainEqual(expect.stringMatching(/^fal-ai\/flux\/dev +text-to-image$/));
  });

  test("prints the number of endpoints and the project's own in a terminal", async () => {
    const project = await declared();
    let out = "";
    const stdout = { write: (piece: string) => void (out += piece), isTerminal: true, columns: 80, rows: 24 };
    await listCommand([], {
      cwd: project.root,
      env: { NO_COLOR: "1" },
      stdout,
      stderr: stdout,
      readStdin: () => Promise.resolve(new Uint8Array()),
      catchInterrupt: () => new AbortController().signal,
    });
    expect(out).toMatch(/^1,\d{3} endpoints, by category:\n/);
    expect(out).toMatch(/\n {2}text-to-image +\d{3}\n/);
    expect(out).toMatch(/In this project\nme\/portrait +image-to-image {2}declared, used\n/);
  });

  test("finds endpoints by all words, in ids, categories and descriptions", async () => {
    const project = await declared();
    const ids = async (...words: string[]) => {
      const { out } = await project.falc(["models", "list", ...words, "--json"]);
      return (JSON.parse(out) as { endpoints: { id: string }[] }).endpoints.map(({ id }) => id);
    };
    expect(await ids("PAINTS", "portrait.")).toEqual(["me/portrait"]);
    expect(await ids("flux", "schnell")).toContain("fal-ai/flux/schnell");
    expect(await ids("--category", "image-to-3d")).toContain("fal-ai/trellis-2");
    expect(await ids("trellis", "3d-to-3d")).toEqual(["fal-ai/trellis-2/retexture"]);
  });

  test.each<[readonly string[], 1 | 2, string]>([
    [
      ["fluxx", "lora"],
      1,
      'falc knows no endpoint with "fluxx" and "lora"\nDid you mean falc models list flux lora?',
    ],
    [
      ["qqqqqqqq"],
      1,
      'falc knows no endpoint with "qqqqqqqq"\nTo declare one that fal has: falc models add <id>',
    ],
    [["--category", "image-to-3dd"], 2, 'there is no category "image-to-3dd"\nDid you mean image-to-3d?'],
  ])("%j", async (words, exitCode, said) => {
    const { code, err } = await new TestProject().falc(["models", "list", ...words]);
    expect({ code, err }).toEqual({ code: exitCode, err: `error: ${said}\n` });
  });

  test("each category has an endpoint", async () => {
    const { out } = await new TestProject().falc(["models", "list", "--json"]);
    const { endpoints } = JSON.parse(out) as { endpoints: { category: string }[] };
    expect(new Set(endpoints.map(({ category }) => category))).toEqual(new Set(categories));
  });

  test.each([
    ["fal-ai/flux/dev", "text-to-image"],
    ["fal-ai/clarity-upscaler", "image-to-image"],
    ["fal-ai/kling-video/v2.5-turbo/pro/image-to-video", "image-to-video"],
    ["fal-ai/ffmpeg-api/merge-videos", "video-to-video"],
    ["fal-ai/chatterbox/text-to-speech", "text-to-speech"],
    ["fal-ai/whisper", "speech-to-text"],
    ["openrouter/router", "text-to-text"],
    ["openrouter/router/vision", "image-to-text"],
    ["fal-ai/flux-2-trainer-v2/edit", "training"],
    ["fal-ai/elevenlabs/music", "text-to-audio"],
  ])("%s is %s", async (id, category) => {
    const { out } = await new TestProject().falc(["models", "show", id, "--json"]);
    expect(JSON.parse(out)).toMatchObject({ id, category });
  });
});

describe("models show", () => {
  test("shows every field, every path, and a call", async () => {
    const project = projectWith({ "portrait.json": portrait });
    await project.falc(["models", "add", "--from", "portrait.json"]);
    expect((await project.falc(["models", "show", "me/portrait"])).out).toBe(`me/portrait  image-to-image
Known from workflows/models/me/portrait.json

Paints a portrait.

Input
  image_url    string, URL of an image file, required
  style        "oil" | "ink", default "oil"
  size         { width, height } | "small" | "large"
  size.width   integer, greater than 0, required
  size.height  integer, required
  steps        integer, 1 to 50, default 28
               How often the picture is gone over, from the first sketch to the
               very last stroke.
  seed         integer | null
  strength     number | null, greater than 0, at most 1

Output
  images[0].url    string, URL of an image file
                   The portraits
  images[0].width  integer | null, may be absent
  seed             integer

Example call

import { model } from "falc";

const run = model("me/portrait");

export default async function example() {
  const result = await run({ image_url: "https://example.com/face.jpg" });
  return { url: result.images[0].url };
}
`);
  });

  test.each([
    ["fal-ai/flux/dev", /^Known from the types of @fal-ai\/client \d+\.\d+\.\d+$/m],
    [
      "fal-ai/text-concat",
      /^Known from falc's supplement to fal's types; the endpoint may accept and return more$/m,
    ],
  ])("shows the source of %s", async (id, said) => {
    expect((await new TestProject().falc(["models", "show", id])).out).toMatch(said);
  });

  test("ends quickly for a declaration that was made huge on purpose", async () => {
    let list: Json = { type: "string" };
    for (let level = 0; level < 15; level += 1) list = { type: "array", minItems: 1_000, items: list };
    const choices = Array.from({ length: 10_000 }, (_, at) => `v${at}`);
    const input = object({ list, choice: { enum: choices } }, { required: ["list", "choice"] });
    const large = JSON.stringify({ id: "me/app", input, output: {} });
    const project = new TestProject({ "workflows/models/me/app.json": large });
    const { code, out } = await project.falc(["models", "show", "me/app"]);
    expect(code).toBe(0);
    expect(out).toContain("(10000 in total)");
    expect(out.length).toBeLessThan(20_000);
  });

  test("suggests a similar endpoint for an unknown one, and how to declare it", async () => {
    const { code, err } = await new TestProject().falc(["models", "show", "fal-ai/flux/dve"]);
    expect(code).toBe(1);
    expect(err).toBe(
      'error: falc does not know the endpoint "fal-ai/flux/dve"\nDid you mean fal-ai/flux/dev?\nIf the id is right: falc models add fal-ai/flux/dve\n',
    );
  });
});

describe("the example call of every endpoint", () => {
  const catalog = openCatalog();
  const examples = catalog.ids().map((id) => {
    const endpoint = catalog.find(id);
    if (endpoint === undefined) throw new Error(`${id} is listed and not known`);
    return [id, exampleCall(endpoint)] as const;
  });

  test("compiles without diagnostics", () => {
    const problems = examples.flatMap(([id, example]) =>
      compileText(example).diagnostics.map(({ code, message }) => `${id}: ${code}: ${message}`),
    );
    expect(problems).toEqual([]);
  });

  test("type-checks", async () => {
    const root = fileURLToPath(new URL("../..", import.meta.url));
    const compilerOptions = {
      strict: true,
      module: "nodenext",
      target: "es2022",
      lib: ["es2022"],
      types: [],
      noEmit: true,
      skipLibCheck: true,
    };
    const project = new TestProject({
      "package.json": '{"type":"module"}',
      "tsconfig.json": JSON.stringify({ compilerOptions, include: ["workflows"] }),
    });
    mkdirSync(project.path("workflows"));
    mkdirSync(project.path("node_modules"));
    symlinkSync(root, project.path("node_modules/falc"));
    for (const [index, [, example]] of examples.entries())
      writeFileSync(project.path(`workflows/e${index}.ts`), example);
    project.write(
      "workflows/wrong.ts",
      'import { model } from "falc";\nvoid model("fal-ai/flux/dev")({ prompt: 1 });\n',
    );
    const ran = promisify(execFile)(
      process.execPath,
      [`${root}node_modules/typescript/bin/tsc`, "-p", project.root, "--pretty", "false"],
      { cwd: project.root },
    );
    const said = await ran.then(
      ({ stdout }) => stdout,
      ({ stdout }: { stdout: string }) => stdout,
    );
    expect(said).toBe(
      "workflows/wrong.ts(2,33): error TS2322: Type 'number' is not assignable to type 'string'.\n",
    );
  });
});

describe("models remove", () => {
  test("removes both files and empty folders, and lists who used the endpoint", async () => {
    const project = projectWith({ "portrait.json": portrait });
    project.write("workflows/_models.ts", 'export const portrait = model("me/portrait");\n');
    await project.falc(["models", "add", "--from", "portrait.json"]);
    const { code, out } = await project.falc(["models", "remove", "me/portrait"]);
    expect(code).toBe(0);
    expect(out).toBe(`removed ${json}
removed ${types}

me/portrait is used in workflows/_models.ts.
falc no longer has a schema for it, and does not check calls to it.
`);
    expect(existsSync(project.path("workflows/models"))).toBe(false);
    expect(existsSync(project.path("workflows/_models.ts"))).toBe(true);
  });

  test("leaves other files", async () => {
    const project = projectWith({ "portrait.json": portrait, "app.json": documentOf() });
    await project.falc(["models", "add", "--from", "portrait.json", "app.json"]);
    await project.falc(["models", "remove", "me/portrait"]);
    expect(existsSync(project.path("workflows/models/me/app.json"))).toBe(true);
  });

  test.each([
    ["me/portriat", "Did you mean me/portrait?"],
    ["../../portrait.json", "It declares me/portrait."],
  ])("removes nothing for %s, which is not declared", async (id, hint) => {
    const project = projectWith({ "portrait.json": portrait });
    await project.falc(["models", "add", "--from", "portrait.json"]);
    const { code, err } = await project.falc(["models", "remove", id]);
    expect({ code, err }).toEqual({
      code: 1,
      err: `error: this project does not declare "${id}"\n${hint}\n`,
    });
    expect(existsSync(project.path(json))).toBe(true);
  });
});

describe("models add --missing", () => {
  const source = (...ids: readonly string[]) => `import { model } from "falc";
export default async function shot({ prompt }: { prompt: string }) {
  const all: unknown[] = [];
  for (const id of ${JSON.stringify(ids)}) all.push(await model(id)({ prompt }));
  return { all };
}
`;
  const files = {
    "workflows/one.ts": source("fal-ai/flux/dev", "me/portrait"),
    "workflows/two.ts": source("me/portrait", "me/app", "fal-ai/flux/dve"),
    "workflows/_helper.ts": "export const one = 1;\n",
    "workflows/helper.ts": "export const two = 2;\n",
  };

  test("declares every unknown endpoint in use, from a folder; a failure does not stop the others", async () => {
    const project = new TestProject({
      ...files,
      "documents/portrait.json": JSON.stringify(portrait),
      "documents/app.json": JSON.stringify(documentOf()),
    });
    const { code, out, err } = await project.falc(["models", "add", "--missing", "--from", "documents"]);
    expect(out).toContain("me/app  new\n");
    expect(out).toContain("me/portrait  new\n");
    expect(err).toBe(
      "error: documents has no document for fal-ai/flux/dve\nfal-ai/flux/dve is used by workflows/two.ts\nDid you mean fal-ai/flux/dev?\n",
    );
    expect(code).toBe(1);
    for (const file of [json, types, "workflows/models/me/app.json"])
      expect(existsSync(project.path(file)), file).toBe(true);
    project.write("workflows/two.ts", source("me/app"));
    const again = await project.falc(["models", "add", "--missing", "--from", "documents"]);
    expect(again).toEqual({ code: 0, out: "falc knows every endpoint that the workflows use\n", err: "" });
  });

  test("downloads each from fal, once", async () => {
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(request.url ?? "");
      if (request.url?.endsWith("me%2Fportrait") === true) response.end(JSON.stringify(portrait));
      else response.writeHead(404).end("null");
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const fetch = globalThis.fetch;
    vi.stubGlobal("fetch", (url: string, init: RequestInit) =>
      fetch(url.replace("https://fal.ai", `http://127.0.0.1:${port}`), init),
    );
    try {
      const project = new TestProject(files);
      const { code, out } = await project.falc(["models", "add", "--missing", "--json"]);
      expect(code).toBe(1);
      expect(JSON.parse(out)).toMatchObject({
        endpoints: [{ id: "me/portrait", status: "new", files: [json, types] }],
        failed: [
          {
            id: "fal-ai/flux/dve",
            problem: "fal has no document for fal-ai/flux/dve",
            hint: "Did you mean fal-ai/flux/dev?",
            files: ["workflows/two.ts"],
          },
          { id: "me/app", problem: "fal has no document for me/app" },
        ],
        unread: [],
      });
      expect(asked).toHaveLength(3);
    } finally {
      vi.unstubAllGlobals();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  });

  test("names the workflows it could not read, and accepts no id", async () => {
    const project = new TestProject({ "workflows/bad.ts": "export default async function (" });
    expect(await project.falc(["models", "add", "--missing"])).toEqual({
      code: 1,
      out: "falc knows every endpoint that the workflows use\n",
      err: "warning: workflows/bad.ts could not be read, so what it uses is not known; see falc compile workflows/bad.ts\n",
    });
    expect(await project.falc(["models", "add", "me/app", "--missing"])).toEqual({
      code: 2,
      out: "",
      err: "error: --missing finds the endpoints itself\nFor one: falc models add me/app\n",
    });
  });
});

test("falc models without a command lists them; a wrong one gets a suggestion", async () => {
  const project = new TestProject();
  const asked = await project.falc(["models", "--help"]);
  expect(asked).toMatchObject({ code: 0, err: "" });
  expect(asked.out).toMatch(/\n {2}add \[id\] +declare an/);
  expect(await project.falc(["models"])).toEqual({ code: 2, out: "", err: asked.out });
  expect((await project.falc(["models", "lits"])).err).toBe(
    'error: there is no command "models lits"\nDid you mean falc models list?\n',
  );
  expect((await project.falc(["help", "models", "add"])).out).toContain(
    "falc models add me/my-app --from app.json",
  );
});
