/**
 * The real command compiles an attacker's branch: nothing in it runs, nothing outside the project is read, only
 * artifacts are written, and it always ends with a verdict. The sources are in `hostile/`: their first line says what
 * they try, the second what the outcome is.
 */
import { execFileSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runCompilation } from "../../src/workspace/compile/compilation.ts";
import { Project } from "../../src/workspace/project/project.ts";
import { type Measured, measureCompile } from "../support/measure-compile.ts";

const folder = fileURLToPath(new URL("../hostile/", import.meta.url));
const sources = readdirSync(folder).sort();
/** In a file outside the project; no output may contain it. */
const secret = "hunter2-token";

const folders: string[] = [];
afterAll(() => {
  for (const each of folders) rmSync(each, { recursive: true, force: true });
});

/** `outside/secret.json` beside `project/`, which is returned. */
function makePlace(): string {
  const place = realpathSync(mkdtempSync(path.join(tmpdir(), "falc-hostile-")));
  folders.push(place);
  mkdirSync(path.join(place, "outside"));
  writeFileSync(path.join(place, "outside/secret.json"), JSON.stringify({ token: secret }));
  writeFileSync(path.join(place, "secret.json"), JSON.stringify({ token: secret }));
  const project = path.join(place, "project");
  mkdirSync(path.join(project, "workflows"), { recursive: true });
  return project;
}

function write(project: string, file: string, content: string | Uint8Array): void {
  const absolute = path.join(project, file);
  mkdirSync(path.dirname(absolute), { recursive: true });
  writeFileSync(absolute, content);
}

/** Every file below a folder except sources, without following links. */
function listFiles(place: string): readonly string[] {
  return readdirSync(place, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => path.relative(place, path.join(entry.parentPath, entry.name)))
    .sort();
}

type Verdict = "Refused" | "Compiles" | "Is no workflow";
/** The second line. A source without one fails the test that counts them. */
const verdictOf = (source: string) =>
  /^.*?[\r\n]+\/\/ (Refused|Compiles|Is no workflow)\./.exec(
    readFileSync(folder + source, "utf8"),
  )?.[1] as Verdict;
const nameOf = (source: string) => source.replace(/\.ts$/, "");

const fine = `import { model } from "falc";
const me = model<{ prompt: string }, { text: string }>("me/app");
export default async function fine(input: { a: string }) {
  const end = await me({ prompt: input.a });
  return { t: end.text };
}
`;

interface Report {
  readonly workflows: readonly { readonly workflow: string; readonly status: string }[];
  readonly diagnostics: readonly { readonly file: string; readonly code: string; readonly kind: string }[];
}

/** The names of all properties of the language's own objects. */
function builtinState(): readonly string[] {
  const owners = {
    Object,
    Function,
    Array,
    String,
    Number,
    Boolean,
    RegExp,
    Promise,
    Map,
    Set,
    Symbol,
    JSON,
    Math,
  };
  // zod, once loaded, keeps its settings in globals.
  const globals = Reflect.ownKeys(globalThis)
    .map(String)
    .filter((name) => !name.startsWith("__zod_"));
  const members = Object.values(owners).flatMap((owner) => [
    ...Reflect.ownKeys(owner).map(String),
    ...("prototype" in owner ? Reflect.ownKeys(owner.prototype as object).map(String) : []),
  ]);
  return [...globals, ...members];
}

describe("hostile sources", () => {
  let project: string;
  let before: readonly string[];
  let asJson: Measured;
  let asText: Measured;
  let report: Report;

  beforeAll(async () => {
    project = makePlace();
    for (const source of sources) write(project, `workflows/${source}`, readFileSync(folder + source));
    write(project, "workflows/_helper.ts", "export const a = 1;\n");
    write(project, "workflows/_data.json", `"data"`);
    write(
      project,
      "workflows/_proto.json",
      `{"__proto__":{"polluted":"yes"},"deep":{"__proto__":{"polluted":"yes"}}}`,
    );
    mkdirSync(path.join(project, "workflows/_folder.ts"));
    symlinkSync(path.join(project, "../outside"), path.join(project, "workflows/link"));
    symlinkSync("/dev/zero", path.join(project, "workflows/_device.ts"));
    execFileSync("mkfifo", [path.join(project, "workflows/_pipe.ts")]);
    // Anything loaded from the project instead of from falc leaves its mark.
    const mark = `require("node:fs").writeFileSync(${JSON.stringify(path.join(project, "canary"))}, "");`;
    for (const name of ["zod", "falc", "typescript", "ts-morph", "prettier", "evil"]) {
      write(project, `node_modules/${name}/package.json`, JSON.stringify({ name, main: "index.js" }));
      write(project, `node_modules/${name}/index.js`, mark);
    }
    const exports = { "./*": "./node_modules/evil/index.js" };
    write(
      project,
      "package.json",
      JSON.stringify({ name: "evil", type: "commonjs", exports, imports: { "#*": "evil" } }),
    );
    const compilerOptions = { plugins: [{ name: "evil" }], paths: { zod: ["./node_modules/evil"] } };
    write(project, "tsconfig.json", JSON.stringify({ compilerOptions }));
    write(project, ".npmrc", "script-shell=./canary");
    before = listFiles(path.dirname(project));
    // Slow ones are run only once.
    const quick = sources.filter((source) => !/^(regexp|sparse|map)/.test(source));
    [asJson, asText] = await Promise.all([
      measureCompile(project, ["--json"], true),
      measureCompile(
        project,
        quick.map((source) => `workflows/${source}`),
        true,
      ),
    ]);
    report = JSON.parse(asJson.out) as Report;
  });

  test("cover every known attack", () => {
    expect(sources.length).toBeGreaterThan(130);
    expect(sources.map(verdictOf)).not.toContain(undefined);
  });

  test.each(sources)("%s", (source) => {
    const status = report.workflows.find(({ workflow }) => workflow === nameOf(source))?.status;
    const codes = report.diagnostics
      .filter(({ file, kind }) => file === `workflows/${source}` && kind !== "warning")
      .map(({ code }) => code);
    const verdict = { Refused: "failed", Compiles: "out of date", "Is no workflow": undefined };
    expect({ source, status }).toEqual({ source, status: verdict[verdictOf(source)] });
    if (status === "failed") expect(codes).not.toEqual([]);
  });

  test("end with exit code 1 and no stack trace", () => {
    for (const { code, signal, out, err } of [asJson, asText]) {
      expect({ code, signal }).toEqual({ code: 1, signal: null });
      expect(out + err).not.toMatch(/falc has a bug|^\s+at .*:\d+:\d+\)?$/m);
    }
    expect(asJson.err).toBe("");
  });

  test("end within the memory limit", () => {
    expect(asText.megabytes).toBeLessThan(600);
  });

  test("run nothing and write nothing", () => {
    expect(listFiles(path.dirname(project))).toEqual(before);
  });

  test("read nothing outside the project", () => {
    for (const { out, err } of [asJson, asText]) {
      expect(out + err).not.toContain(secret);
    }
  });

  test("learn no file names outside the project from did-you-mean", () => {
    const guesses = report.diagnostics.filter(({ file }) => file === "workflows/import-link-guess.ts");
    expect(guesses).not.toEqual([]);
    expect(JSON.stringify(guesses)).not.toContain("secret.json");
  });

  test("cannot change what the terminal or a log shows", () => {
    expect(asText.err).not.toMatch(
      /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/,
    );
    expect(asText.err).not.toMatch(/^\s*(::|##\[)/m);
    expect(Math.max(...asText.err.split("\n").map(({ length }) => length))).toBeLessThan(1100);
  });

  test("that compile only write artifacts, with the values that JavaScript would give", async () => {
    const names = sources.filter((source) => verdictOf(source) === "Compiles").map(nameOf);
    const { code, out, err } = await measureCompile(project, names, true);
    expect(code, err).toBe(0);
    expect(out.trim().split("\n")).toHaveLength(names.length);
    const written = listFiles(path.dirname(project)).filter((file) => !before.includes(file));
    expect(written.filter((file) => !/^project\/(dist-workflows|\.falc)\//.test(file))).toEqual([]);
    const graphs = written.filter((file) => file.startsWith("project/dist-workflows/"));
    expect(graphs).toHaveLength(2 * names.length);
    for (const file of graphs) {
      const text = readFileSync(path.join(path.dirname(project), file), "utf8");
      expect(text, file).not.toContain(secret);
      expect(text, file).not.toMatch(/"prompt": "[^"]*(ran|yes|polluted)/);
    }
  });

  test("do not change the language's own objects", () => {
    const state = builtinState();
    const here = new Project(project);
    runCompilation({ cwd: project, files: here.listWorkflowFiles(), required: false });
    expect(builtinState()).toEqual(state);
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
    expect(existsSync(path.join(project, "canary"))).toBe(false);
  });
});

describe.concurrent("hostile names and files", () => {
  const compile = async (prepare: (project: string) => void, ...words: string[]) => {
    const project = makePlace();
    write(project, "workflows/fine.ts", fine);
    prepare(project);
    const before = listFiles(path.dirname(project));
    const { code, signal, out, err } = await measureCompile(project, words, true);
    const written = listFiles(path.dirname(project)).filter((file) => !before.includes(file));
    expect(signal).toBeNull();
    expect(out + err).not.toContain(secret);
    expect(err).not.toMatch(/falc has a bug|^\s+at /m);
    expect(written.filter((file) => !/^project\/(dist-workflows|\.falc)\//.test(file))).toEqual([]);
    return { code, out, err, written };
  };

  const link = (project: string, target: string, file: string) => {
    mkdirSync(path.dirname(path.join(project, file)), { recursive: true });
    symlinkSync(target, path.join(project, file));
  };

  const refusals: readonly (readonly [string, (project: string) => void, RegExp])[] = [
    [
      "dist-workflows is a link to elsewhere",
      (p) => link(p, "../outside", "dist-workflows"),
      /dist-workflows is a link/,
    ],
    [
      "dist-workflows is a link to the project",
      (p) => link(p, ".", "dist-workflows"),
      /dist-workflows is a link/,
    ],
    [
      "a folder of artifacts is a link",
      (p) => {
        write(p, "workflows/ads/hero.ts", fine);
        link(p, "../../outside", "dist-workflows/ads");
      },
      /dist-workflows\/ads is a link/,
    ],
    [".falc is a link to elsewhere", (p) => link(p, "../outside", ".falc"), /\.falc is a link/],
    [
      "the folder of source maps is a link",
      (p) => link(p, "../../outside", ".falc/source-maps"),
      /source-maps is a link/,
    ],
    ["a folder of workflows is a link", (p) => link(p, "../../outside", "workflows/far"), /^$/],
    [
      "a workflow is a link out of the project",
      (p) => link(p, "../../outside/secret.json", "workflows/far.ts"),
      /points outside the project/,
    ],
    [
      "a workflow is a link to a device",
      (p) => link(p, "/dev/zero", "workflows/far.ts"),
      /points outside the project/,
    ],
    [
      "a workflow is a link to itself",
      (p) => link(p, "far.ts", "workflows/far.ts"),
      /far\.ts is a broken link/,
    ],
    [
      "a workflow is a link to a pipe",
      (p) => {
        execFileSync("mkfifo", [path.join(p, "pipe")]);
        link(p, "../pipe", "workflows/far.ts");
      },
      /far\.ts is not a regular file/,
    ],
    [
      "a workflow is huge",
      (p) => {
        write(p, "workflows/far.ts", "");
        truncateSync(path.join(p, "workflows/far.ts"), 100_000_000);
      },
      /far\.ts is larger than 10 MB/,
    ],
    [
      "an imported file is huge",
      (p) => {
        write(p, "workflows/far.ts", `import data from "./data.json";\n${fine}`);
        write(p, "workflows/data.json", "");
        truncateSync(path.join(p, "workflows/data.json"), 100_000_000);
      },
      /data\.json is larger than 10 MB/,
    ],
    [
      "a workflow is not UTF-8",
      (p) => write(p, "workflows/far.ts", Uint8Array.of(0xff, 0xfe, 0x00)),
      /UTF-16 text; save it as UTF-8/,
    ],
    ["a name ends a line", (p) => write(p, "workflows/a\nerror: fake.ts", fine), /invisible characters/],
    ["a name moves the cursor", (p) => write(p, "workflows/\u001b[2Ja.ts", fine), /invisible characters/],
    [
      "a name turns the reading direction",
      (p) => write(p, "workflows/a\u202est.ts", fine),
      /invisible characters/,
    ],
    [
      "two names differ in case only",
      (p) => {
        write(p, "workflows/Fine.ts", fine);
      },
      /would both become/,
    ],
  ];

  test.each(refusals)("%s", async (_, prepare, said) => {
    const { code, err, written } = await compile(prepare);
    if (said.source === "^$") {
      expect({ code, err }).toEqual({ code: 0, err: "" });
      return;
    }
    expect(code).toBe(1);
    expect(err).toMatch(said);
    expect(err).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
    expect(written).toEqual([]);
  });

  test("a pipe and a folder with workflow names are skipped, and refused if given by name", async () => {
    const prepare = (p: string) => {
      execFileSync("mkfifo", [path.join(p, "workflows/pipe.ts")]);
      mkdirSync(path.join(p, "workflows/folder.ts"));
    };
    expect(await compile(prepare)).toMatchObject({ code: 0, err: "" });
    expect(await compile(prepare, "workflows/pipe.ts")).toMatchObject({ code: 1 });
    expect(await compile(prepare, "workflows/folder.ts")).toMatchObject({ code: 2 });
  });

  test("artifacts that are links are replaced, not followed", async () => {
    let target = "";
    const { code, written } = await compile((p) => {
      target = path.join(p, "../outside/secret.json");
      link(p, "../../outside/secret.json", "dist-workflows/fine.json");
      link(p, "/dev/zero", "dist-workflows/fine.schema.json");
    });
    expect(code).toBe(0);
    expect(readFileSync(target, "utf8")).toContain(secret);
    expect(written.every((file) => file.startsWith("project/.falc/"))).toBe(true);
  });

  test("an artifact that is a pipe does not block", async () => {
    const { code } = await compile((p) => {
      mkdirSync(path.join(p, "dist-workflows"));
      execFileSync("mkfifo", [path.join(p, "dist-workflows/fine.json")]);
    });
    expect(code).toBe(0);
  });

  test("inherited property names and device names are ordinary names", async () => {
    // A name that starts with an underscore is a helper's.
    const names = ["constructor", "toString", "hasOwnProperty", "con", "__proto__"];
    const { code, err, written } = await compile((p) => {
      for (const name of names) write(p, `workflows/${name}.ts`, fine);
    });
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(written.filter((file) => file.startsWith("project/dist-workflows/"))).toHaveLength(10);
  });

  test("names with special meaning in a shell or URL are refused", async () => {
    const names = ["a'b", 'a"b', "a$b`c", "a;b", "..a", "%2e%2e", "a\\b"];
    const { code, err, written } = await compile((p) => {
      for (const name of names) write(p, `workflows/${name}.ts`, fine);
    });
    expect(code).toBe(1);
    expect(err.match(/ error workflow-name$/gm)).toHaveLength(names.length);
    expect(written).toEqual([]);
  });
});
