/** Another client than the one falc was built with: every command says so, `falc models sync` reads it. */
import { readdirSync, renameSync, rmSync, symlinkSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { ownClient } from "../../src/endpoints/build/find-client.ts";
import { reportError } from "../../src/cli/report-error.ts";
import type { Io } from "../../src/cli/io.ts";
import { syncCommand } from "../../src/cli/models/sync.ts";
import { version as falcVersion } from "../../src/workspace/version.ts";
import { chat, type Result, TestProject } from "../support/project.ts";

const { version: own = "" } = ownClient() ?? {};
const clientFolder = "node_modules/@fal-ai/client";

/** As fal's generator writes them, with an endpoint that differs from falc's own catalogue, and one that it lacks. */
const types = `
export type File = { url: string };
export type RouterInput = { prompt: string; mood?: "calm" | "wild" };
export type RouterOutput = { text: string };
export type PaintInput = {
    /**
     * How many. Default value: \`2\`
     */
    count?: number;
    image_url: string | Blob | File;
};
export type PaintOutput = { picture: File };
export type EndpointTypeMap = {
    "openrouter/router": { input: RouterInput; output: RouterOutput };
    "me/paint": { input: PaintInput; output: PaintOutput };
};
`;

const paint = `import { model } from "falc";

const router = model("openrouter/router");

export default async function paint({ prompt }: { prompt: string }) {
  const said = await router({ prompt, mood: "calm" } as any);
  return { said: (said as any).text };
}
`;

const notice = `warning: the installed @fal-ai/client (9.0.0) may have different endpoints from falc's catalogue, which is for ${own}. Run: falc models sync\n`;

describe("the notice", () => {
  test.each(["compile", "check"])("is said once by falc %s, and is in its JSON", async (command) => {
    const project = projectWith("9.0.0", types, chat);
    const text = await project.falc([command]);
    expect(text.err.split(notice)).toHaveLength(2);
    const json = await project.falc([command, "--json"]);
    expect(json.err.split(notice)).toHaveLength(2);
    expect((JSON.parse(json.out) as { notices: unknown }).notices).toEqual([
      { message: notice.slice("warning: ".length, notice.indexOf(". Run")), hint: "Run: falc models sync" },
    ]);
  });

  test("is printed by falc run, and by falc compile --form saved", async () => {
    const project = projectWith("9.0.0", types, chat);
    expect((await project.falc(["compile", "main", "--form", "saved"])).err).toContain(notice);
    await project.falc(["compile"]);
    const run = await project.falc(["run", "main", "--topic", "tea"]);
    expect(run).toMatchObject({ code: 0, err: expect.stringContaining(notice) as unknown });
  });

  test("is not printed for falc's own version, for no client, and for one that declares the same", async () => {
    const { types: file = "" } = ownClient() ?? {};
    const same = projectWith("9.0.0", "", chat);
    rmSync(same.path(`${clientFolder}/src`), { recursive: true });
    symlinkSync(path.resolve(file, "../.."), same.path(`${clientFolder}/src`));
    const projects = [projectWith(own, types, chat), new TestProject({ "workflows/main.ts": chat }), same];
    for (const project of projects) {
      const { err, out } = await project.falc(["compile", "--json"]);
      expect(err).toBe("");
      expect(JSON.parse(out)).not.toHaveProperty("notices");
      expect((await sync(project)).out).toMatch(
        /^falc has the endpoints of @fal-ai\/client .* already; nothing to do\n$/,
      );
      expect(readdirSync(project.path(".falc"))).not.toContain("catalog");
    }
  });

  test.each([
    ["{", "client/package.json:1:2 is not valid JSON", "Install @fal-ai/client again"],
    ['{"version":"../../x"}', "(no version in its package.json)", "Install it again"],
    [
      '{"version":"1.0.2","exports":{".":"./x.js"}}',
      "(1.0.2)",
      "does not declare its endpoints; versions from 1.1 on do",
    ],
  ])("says what to do about the package.json %s, and falc goes on", async (manifest, which, advice) => {
    const project = new TestProject({
      "workflows/main.ts": chat,
      [`${clientFolder}/package.json`]: manifest,
    });
    const { code, err } = await project.falc(["compile"]);
    expect(code).toBe(0);
    expect(err).toContain(which);
    expect(err).toContain(advice);
  });
});

describe("falc models sync", () => {
  test("reads the installed client's endpoints, which are used from then on", async () => {
    const project = projectWith("9.0.0", types, paint);
    // falc's own catalogue has no field `mood`.
    expect((await project.falc(["compile"])).err).toContain("mood");
    const synced = await sync(project);
    expect(synced).toMatchObject({ code: 0 });
    expect(synced.out).toMatch(
      new RegExp(
        `^@fal-ai/client 9\\.0\\.0: 2 endpoints, 1 added and \\d{4} removed compared with ${own}, in \\d+ ms\n$`,
      ),
    );
    expect(project.read(".falc/.gitignore")).toBe("*\n");
    const compiled = await project.falc(["compile"]);
    expect(compiled).toMatchObject({ code: 0, err: "" });
    expect((await project.falc(["run", "main", "--prompt", "tea"])).err).not.toContain("warning");

    project.write("workflows/main.ts", paint.replace("calm", "clam"));
    const { err } = await project.falc(["check"]);
    expect(err).toContain('"calm"');
  });

  test("warns that the editor has other types", async () => {
    const { err } = await sync(projectWith("9.0.0", types, chat));
    expect(err).toMatch(
      new RegExp(`^warning: in the editor, model\\(\\) has the types of @fal-ai/client ${own}, .*\n$`),
    );
  });

  test("lists the ids in JSON", async () => {
    const project = projectWith("9.0.0", types, chat);
    const { out, err } = await sync(project, "--json");
    expect(err).toBe("");
    expect(JSON.parse(out)).toMatchObject({
      status: "written",
      client: "9.0.0",
      endpoints: 2,
      comparedWith: own,
      added: ["me/paint"],
      removed: expect.arrayContaining(["fal-ai/flux/dev"]) as unknown,
      file: `.falc/catalog/client-9.0.0-falc-${falcVersion()}.jsonl`,
      editor: { client: own },
    });
    const again = await sync(project, "--json");
    expect(JSON.parse(again.out)).toMatchObject({ status: "current", client: "9.0.0" });
  });

  test("has to be run again after an update or a downgrade", async () => {
    const project = projectWith("9.0.0", types, chat);
    await sync(project);
    project.write(`${clientFolder}/package.json`, manifestOf("9.1.0"));
    expect((await project.falc(["compile"])).err).toContain("(9.1.0)");
    project.write(`${clientFolder}/package.json`, manifestOf("9.0.0"));
    expect((await project.falc(["compile"])).err).not.toContain("@fal-ai/client");
  });

  test.each<[string, (text: string) => string]>([
    ["cut off", (text) => text.slice(0, -20)],
    ["empty", () => ""],
    ["of something else", () => "null\n[]\n"],
    ["edited", (text) => text.replace("calm", "clam")],
    ["of another client", (text) => text.replace("9.0.0", "9.0.1")],
  ])("makes a new catalogue where the one in the cache is %s", async (_, spoil) => {
    const project = projectWith("9.0.0", types, chat);
    await sync(project);
    const file = `.falc/catalog/client-9.0.0-falc-${falcVersion()}.jsonl`;
    const whole = project.read(file);
    project.write(file, spoil(whole));
    const { code, err } = await project.falc(["compile"]);
    expect(code).toBe(0);
    expect(err).toBe(notice);
    expect((await sync(project)).out).toContain("2 endpoints");
    expect(project.read(file)).toBe(whole);
  });

  test.each<[string, string, RegExp]>([
    ["another form", "export interface EndpointTypeMap {}", /InterfaceDeclaration/],
    [
      "a type that falc cannot read",
      types.replace("count?: number", "count?: bigint"),
      /type PaintInput .*BigInt/,
    ],
    ["a name without a type", types.replace("picture: File", "picture: Picture"), /the type Picture/],
    ["half a file", types.slice(0, 200), /not whole/],
    ["no map", "export type A = string;", /no endpoints/],
    [
      "as deep as can be",
      `export type A = ${"[".repeat(50_000)}${"]".repeat(50_000)};`,
      /falc does not understand/,
    ],
  ])("refuses a client with %s in one message, and writes nothing", async (_, text, message) => {
    const project = projectWith("9.0.0", text, chat);
    const { code, out, err } = await sync(project);
    expect({ code, out }).toEqual({ code: 1, out: "" });
    expect(err).toMatch(/^error: falc does not understand the endpoints of @fal-ai\/client 9\.0\.0: /);
    expect(err).toMatch(message);
    expect(err.trimEnd().split("\n")).toHaveLength(2);
    expect(err).not.toMatch(/^ +at /m);
    expect(readdirSync(project.root).sort()).toEqual(["node_modules", "workflows"]);
  });

  test("accepts a client that exports its types by name", async () => {
    const project = projectWith("9.0.0", "", chat);
    project.write(`${clientFolder}/endpoints.d.ts`, types);
    project.write(
      `${clientFolder}/package.json`,
      JSON.stringify({ version: "9.0.0", exports: { "./endpoints": { types: "./endpoints.d.ts" } } }),
    );
    expect((await sync(project)).out).toContain("2 endpoints");
  });

  test("says what to do about a client from before it had types", async () => {
    const project = projectWith("1.0.2", types, chat);
    project.write(`${clientFolder}/package.json`, JSON.stringify({ version: "1.0.2", main: "./index.js" }));
    expect(await sync(project)).toMatchObject({
      code: 1,
      err: expect.stringMatching(
        /^error: @fal-ai\/client 1\.0\.2 does not declare its endpoints\n/,
      ) as unknown,
    });
  });

  test("says what to do about a client whose types file is missing", async () => {
    const project = projectWith("9.0.0", types, chat);
    rmSync(project.path(`${clientFolder}/src`), { recursive: true });
    expect(await sync(project)).toMatchObject({
      code: 1,
      err: expect.stringMatching(
        /^error: cannot read .*endpoints\.d\.ts: there is no such file\nInstall it again/,
      ) as unknown,
    });
  });

  test("does not write through a link in place of the cache", async () => {
    const project = projectWith("9.0.0", types, chat);
    const elsewhere = new TestProject();
    symlinkSync(elsewhere.root, project.path(".falc"));
    expect(await sync(project)).toMatchObject({
      code: 1,
      err: expect.stringContaining(".falc is a link") as unknown,
    });
    expect(readdirSync(elsewhere.root)).toEqual([]);
  });

  test("finds the client of a workspace, through pnpm's links, and of a project reached through a link", async () => {
    const workspace = projectWith("9.0.0", types, chat);
    workspace.write("packages/app/workflows/main.ts", chat);
    const real = "node_modules/.pnpm/@fal-ai+client@9.0.0/node_modules/@fal-ai/client";
    workspace.write(`${path.dirname(real)}/.keep`, "");
    renameSync(workspace.path(clientFolder), workspace.path(real));
    symlinkSync(workspace.path(real), workspace.path(clientFolder));
    expect((await sync(workspace, "packages/app")).out).toContain("2 endpoints");
    expect(readdirSync(workspace.path("packages/app/.falc/catalog"))).toHaveLength(1);

    const elsewhere = new TestProject();
    symlinkSync(workspace.path("packages/app"), elsewhere.path("app"));
    expect((await sync(elsewhere, "app")).out).toContain("9.0.0 already");
  });
});

function projectWith(version: string, endpoints: string, workflow: string): TestProject {
  return new TestProject({
    "workflows/main.ts": workflow,
    [`${clientFolder}/package.json`]: manifestOf(version),
    [`${clientFolder}/src/types/endpoints.d.ts`]: endpoints,
  });
}

function manifestOf(version: string): string {
  return JSON.stringify({
    name: "@fal-ai/client",
    version,
    exports: { ".": "./src/index.js", "./endpoints": "./src/types/endpoints.js" },
  });
}

/** `falc models sync` in the project or, given a word without dashes, in that folder of it. */
async function sync({ root }: TestProject, ...words: readonly string[]): Promise<Result> {
  const folder = words.find((word) => !word.startsWith("-")) ?? ".";
  const argv = words.filter((word) => word.startsWith("-"));
  const texts = { out: "", err: "" };
  const output = (stream: keyof typeof texts): Io["stdout"] => ({
    write: (text) => void (texts[stream] += text),
    isTerminal: false,
    columns: 80,
    rows: 24,
  });
  const io: Io = {
    cwd: path.join(root, folder),
    env: {},
    stdout: output("out"),
    stderr: output("err"),
    readStdin: () => Promise.resolve(new Uint8Array()),
    catchInterrupt: () => new AbortController().signal,
  };
  const code = await syncCommand(argv, io).catch((error: unknown) =>
    reportError(error, argv.includes("--json"), io),
  );
  return { code, ...texts };
}
