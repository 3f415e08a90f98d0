/** The built command as a process: what it loads, signals, and what the environment must not change. */
import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, test } from "vitest";
import { chat, fields, TestProject } from "../support/project.ts";

const bin = fileURLToPath(new URL("../../dist/falc.cjs", import.meta.url));

interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
}

interface Started {
  readonly ended: Promise<Ended>;
  /** Resolves when standard error contains the text. */
  says(text: string): Promise<void>;
  interrupt(): void;
}

function start(
  project: TestProject,
  argv: readonly string[],
  env: NodeJS.ProcessEnv = {},
  flags: readonly string[] = [],
): Started {
  const child = spawn(process.execPath, [...flags, bin, ...argv], {
    cwd: project.root,
    env: { PATH: process.env["PATH"], ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let [out, err] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (text: string) => (out += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (err += text));
  return {
    ended: new Promise((resolve) => child.on("close", (code, signal) => resolve({ code, signal, out, err }))),
    says: (text) =>
      new Promise((resolve) => {
        const look = () => void (err.includes(text) && resolve());
        child.stderr.on("data", look);
        look();
      }),
    interrupt: () => void child.kill("SIGINT"),
  };
}

let project: TestProject;
beforeAll(async () => {
  expect(existsSync(bin), "npm run build comes first").toBe(true);
  project = new TestProject({ "workflows/chat.ts": chat });
  await project.falc(["compile"]);
});

describe("falc loads packages only when needed", () => {
  /**
   * The packages of which a command runs something: V8 counts how often each function ran, and esbuild gives every module
   * that is loaded late a function with its path as its name.
   */
  async function loadedBy(argv: readonly string[]): Promise<string[]> {
    const folder = project.path(`coverage-${randomUUID()}`);
    const { code } = await start(project, argv, { NODE_V8_COVERAGE: folder }).ended;
    expect(code).toBe(0);
    const scripts = readdirSync(folder).flatMap(
      (file) => (JSON.parse(readFileSync(path.join(folder, file), "utf8")) as { result: Script[] }).result,
    );
    const ran = scripts.flatMap(({ url, functions }) => [
      url,
      ...functions
        .filter(({ ranges }) => (ranges[0]?.count ?? 0) > 0)
        .map(({ functionName }) => functionName),
    ]);
    const names = ran.flatMap((name) => {
      if (name.endsWith("compiler.cjs")) return ["the compiler"];
      return /.*(?:^|\/)node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(name)?.[1] ?? [];
    });
    return [...new Set(names)].sort();
  }

  interface Script {
    readonly url: string;
    readonly functions: readonly {
      readonly functionName: string;
      readonly ranges: readonly { readonly count: number }[];
    }[];
  }

  test.each<[string[], string[]]>([
    [["--version"], []],
    [["--help"], ["commander"]],
    [
      ["run", "--help"],
      ["@dagrejs/graphlib", "commander"],
    ],
    [
      ["run", "chat", "--help"],
      ["@dagrejs/graphlib", "commander"],
    ],
    [["explain", "condition-unknown"], ["commander"]],
  ])("%j", async (argv, needed) => {
    const loaded = await loadedBy(argv);
    expect(loaded).toEqual(expect.arrayContaining(needed));
    const small = ["picocolors", "fastest-levenshtein"];
    expect(loaded.filter((name) => !needed.includes(name) && !small.includes(name))).toEqual([]);
  });

  test("a run does not load the compiler, and without pictures not the picture library either", async () => {
    const loaded = await loadedBy(["run", "chat", "--topic", "tea", "--engine", "emulator"]);
    expect(loaded).toEqual(expect.arrayContaining(["@fal-ai/client", "ajv", "hono"]));
    for (const name of ["the compiler", "prettier", "sharp", "tsx"]) expect(loaded).not.toContain(name);
  });

  test("a compilation loads the compiler, and nothing of a run", async () => {
    const loaded = await loadedBy(["compile"]);
    expect(loaded).toEqual(expect.arrayContaining(["commander", "the compiler"]));
    for (const name of ["@fal-ai/client", "ajv", "hono", "prettier", "sharp"])
      expect(loaded).not.toContain(name);
  });
});

test("language, time zone and folder do not change a byte", async () => {
  const environments = [
    { LANG: "C", TZ: "UTC" },
    { LANG: "tr_TR.UTF-8", LC_ALL: "tr_TR.UTF-8", TZ: "Asia/Kathmandu" },
  ];
  const artifacts = await Promise.all(
    environments.map(async (env) => {
      const other = new TestProject({ "workflows/chat.ts": chat, "workflows/titleIMAGE.ts": fields });
      const { code, err } = await start(other, ["compile"], env).ended;
      expect({ code, err }).toEqual({ code: 0, err: "" });
      return readdirSync(other.path("dist-workflows")).map((name) => [
        name,
        other.read(`dist-workflows/${name}`),
      ]);
    }),
  );
  expect(artifacts[1]).toEqual(artifacts[0]);
});

describe("Ctrl-C", () => {
  const slow = ["run", "chat", "--topic", "tea", "--latency", "3600000", "--engine", "emulator"];

  test("ends a run with code 130 and says what was not finished", async () => {
    const process = start(project, slow);
    await process.says("question started");
    process.interrupt();
    const { code, out, err } = await process.ended;
    expect({ code, out }).toEqual({ code: 130, out: "" });
    expect(err).toMatch(/\nInterrupted\. Not finished: question, answer\n$/);
  });

  test("a second time ends it immediately", async () => {
    const process = start(project, slow);
    await process.says("question started");
    process.interrupt();
    process.interrupt();
    const { code, signal, err } = await process.ended;
    // The second may also arrive when Node is about to exit and no longer listens; a shell reports 130 for both.
    expect(signal === "SIGINT" ? 130 : code).toBe(130);
    expect(err).not.toMatch(/^\s+at /m);
  });
});

test("a closed pipe causes no stack trace", async () => {
  const child = spawn(process.execPath, [bin, "run", "chat", "--topic", "tea", "--json"], {
    cwd: project.root,
  });
  child.stdout.destroy();
  let err = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (err += text));
  await new Promise((resolve) => child.on("close", resolve));
  expect(err).toBe("");
});

describe("a closed pipe keeps the command's own exit code", () => {
  test.each([
    [["check", "bad"], 1],
    [["compile", "bad"], 1],
    [["compile", "chat"], 0],
    [["models", "list"], 0],
  ] as const)("falc %j | head -1", async (argv, code) => {
    const piped = new TestProject({
      "workflows/chat.ts": chat,
      "workflows/bad.ts": chat.replace("prompt: question.output", "promt: question.output"),
    });
    for (const reader of ["head -1", "true"]) {
      const script = `"$@" | ${reader} >/dev/null; echo "code \${PIPESTATUS[0]}" >&2`;
      const child = spawn("bash", ["-c", script, "bash", process.execPath, bin, ...argv], {
        cwd: piped.root,
        env: { PATH: process.env["PATH"] },
      });
      let err = "";
      child.stderr.setEncoding("utf8").on("data", (text: string) => (err += text));
      await new Promise((resolve) => child.on("close", resolve));
      expect(err).toMatch(new RegExp(`code ${code}\n$`));
      expect(err).not.toContain("EPIPE");
    }
  });
});
