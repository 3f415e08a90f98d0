/**
 * Unexpected files and folders, and encodings: messages name the file and the reason in plain words. Permissions are
 * not tested: tests may run as root, to whom everything is allowed.
 */
import { describe, expect, test } from "vitest";
import { chat, TestProject } from "../support/project.ts";
import { documentOf } from "../endpoints/openapi/documents.ts";

const mark = "\ufeff";
const notUtf8 = Buffer.from([0x7b, 0x22, 0x61, 0x22, 0x3a, 0x0a, 0x22, 0xff, 0x22, 0x7d]); // {"a":\n"\xff"}
const where = "is not UTF-8 text: see line 2, byte 2 of the line";
const document = JSON.stringify(
  documentOf({
    id: "me/app",
    input: {
      type: "object",
      properties: { prompt: { type: "string" }, width: { type: "integer" }, strength: { type: "number" } },
      required: ["prompt"],
    },
  }),
);
const own = `import { model } from "falc";
const app = model("me/app");
export default async function own({ width, strength }: { width: number; strength: number }) {
  const made = await app({ prompt: "x", width, strength });
  return { text: made.text };
}`;

const node = '{ "type": "module" }';
const chatFiles = { "package.json": node, "workflows/chat.ts": chat };
const run = ["run", "chat", "--topic", "x", "--engine", "emulator"];

/** Refused with these words, without an error of Node's. */
async function refused(project: TestProject, argv: readonly string[], code: number, says: string) {
  const ended = await project.falc(argv);
  expect(ended.err).toContain(says);
  expect(ended.code).toBe(code);
  expect(ended.out + ended.err).not.toMatch(/^\s+at |\bE[A-Z]{4,}\b|has a bug/m);
}

describe("a file where a folder should be, and a folder where a file should be", () => {
  type Row = readonly [
    name: string,
    files: Record<string, string>,
    argv: string[],
    code: number,
    says: string,
  ];
  const noFolder = "part of the path is a file, not a folder";
  test.each<Row>([
    [
      ".falc is a file: compile",
      { ".falc": "" },
      ["compile"],
      1,
      `cannot write .falc/.gitignore: ${noFolder}`,
    ],
    [
      "dist-workflows is a file: compile",
      { "dist-workflows": "" },
      ["compile"],
      1,
      `cannot write dist-workflows/chat.json: ${noFolder}`,
    ],
    ["dist-workflows is a file: run", { "dist-workflows": "" }, run, 2, "chat is not compiled yet"],
    ["dist-workflows is a file: check", { "dist-workflows": "" }, ["check"], 1, "out of date"],
    [
      "the artifact is a folder: compile",
      { "dist-workflows/chat.json/x": "" },
      ["compile"],
      1,
      "cannot write dist-workflows/chat.json: it is a folder, not a file",
    ],
    [
      "the artifact is a folder: run",
      { "dist-workflows/chat.json/x": "" },
      run,
      2,
      "chat is not compiled yet",
    ],
    [
      "workflows/models is a file",
      { "doc.json": document, "workflows/models": "" },
      ["models", "add", "--from", "doc.json"],
      1,
      `cannot write workflows/models/me/app.json: ${noFolder}`,
    ],
    [
      "the declaration is a folder",
      { "doc.json": document, "workflows/models/me/app.json/x": "" },
      ["models", "add", "--from", "doc.json"],
      1,
      "workflows/models/me/app.json: it is a folder, not a file",
    ],
    [
      "--from a folder",
      {},
      ["models", "add", "--from", "workflows"],
      1,
      "cannot read workflows: it is a folder",
    ],
    [
      "--from below a file",
      {},
      ["models", "add", "--from", "package.json/x.json"],
      1,
      `cannot read package.json/x.json: ${noFolder}`,
    ],
    ["--from nothing", {}, ["models", "add", "--from", "no.json"], 1, "cannot read no.json: "],
    ["sync from nothing", {}, ["models", "outdated", "--from", "no"], 1, "cannot read no: "],
    ["--input a folder", {}, ["run", "chat", "--input", "workflows"], 2, "workflows: it is a folder"],
    ["--input below a file", {}, ["run", "chat", "--input", "package.json/x"], 2, noFolder],
    ["compile below a file", {}, ["compile", "workflows/chat.ts/x.ts"], 2, "there is no workflow or file"],
    ["check below a file", {}, ["check", "workflows/chat.ts/x.ts"], 2, "there is no workflow or file"],
    ["run below a file", {}, ["run", "workflows/chat.ts/x.ts"], 2, "there is no compiled workflow"],
  ])("%s", async (_, files, argv, code, says) => {
    const project = new TestProject(chatFiles);
    const compiles = argv[1] === "chat" && Object.keys(files).length === 0;
    if (compiles) expect((await project.falc(["compile"])).code).toBe(0);
    for (const [file, content] of Object.entries(files)) project.write(file, content);
    await refused(project, argv, code, says);
  });

  test.each([
    ["empty", "", "which cannot be empty"],
    ["a file", "package.json", "a file of that name already exists"],
    ["below a file", "package.json/out", "part of the path is a file, not a folder"],
  ])("--out is %s", async (_, out, says) => {
    const project = new TestProject(chatFiles);
    expect((await project.falc(["compile"])).code).toBe(0);
    await refused(project, [...run, "--out", out], 2, says);
  });
});

describe("a byte order mark is ignored in", () => {
  test("package.json, tsconfig.json, declared endpoints and artifacts", async () => {
    const project = new TestProject({
      "package.json": `${mark}{ "type": "module", "imports": { "#said": "./workflows/_said.ts" } }`,
      "tsconfig.json": `${mark}{ "compilerOptions": { "paths": { "@/*": ["./workflows/*"] } } }`,
      "doc.json": mark + document,
      "workflows/_said.ts": `${mark}export const said = "x";`,
      "workflows/own.ts":
        mark +
        own
          .replace('prompt: "x"', "prompt: said + again")
          .replace("\n", '\nimport { said } from "#said";\nimport { said as again } from "@/_said";\n'),
    });
    const succeed = async (...argv: string[]) => {
      const { code, out, err } = await project.falc(argv);
      expect({ argv, code, text: code === 0 ? "" : out + err }).toEqual({ argv, code: 0, text: "" });
      return out + err;
    };
    await succeed("models", "add", "--from", "doc.json");
    project.write("workflows/models/me/app.json", mark + project.read("workflows/models/me/app.json"));
    await succeed("compile");
    const words = ["run", "own", "--width", "3", "--strength", "0.5", "--engine", "emulator"];
    await succeed(...words);
    for (const name of ["own.json", "own.schema.json"])
      project.write(`dist-workflows/${name}`, mark + project.read(`dist-workflows/${name}`));
    await succeed(...words);
    expect(await succeed("models", "list")).toContain("me/app");
    await succeed("models", "show", "me/app");
  });
});

describe("invalid UTF-8 is refused with its position in", () => {
  test.each([
    ["tsconfig.json", ["compile"]],
    ["base.json", ["compile"]],
    ["package.json", ["compile"]],
    ["workflows/models/openrouter/router.json", ["compile", "chat"]],
    ["workflows/chat.ts", ["compile"]],
    ["doc.json", ["models", "add", "--from", "doc.json"]],
    ["dist-workflows/chat.json", run],
    ["dist-workflows/chat.schema.json", run],
    ["input.json", ["run", "chat", "--input", "input.json"]],
  ] as const)("%s", async (file, argv) => {
    const project = new TestProject({
      ...chatFiles,
      ...(file === "base.json" && { "tsconfig.json": '{ "extends": "./base.json" }' }),
      "workflows/_said.ts": 'export const said = "x";',
      "workflows/other.ts": own.replace("me/app", "openrouter/router").replace("\n", '\nimport "#said";\n'),
    });
    await project.falc(["compile", "chat"]);
    project.write(file, notUtf8);
    const { code, out, err } = await project.falc(argv);
    expect(out + err).toContain(file);
    expect(out + err).toContain(where);
    expect(code).toBe(argv[0] === "run" && file === "input.json" ? 2 : 1);
  });
});

test("a fraction for an integer of a declared endpoint is refused", async () => {
  const project = new TestProject({ "package.json": node, "doc.json": document, "workflows/own.ts": own });
  expect((await project.falc(["models", "add", "--from", "doc.json"])).code).toBe(0);
  expect((await project.falc(["compile"])).code).toBe(0);
  const words = (width: string) => [
    "run",
    "own",
    "--width",
    width,
    "--strength",
    "0.5",
    "--engine",
    "emulator",
  ];
  await refused(project, words("512.5"), 2, "must be a whole number, got 512.5: it goes to width of me/app");
  expect((await project.falc(words("512"))).code).toBe(0);
  expect((await project.falc(words("512.0"))).code).toBe(0);
});
