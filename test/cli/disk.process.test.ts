/**
 * A disk that refuses: no permission, read-only, full, names too long, links in a circle, too many open files. A message
 * says what could not be done, where and why, without a stack trace, and nothing that was paid for is lost.
 *
 * falc touches files in these ways, and each has its rows: it lists and reads the project's folders (`project.ts`,
 * `source-files.ts`), reads artifacts, inputs, documents and settings, reads caches that may be missing, writes several
 * files at once (`write-file.ts`), removes files, makes the folder of `--out`, downloads to it, uploads from anywhere,
 * and loads its own files.
 */
import { spawn, spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, readdirSync, rmSync, symlinkSync, utimesSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { beforeAll, describe, expect, test } from "vitest";
import { chat, TestProject } from "../support/project.ts";
import { canMount } from "./disk-scene.ts";
import { assertHarmless, bin, key, preload, setUpRuns } from "./fault-run.ts";
import { FaultServer } from "./fault-server.ts";
import { documentOf } from "../endpoints/openapi/documents.ts";
import { withoutPrivileges } from "../support/without-privileges.ts";

const see = `import { model } from "falc";
import { style } from "./_style.ts";
const vision = model("openrouter/router/vision");
export default async function see({ image_url }: { image_url: string }) {
  return { seen: (await vision({ model: "m", prompt: style, image_urls: [image_url] })).output };
}`;
const document = JSON.stringify(
  documentOf({ id: "me/app", input: { type: "object", properties: { prompt: { type: "string" } } } }),
);
const files = {
  "package.json": '{ "type": "module" }',
  "workflows/chat.ts": chat,
  "workflows/see.ts": see,
  "workflows/_style.ts": 'export const style = "What is it?";',
  "doc.json": document,
  "input.json": '{ "topic": "x" }',
  "photo.png": "not a picture",
};
const change = { "workflows/_style.ts": 'export const style = "What was it?";' };
const emulated = ["--engine", "emulator"];
const run = ["run", "chat", "--topic", "x", ...emulated];
const denied = "permission denied";

async function compiled(more: Readonly<Record<string, string>> = {}): Promise<TestProject> {
  const project = new TestProject(files);
  expect(await project.falc(["compile"])).toMatchObject({ code: 0, err: "" });
  for (const [file, content] of Object.entries(more)) project.write(file, content);
  return project;
}

/** What the type check needs. */
function installPackages(project: TestProject): void {
  mkdirSync(project.path("node_modules"));
  for (const name of ["typescript", "zod"])
    symlinkSync(`${process.cwd()}/node_modules/${name}`, project.path(`node_modules/${name}`));
  symlinkSync(process.cwd(), project.path("node_modules/falc"));
}

type Row = readonly [
  what: string,
  /** Path → mode. */
  modes: Readonly<Record<string, number>>,
  argv: readonly string[],
  code: number,
  says: string,
  more?: Readonly<Record<string, string>>,
];

const declared = { "workflows/models/me/app.json": "{}" };

/** The rights of everybody. A folder of others with 0o755 cannot be written to. */
const rows: readonly Row[] = [
  ["a workflow: compile", { "workflows/see.ts": 0 }, ["compile"], 1, `workflows/see.ts: ${denied}`],
  ["a workflow: check", { "workflows/see.ts": 0 }, ["check", "--no-types"], 1, `workflows/see.ts: ${denied}`],
  ["a helper: compile", { "workflows/_style.ts": 0 }, ["compile"], 1, `workflows/_style.ts: ${denied}`],
  ["workflows/: compile", { workflows: 0 }, ["compile"], 1, `workflows: ${denied}`],
  ["files in workflows/: compile", { workflows: 0o444 }, ["compile"], 1, `workflows/chat.ts: ${denied}`],
  ["dist-workflows/: compile", { "dist-workflows": 0 }, ["compile"], 1, `dist-workflows: ${denied}`],
  ["dist-workflows/: check", { "dist-workflows": 0 }, ["check"], 1, `dist-workflows: ${denied}`],
  ["dist-workflows/: run", { "dist-workflows": 0 }, run, 1, `dist-workflows: ${denied}`],
  [
    "an artifact: run",
    { "dist-workflows/chat.json": 0 },
    run,
    1,
    `cannot read dist-workflows/chat.json: ${denied}\nCompile it again: falc compile`,
  ],
  [
    "a schema: run",
    { "dist-workflows/chat.schema.json": 0 },
    run,
    1,
    `cannot read dist-workflows/chat.schema.json: ${denied}\nCompile it again: falc compile`,
  ],
  [
    "an artifact: check",
    { "dist-workflows/chat.json": 0 },
    ["check", "--no-types"],
    1,
    "Some artifacts are out of date",
  ],
  [
    "writing artifacts: compile",
    { "dist-workflows": 0o555 },
    ["compile"],
    1,
    `cannot write dist-workflows/see.json: ${denied}`,
    change,
  ],
  [
    "writing the cache: compile",
    { ".falc/source-maps": 0o555, "dist-workflows": 0o777 },
    ["compile"],
    1,
    `cannot write .falc/source-maps/see.json: ${denied}`,
    change,
  ],
  ["the cache: run", { ".falc": 0 }, run, 0, "done in"],
  ["package.json: compile", { "package.json": 0 }, ["compile"], 1, "falc cannot read it: permission denied"],
  [
    "tsconfig.json: compile",
    { "tsconfig.json": 0 },
    ["compile"],
    1,
    "falc cannot read it: permission denied",
    { "tsconfig.json": "{}" },
  ],
  [
    "--input: run",
    { "input.json": 0 },
    ["run", "chat", "--input", "input.json"],
    2,
    `cannot read input.json: ${denied}`,
  ],
  [
    "a file to upload: run",
    { "photo.png": 0 },
    ["run", "see", "--image_url", "@photo.png"],
    2,
    `image_url names a file that cannot be read (${denied}): photo.png`,
  ],
  [
    "--from: models add",
    { "doc.json": 0 },
    ["models", "add", "--from", "doc.json"],
    1,
    `cannot read doc.json: ${denied}`,
  ],
  [
    "writing: models add",
    { workflows: 0o555 },
    ["models", "add", "--from", "doc.json"],
    1,
    `workflows/models: ${denied}`,
  ],
  [
    "a declaration: models list",
    { "workflows/models/me/app.json": 0 },
    ["models", "list"],
    1,
    `app.json: ${denied}`,
    declared,
  ],
  [
    "a declaration: models show",
    { "workflows/models/me/app.json": 0 },
    ["models", "show", "me/app"],
    1,
    `app.json: ${denied}`,
    declared,
  ],
  [
    "removing: models remove",
    { "workflows/models/me": 0o555 },
    ["models", "remove", "me/app"],
    1,
    `cannot write workflows/models/me/app.json: ${denied}`,
    declared,
  ],
  [
    "removing only its folder: models remove",
    { "workflows/models/me": 0o777, "workflows/models": 0o555 },
    ["models", "remove", "me/app"],
    0,
    "",
    declared,
  ],
  [
    "below --out: run",
    { out: 0o555 },
    [...run, "--out", "out/a/b"],
    2,
    `saved in out/a/b: ${denied}`,
    { "out/x": "" },
  ],
];

describe("without permission for", () => {
  test.each(rows.map((row) => [row[0], row[3], row] as const))("%s → code %d", async (_, code, row) => {
    const [, modes, argv, , says, more] = row;
    const project = await compiled(more);
    for (const [file, mode] of Object.entries(modes)) chmodSync(project.path(file), mode);
    const ended = await withoutPrivileges(project, () => project.falc(argv));
    for (const file of Object.keys(modes)) chmodSync(project.path(file), 0o777);
    expect(ended.err).toContain(says);
    expect(ended.code).toBe(code);
    assertPlain(ended);
  });

  // Whether a folder can be written to is asked for a process's real user.
  test.each([
    ["--out, to write", 0o555],
    ["--out, to look for files", 0o666],
  ])("%s: run → code 2", async (_, mode) => {
    const project = await compiled({ "out/x": "" });
    for (const folder of [project.root, path.dirname(project.root)]) chmodSync(folder, 0o755);
    chmodSync(project.path("out"), mode);
    const { code, err } = await shell('exec "$@"', [...run, "--out", "out"], project, { uid: 65_534 });
    expect({ code, err }).toEqual({
      code: 2,
      err: "error: --out: files cannot be saved in out: permission denied\n",
    });
  });

  test("the forgotten configuration of another user: check → code 0", async () => {
    const project = await compiled({ ".falc/types/old.json": "{}" });
    installPackages(project);
    utimesSync(project.path(".falc/types/old.json"), 0, 0);
    // In a folder with the sticky bit, only a file's owner may remove it.
    chmodSync(project.path(".falc/types"), 0o1777);
    const { code, out, err } = await withoutPrivileges(project, () => project.falc(["check"]));
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toContain("no errors");
    expect(readdirSync(project.path(".falc/types"))).toEqual(["old.json"]);
  });
});

/** No error of Node's. */
function assertPlain({ out, err }: { readonly out: string; readonly err: string }): void {
  assertHarmless({ out, err });
  expect(out + err).not.toMatch(/\bE[A-Z]{4,}\b|errno/);
}

describe("a name that is too long, and links in a circle", () => {
  const long = "x".repeat(300);
  test.each([
    ["long: --out", 2, [...run, "--out", long], "the name is too long"],
    ["long: --input", 2, ["run", "chat", "--input", long], "the name is too long"],
    ["long: a file to upload", 2, ["run", "see", "--image_url", `@${long}`], "the name is too long"],
    ["long: --from", 1, ["models", "add", "--from", long], "the name is too long"],
    ["long: an endpoint", 1, ["models", "show", `me/${long}`], "does not know the endpoint"],
    ["long: a workflow", 2, ["compile", long], "there is no workflow or file"],
    ["circle at x: --out", 2, [...run, "--out", "x"], "saved in x: it is a link that leads nowhere"],
    ["circle at x: below --out", 2, [...run, "--out", "x/a"], "x/a: it is a link that leads nowhere"],
    ["circle at x: --input", 2, ["run", "chat", "--input", "x"], "x: its links form a loop"],
    ["circle at x: a file to upload", 2, ["run", "see", "--image_url", "@x"], "its links form a loop"],
    ["circle at x: --from", 1, ["models", "outdated", "--from", "x"], "x: its links form a loop"],
    ["circle at workflows/x.ts: compile", 1, ["compile"], "workflows/x.ts is a broken link"],
    ["circle at dist-workflows: compile", 1, ["compile"], "dist-workflows is a link"],
  ])("%s → code %d", async (name, code, argv, says) => {
    const project = await compiled();
    const [, link] = /^circle at (\S+):/.exec(name) ?? [];
    if (link !== undefined) {
      rmSync(project.path(link), { recursive: true, force: true });
      symlinkSync(project.path(link), project.path(link));
    }
    const ended = await project.falc(argv);
    expect(ended.err).toContain(says);
    expect(ended.code).toBe(code);
    assertPlain(ended);
  });

  test("a folder in place of a declaration: models remove → code 1", async () => {
    const project = await compiled();
    mkdirSync(project.path("workflows/models/me/app.json"), { recursive: true });
    const ended = await project.falc(["models", "remove", "me/app"]);
    expect(ended.err).toContain("cannot write workflows/models/me/app.json: it is a folder, not a file");
    expect(ended.code).toBe(1);
  });
});

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs a shell script in which `"$@"` is falc. */
async function shell(
  script: string,
  argv: readonly string[],
  project: TestProject,
  { server, uid }: { readonly server?: FaultServer; readonly uid?: number } = {},
): Promise<Ended> {
  const falc = [process.execPath, ...(server === undefined ? [] : ["--import", preload]), bin, ...argv];
  const [command, ...words] = ["sh", "-c", script, "sh", ...falc] as const;
  const child = spawn(command, words, {
    cwd: project.root,
    env: {
      PATH: process.env["PATH"],
      ...(server !== undefined && { FAL_KEY: key, FAULT_SERVER: server.url }),
    },
    stdio: ["ignore", "pipe", "pipe"],
    // Only root may choose.
    ...(uid !== undefined && process.getuid?.() === 0 && { uid, gid: uid }),
  });
  let [out, err] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => (out += chunk));
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => (err += chunk));
  return new Promise((resolve) => child.on("close", (code) => resolve({ code, out, err })));
}

/** With a mount at a folder of the project: read-only, or with room for one small file. */
function mounted(kind: "read-only" | "full", folder: string): string {
  const mount =
    kind === "full"
      ? `mount -t tmpfs -o size=4k tmpfs ${folder}`
      : `mount --bind ${folder} ${folder} && mount -o remount,ro,bind ${folder}`;
  return `exec unshare -rm sh -c '${mount} && cd "$PWD" && exec "$@"' sh "$@"`;
}

describe.skipIf(!canMount)("a disk that is", () => {
  type Mounted = readonly [
    what: string,
    code: number,
    kind: "read-only" | "full",
    folder: string,
    argv: readonly string[],
    says: string,
    more?: Readonly<Record<string, string>>,
  ];
  const readOnly = "the file system is read-only";
  const full = "the disk is full";
  const mounts: readonly Mounted[] = [
    ["read-only: compile, nothing new", 0, "read-only", ".", ["compile"], ""],
    [
      "read-only: compile",
      1,
      "read-only",
      ".",
      ["compile"],
      `write dist-workflows/see.json: ${readOnly}`,
      change,
    ],
    ["read-only: check --no-types", 0, "read-only", ".", ["check", "--no-types"], ""],
    ["read-only: run", 0, "read-only", ".", run, "done in"],
    ["read-only: run --out", 2, "read-only", ".", [...run, "--out", "out"], `saved in out: ${readOnly}`],
    [
      "read-only: models add",
      1,
      "read-only",
      ".",
      ["models", "add", "--from", "doc.json"],
      `workflows/models: ${readOnly}`,
    ],
    [
      "read-only: models remove",
      1,
      "read-only",
      ".",
      ["models", "remove", "me/app"],
      `cannot write workflows/models/me/app.json: ${readOnly}`,
      declared,
    ],
    ["full: compile", 1, "full", "dist-workflows", ["compile"], `cannot write dist-workflows/`],
    ["full, the cache: compile", 1, "full", ".falc", ["compile"], full, change],
    [
      "read-only: run --record",
      2,
      "read-only",
      ".",
      [...run, "--record", "answers.jsonl"],
      `cannot record into answers.jsonl: ${readOnly}`,
    ],
    [
      "full: run --record",
      1,
      "full",
      "record",
      ["run", "chat", "--topic", "x".repeat(5_000), ...emulated, "--record", "record/answers.jsonl"],
      `error: nothing could be recorded in record/answers.jsonl: ${full}`,
      { "record/keep": "" },
    ],
  ];
  test.each(mounts.map((row) => [row[0], row[1], row] as const))("%s → code %d", async (_, code, row) => {
    const [, , kind, folder, argv, says, more] = row;
    const project = await compiled(more);
    const ended = await shell(mounted(kind, folder), argv, project);
    expect(ended.err).toContain(says);
    expect(ended.code).toBe(code);
    assertPlain(ended);
  });
});

// One that is full is in the fault matrix.
describe.skipIf(!canMount)("falc run --out on fal, to a disk that is", () => {
  const runs = setUpRuns();
  beforeAll(() => mkdirSync(runs.project.path("out")));
  const shot = ["run", "shot", "--prompt", "a chair", "--out", "out", "--fresh"];

  test("read-only → nothing is sent, code 2", async () => {
    const server = await new FaultServer().start();
    const ended = await shell(mounted("read-only", "out"), shot, runs.project, { server });
    server.stop();
    expect(ended.err).toContain("--out: files cannot be saved in out: the file system is read-only");
    expect({ code: ended.code, asked: server.seen }).toEqual({ code: 2, asked: [] });
  });
});

test("a working folder that is gone → a message, code 1", async () => {
  const project = new TestProject(files);
  const script = 'mkdir gone && cd gone && rmdir ../gone && exec "$@"';
  const ended = await shell(script, ["compile"], project);
  expect(ended).toEqual({
    code: 1,
    out: "",
    err: "error: the working folder does not exist any more, or may not be read\n",
  });
});

describe.skipIf(process.platform !== "linux")("too many open files → a message, code 1, or it works", () => {
  /** With fewer, Node itself does not start, and says so in its own way. */
  const least = Array.from({ length: 40 }, (_, index) => index + 10).find(
    (count) =>
      spawnSync("sh", ["-c", `ulimit -n ${count}; "$@"`, "sh", process.execPath, bin, "-v"]).status === 0,
  );
  test.each([["compile"], ["check"], ["models", "list", "flux"]])("%s", async (...argv) => {
    const project = await compiled();
    installPackages(project);
    for (const more of [0, 1, 2, 4, 6]) {
      const ended = await shell(`ulimit -n ${(least ?? 0) + more}; exec "$@"`, argv, project);
      const said = `${more}: ${ended.out}${ended.err}`;
      if (ended.code !== 0) expect(said).toMatch(/too many files (are|may be) open/);
      expect(said).not.toMatch(/^\s+at |has a bug|errno/m);
    }
  });
});
