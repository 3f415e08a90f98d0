import { readdirSync, renameSync, rmSync, statSync, symlinkSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { chat, fields, TestProject } from "../support/project.ts";

const broken = "export default async function broken( {";

function compiled(project: TestProject): Record<string, string> {
  const names = readdirSync(project.path("dist-workflows"), { recursive: true, encoding: "utf8" });
  const files = names.filter((name) => name.endsWith(".json")).sort();
  return Object.fromEntries(files.map((name) => [name, project.read(`dist-workflows/${name}`)]));
}

describe("falc compile", () => {
  test("writes a graph and a schema for every workflow, in columns", async () => {
    const project = new TestProject({
      "workflows/chat.ts": chat,
      "workflows/a/longName.ts": fields,
      "workflows/_help.ts": "",
    });
    const { code, out, err } = await project.falc(["compile"]);
    expect(err).toBe("");
    expect(out).toBe(
      "workflows/a/longName.ts -> dist-workflows/a/long-name.json   3 model calls\n" +
        "workflows/chat.ts       -> dist-workflows/chat.json          2 model calls\n",
    );
    expect(code).toBe(0);
    expect(Object.keys(compiled(project))).toEqual([
      "a/long-name.json",
      "a/long-name.schema.json",
      "chat.json",
      "chat.schema.json",
    ]);
  });

  test("gives the same bytes from another folder, with other line ends, one by one or all together", async () => {
    const one = new TestProject({ "workflows/chat.ts": chat, "workflows/fields.ts": fields });
    const crlf = (text: string) => text.replaceAll("\n", "\r\n");
    const other = new TestProject({
      "workflows/chat.ts": crlf(chat),
      "workflows/fields.ts": `\ufeff${crlf(fields)}`,
    });
    await one.falc(["compile"]);
    await other.falc(["compile", "fields"], { cwd: "workflows" });
    await other.falc(["compile", "workflows/chat.ts"]);
    expect(compiled(other)).toEqual(compiled(one));
  });

  test("writes nothing when nothing changed", async () => {
    const project = new TestProject({ "workflows/chat.ts": chat });
    const stamps = () =>
      ["dist-workflows/chat.json", "dist-workflows/chat.schema.json", ".falc/source-maps/chat.json"].map(
        (file) => {
          const { ino, mtimeMs } = statSync(project.path(file));
          return [ino, mtimeMs];
        },
      );
    await project.falc(["compile"]);
    const before = stamps();
    const { out } = await project.falc(["compile"]);
    expect(out).toContain("2 model calls, unchanged");
    expect(stamps()).toEqual(before);
  });

  test("leaves all artifacts unchanged if one workflow has an error", async () => {
    const project = new TestProject({ "workflows/chat.ts": chat });
    await project.falc(["compile"]);
    const before = compiled(project);
    project.write("workflows/chat.ts", chat.replace("Ask about", "Tell about"));
    project.write("workflows/broken.ts", broken);
    const { code, out, err } = await project.falc(["compile"]);
    expect(code).toBe(1);
    expect(out).toBe("");
    expect(err).toContain("workflows/broken.ts:1:");
    expect(err).toContain("1 problem. Nothing was written.");
    expect(compiled(project)).toEqual(before);
  });

  test.each([
    ["a name", ["chat"], "."],
    ["a name, from a sub-folder", ["chat"], "workflows"],
    ["a file", ["workflows/chat.ts"], "."],
    ["a file beside", ["./chat.ts"], "workflows"],
    ["a folder", ["workflows"], "."],
    ["the project", ["."], "."],
    ["twice the same", ["chat", "workflows/chat.ts"], "."],
  ])("finds a workflow by %s", async (_, words, cwd) => {
    const project = new TestProject({ "workflows/chat.ts": chat, "src/other.ts": "" });
    const { code, out, err } = await project.falc(["compile", ...words], { cwd });
    expect({ code, out, err }).toEqual({
      code: 0,
      out: "workflows/chat.ts -> dist-workflows/chat.json   2 model calls\n",
      err: "",
    });
  });

  test("finds a workflow by its absolute path, also through a linked folder", async () => {
    const project = new TestProject({ "workflows/chat.ts": chat });
    const links = new TestProject();
    symlinkSync(project.root, links.path("link"));
    for (const file of [project.path("workflows/chat.ts"), links.path("link/workflows/chat.ts")]) {
      expect((await project.falc(["compile", file])).code).toBe(0);
    }
  });

  test("--check says what is out of date and writes nothing", async () => {
    const project = new TestProject({ "workflows/chat.ts": chat });
    await project.falc(["compile"]);
    expect((await project.falc(["compile", "--check"])).code).toBe(0);
    project.write("workflows/chat.ts", chat.replace("Ask about", "Tell about"));
    const before = compiled(project);
    const { code, out, err } = await project.falc(["compile", "--check"]);
    expect(code).toBe(1);
    expect(out).toContain("2 model calls, out of date");
    expect(err).toBe("Some artifacts are out of date. Run: falc compile\n");
    expect(compiled(project)).toEqual(before);
  });

  test("--json prints one object, even on failure", async () => {
    const project = new TestProject({ "workflows/chat.ts": chat });
    expect(JSON.parse((await project.falc(["compile", "--json"])).out)).toEqual({
      workflows: [
        {
          workflow: "chat",
          source: "workflows/chat.ts",
          artifact: "dist-workflows/chat.json",
          status: "written",
          modelCalls: 2,
          nodes: 3,
        },
      ],
      orphans: [],
      diagnostics: [],
    });
    project.write("workflows/broken.ts", broken);
    const failed = await project.falc(["compile", "--json"]);
    expect(failed).toMatchObject({ code: 1, err: "" });
    expect(JSON.parse(failed.out)).toMatchObject({
      workflows: [{ status: "failed" }, { status: "unchanged" }],
      diagnostics: [{ code: "syntax-error", file: "workflows/broken.ts" }],
    });
    project.write("workflows/broken.ts", Uint8Array.of(0x22, 0xff, 0xfe));
    const unreadable = await project.falc(["compile", "--json"]);
    expect(JSON.parse(unreadable.out)).toMatchObject({
      kind: "error",
      message: "workflows/broken.ts is not UTF-8 text: see line 1, byte 2 of the line",
    });
  });
});

describe("falc compile reports in one message", () => {
  test("that there is nothing to compile, and how to start", async () => {
    const { code, err } = await new TestProject().falc(["compile"]);
    expect(code).toBe(2);
    expect(err).toMatch(/^error: there is no workflow in .*workflows\n/);
    expect(err).toContain("export default async function hello");
  });

  test.each([
    ["an unknown name", ["chatt"], 'there is no workflow or file "chatt"\nDid you mean chat?'],
    ["an unknown file", ["a.ts"], 'there is no workflow or file "a.ts"\nThere are: chat, schema.'],
    ["a folder named as a file", ["x.ts"], "there is no .ts file in the folder x.ts"],
    ["another kind of file", ["readme.md"], "readme.md is not a workflow: falc compiles .ts and .mts files"],
    ["an unknown option", ["--chekc"], "unknown option '--chekc'\nDid you mean --check?"],
  ])("the problem: %s", async (_, words, message) => {
    const project = new TestProject({
      "workflows/chat.ts": chat,
      "workflows/schema.ts": "",
      "readme.md": "",
      "x.ts/readme.md": "",
    });
    const { code, out, err } = await project.falc(["compile", ...words]);
    expect({ code, out, err }).toEqual({ code: 2, out: "", err: `error: ${message}\n` });
  });

  test("a file outside the project", async () => {
    const project = new TestProject({ "workflows/chat.ts": chat });
    const other = new TestProject({ "chat.ts": chat });
    const { code, err } = await project.falc(["compile", other.path("chat.ts")]);
    expect(code).toBe(2);
    expect(err).toContain(`is outside the project, which is ${project.root}`);
  });

  test("links out of the project and dangling links", async () => {
    const other = new TestProject({ "chat.ts": chat });
    const project = new TestProject({ "workflows/chat.ts": chat });
    const link = project.path("workflows/link.ts");
    symlinkSync(other.path("chat.ts"), link);
    const outside = "error: workflows/link.ts is a link that points outside the project\n";
    expect((await project.falc(["compile"])).err).toContain(outside);
    expect((await project.falc(["compile", "link"])).err).toContain(outside);
    rmSync(link);
    symlinkSync("nowhere.ts", link);
    expect(await project.falc(["compile"])).toMatchObject({
      code: 1,
      err: "error: workflows/link.ts is a broken link\n",
    });
  });

  test("a file that is not UTF-8", async () => {
    const project = new TestProject({
      "workflows/latin.ts": Buffer.from("export const a = 'caf\xe9';", "latin1"),
    });
    expect(await project.falc(["compile"])).toMatchObject({
      code: 1,
      err: "error: workflows/latin.ts is not UTF-8 text: see line 1, byte 22 of the line\nSave it as UTF-8.\n",
    });
  });

  test("two workflows with the same artifact, whether named or not", async () => {
    const project = new TestProject({ "workflows/hero-shot.ts": chat, "workflows/heroShot.ts": chat });
    for (const words of [[], ["heroShot.ts"]]) {
      const { code, err } = await project.falc(["compile", ...words], { cwd: "workflows" });
      expect(code).toBe(1);
      expect(err).toContain("would both become dist-workflows/hero-shot.json");
    }
  });

  test("but not a workflow and a helper with the same name", async () => {
    const project = new TestProject({
      "workflows/heroShot.ts": chat,
      "workflows/hero-shot.ts": "export const a = 1;",
    });
    expect((await project.falc(["compile"])).code).toBe(0);
  });

  test("a name that ends like a schema's file", async () => {
    const project = new TestProject({ "workflows/chat.schema.ts": chat });
    expect((await project.falc(["compile"])).err).toContain(
      "chat.schema.json is the name of another workflow's interface file",
    );
  });

  test("that an artifact cannot be written; the others stay unchanged", async () => {
    const project = new TestProject({ "workflows/chat.ts": chat, "workflows/zzz.ts": chat });
    await project.falc(["compile"]);
    const before = compiled(project);
    project.write("workflows/chat.ts", chat.replace("Ask about", "Tell about"));
    rmSync(project.path("dist-workflows/zzz.json"));
    // A folder in place of the file: unlike missing permissions, that stops root too.
    project.write("dist-workflows/zzz.json/inside", "");
    const { code, err } = await project.falc(["compile"]);
    expect({ code, err }).toEqual({
      code: 1,
      err: "error: cannot write dist-workflows/zzz.json: it is a folder, not a file\n",
    });
    rmSync(project.path("dist-workflows/zzz.json"), { recursive: true });
    const { "zzz.json": _, ...others } = before;
    expect(compiled(project)).toEqual(others);
    expect(readdirSync(project.path("dist-workflows")).filter((name) => name.endsWith(".tmp"))).toEqual([]);
  });

  test("that the folder for artifacts is a file", async () => {
    const project = new TestProject({ "workflows/chat.ts": chat, "dist-workflows": "" });
    expect(await project.falc(["compile"])).toMatchObject({
      code: 1,
      err: "error: cannot write dist-workflows/chat.json: part of the path is a file, not a folder\n",
    });
  });
});

describe("an artifact without a workflow", () => {
  const project = () =>
    new TestProject({ "workflows/chat.ts": chat, "workflows/gone.ts": chat, "workflows/lost.ts": chat });

  test("is reported, fails --check, and is never deleted", async () => {
    const shop = project();
    await shop.falc(["compile"]);
    rmSync(shop.path("workflows/gone.ts"));
    const { code, err } = await shop.falc(["compile"]);
    expect(code).toBe(0);
    expect(err).toContain(
      "dist-workflows/gone.json has no workflow: no workflow in the project is named gone.",
    );
    expect(await shop.falc(["compile", "--check"])).toMatchObject({ code: 1 });
    expect(await shop.falc(["compile", "--check", "chat"])).toMatchObject({ code: 0, err: "" });
    expect(shop.read("dist-workflows/gone.json")).not.toBe("");
  });

  test("is an error at the workflow if that lost its `default`", async () => {
    const shop = project();
    await shop.falc(["compile"]);
    shop.write("workflows/lost.ts", chat.replace("export default async function", "export async function"));
    const { code, err } = await shop.falc(["compile"]);
    expect(code).toBe(1);
    expect(err).toMatch(/^workflows\/lost\.ts:\d+:\d+ error workflow-missing$/m);
    // If another workflow imports it, it is a helper, and its artifact an orphan.
    shop.write("workflows/gone.ts", `import "./lost.ts";\n${chat}`);
    const helper = await shop.falc(["compile"]);
    expect(helper.code).toBe(0);
    expect(helper.err).toContain(
      "dist-workflows/lost.json has no workflow: workflows/lost.ts has no async function as its default export.",
    );
  });
});

test("the project ends at its repository: a workflows/ further up is ignored", async () => {
  const project = new TestProject({ "workflows/chat.ts": chat, "inner/.git/HEAD": "", "inner/src/a.ts": "" });
  expect((await project.falc(["compile"], { cwd: "inner/src" })).code).toBe(2);
  renameSync(project.path("inner/.git"), project.path("inner/git"));
  expect((await project.falc(["compile"], { cwd: path.join("inner", "src") })).code).toBe(0);
});
