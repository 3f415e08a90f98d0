/** `falc check` and types: TypeScript 7, 6 and 5.9 really run, on projects with falc in their node_modules. */
import { existsSync, readdirSync, symlinkSync, utimesSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { findTypeScript } from "../../src/workspace/types/project-typescript.ts";
import { checkTypes } from "../../src/workspace/types/type-check.ts";
import { Project } from "../../src/workspace/project/project.ts";
import type { Result, TestProject } from "../support/project.ts";
import { type TypeScriptPackage, typesProject, untypedModels, versions } from "../support/types-project.ts";

const packages = Object.keys(versions) as TypeScriptPackage[];

/** A workflow with the given lines before the call. */
const workflow = (lines = "", head = "") => `import { model } from "falc";
${head}
const flux = model("fal-ai/flux/dev");
export default async function hero({ prompt }: { prompt: string }) {
  ${lines}
  const photo = await flux({ prompt });
  return { image: photo.images[0].url };
}
`;

interface Found {
  readonly code: string;
  readonly file: string;
  readonly message: string;
  readonly start: { readonly line: number; readonly column: number };
  readonly end: { readonly line: number; readonly column: number };
}

interface Json {
  readonly diagnostics: readonly Found[];
  readonly types: Readonly<Record<string, unknown>>;
}

/** Without diagnostics about the artifacts, which most of these projects do not have. */
const parse = ({ out }: Result): Json => {
  const { diagnostics, types } = JSON.parse(out) as Json;
  return { diagnostics: diagnostics.filter(({ code }) => code !== "artifact-outdated"), types };
};

/** `workflows/hero.ts:5:9 TS2322`; falc's own code for its diagnostics. */
const places = (result: Result) =>
  parse(result).diagnostics.map(({ code, file, message, start }) => {
    const name = code === "type-error" ? message.split(":", 1)[0] : code;
    return `${file}:${start.line}:${start.column} ${name}`;
  });

const camelCase = (name: string) => name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());

const check = (project: TestProject, ...argv: readonly string[]) =>
  project.falc(["check", "--json", ...argv]);

describe.each(packages)("with %s", (typescript) => {
  test("correct types are reported on a line, and no files are left behind", async () => {
    const project = typesProject({ "workflows/hero.ts": workflow() }, typescript);
    await project.falc(["compile"]);
    const { code, out, err } = await project.falc(["check"]);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toContain("dist-workflows/hero.json   1 model call, unchanged\n");
    expect(out).toMatch(
      new RegExp(`^types: TypeScript ${versions[typescript]}, no errors, \\d+\\.\\d s$`, "m"),
    );
    expect(readdirSync(project.path(".falc/types"))).toEqual([]);
  });

  test("wrong types are diagnostics in one list with falc's own", async () => {
    const project = typesProject(
      {
        "workflows/hero.ts": workflow(
          'const n: number = "x"; help(n); flux({ prompt: 3 });',
          'import { help } from "./_help.ts";',
        ),
        "workflows/_help.ts":
          "export function help(x: string) {\n  const y: string = 3;\n  return x + y;\n}\n",
        "workflows/_unused.ts": 'const bad: number = "x";\n',
        "src/app.ts": 'export const bad: number = "x";\n',
      },
      typescript,
    );
    const result = await check(project);
    expect(result.code).toBe(1);
    expect(places(result)).toEqual([
      "workflows/_help.ts:2:9 TS2322",
      "workflows/hero.ts:5:9 TS2322",
      "workflows/hero.ts:5:31 TS2345",
      "workflows/hero.ts:5:35 promise-not-awaited",
      "workflows/hero.ts:5:50 field-type",
    ]);
    const { diagnostics, types } = parse(result);
    expect(types).toMatchObject({ status: "checked", version: versions[typescript], errors: 4, repeated: 1 });
    expect(diagnostics[2]).toMatchObject({
      message: "TS2345: Argument of type 'number' is not assignable to parameter of type 'string'.",
      end: { line: 5, column: 32 },
    });
  });

  test("the project's options apply, except those about writing files", async () => {
    const options = {
      strict: true,
      noUnusedLocals: true,
      module: "nodenext",
      target: "es2023",
      lib: ["es2015"],
      skipLibCheck: true,
      composite: true,
      emitDeclarationOnly: true,
      isolatedDeclarations: true,
      outDir: "out",
      rootDir: "src",
      sourceMap: true,
      sourceRoot: "sources",
      mapRoot: "maps",
      tsBuildInfoFile: "out/info",
      listFiles: true,
      noCheck: true,
    };
    const project = typesProject(
      {
        ...untypedModels,
        "workflows/hero.ts": workflow("const spare = 1;"),
        // Its files do not include the workflows.
        "tsconfig.json": `{ // with a comment\n"compilerOptions": ${JSON.stringify(options)}, "include": ["src"] }`,
        "src/app.ts": 'export const bad: number = "x";\n',
      },
      typescript,
    );
    const result = await check(project);
    expect(places(result)).toEqual(["workflows/hero.ts:5:9 TS6133"]);
    expect(existsSync(project.path("out"))).toBe(false);
  });

  // With a small library: reading the others takes most of TypeScript's time.
  test.each([
    ["is not JSON", '{ "compilerOptions": { "lib": ["es5"], "strict": tru'],
    ["extends a missing file", '{ "extends": "./base.json", "compilerOptions": { "lib": ["es5"] } }'],
    ["has an unknown option", '{ "compilerOptions": { "lib": ["es5"], "strickt": true } }'],
    ["extends itself", '{ "extends": "./tsconfig.json", "compilerOptions": { "lib": ["es5"] } }'],
  ])("only the error of a configuration that %s is shown", async (_, text) => {
    const project = typesProject(
      {
        ...untypedModels,
        "workflows/hero.ts": workflow('const n: number = "x";'),
        "workflows/tsconfig.json": text,
      },
      typescript,
    );
    const result = await check(project);
    expect(result.code).toBe(1);
    expect(new Set(parse(result).diagnostics.map(({ file }) => file))).toEqual(
      new Set(["workflows/tsconfig.json"]),
    );
    expect(parse(result).types).toMatchObject({
      status: "failed",
      reason: "there are errors in workflows/tsconfig.json",
      errors: parse(result).diagnostics.length,
    });
  });
});

test.each([
  ["typescript", "TS5102"],
  ["typescript-6", "TS5101"],
] as const)("%s says which options it has no longer", async (typescript, said) => {
  const project = typesProject(
    {
      ...untypedModels,
      "workflows/hero.ts": workflow(),
      "tsconfig.json": '{ "compilerOptions": { "lib": ["es2015"], "baseUrl": "." } }',
    },
    typescript,
  );
  const { code, out, err } = await project.falc(["check"]);
  expect(code).toBe(1);
  expect(err).toContain(`tsconfig.json:1:1 error type-error\n${said}: Option 'baseUrl' `);
  expect(err).toContain("error: types could not be checked: there are errors in tsconfig.json\n");
  expect(out).not.toContain("types:");
});

test("a configuration that only references others uses the options of the one that includes the workflows", async () => {
  const loose = { compilerOptions: { strict: false, noImplicitAny: false }, include: ["workflows"] };
  const project = typesProject({
    ...untypedModels,
    "workflows/hero.ts": workflow("const given = (name) => name; given(1);"),
    "tsconfig.json": JSON.stringify({
      files: [],
      references: [{ path: "./app" }, { path: "./tsconfig.w.json" }],
    }),
    "app/tsconfig.json": JSON.stringify({ compilerOptions: { strict: true }, files: ["app.ts"] }),
    "app/app.ts": "export const app = 1;",
    "tsconfig.w.json": JSON.stringify(loose),
  });
  const errors = async () => (await project.falc(["check"])).err;
  expect(await errors()).not.toContain("type-error");
  project.write("tsconfig.w.json", JSON.stringify({ ...loose, compilerOptions: { strict: true } }));
  expect(await errors()).toContain("TS7006");
});

test("a value that may be undefined under the project's options can be asserted", async () => {
  const project = typesProject({
    "workflows/hero.ts": workflow("photo.images[0].url;"),
    "tsconfig.json": JSON.stringify({ compilerOptions: { strict: true, noUncheckedIndexedAccess: true } }),
  });
  const { code, err } = await project.falc(["check"]);
  expect(err).toContain("TS2532: Object is possibly 'undefined'.");
  expect(err).toContain("Fix: If you know that the value is present, add `!`");
  expect(code).toBe(1);
});

describe("formats", () => {
  const project = typesProject({ "workflows/hero.ts": workflow('const n: number = "x";') });

  test("text has a frame", async () => {
    const { code, out, err } = await project.falc(["check"]);
    expect(code).toBe(1);
    expect(err).toContain(
      "workflows/hero.ts:5:9 error type-error\nTS2322: Type 'string' is not assignable to type 'number'.\n",
    );
    expect(err).toContain('> 5 |   const n: number = "x";\n    |         ^\n');
    expect(out).toMatch(/^types: TypeScript .*, 1 error, /m);
  });

  test("sarif is one document", async () => {
    const { code, out } = await project.falc(["check", "--format", "sarif"]);
    expect(code).toBe(1);
    const { runs } = JSON.parse(out) as { runs: { results: { ruleId: string }[] }[] };
    expect(runs[0]?.results.filter(({ ruleId }) => ruleId !== "artifact-outdated")).toMatchObject([
      {
        ruleId: "type-error",
        level: "error",
        locations: [
          {
            physicalLocation: {
              artifactLocation: { uri: "workflows/hero.ts" },
              region: { startLine: 5, startColumn: 9, endColumn: 10 },
            },
          },
        ],
      },
    ]);
  });

  test("github has an annotation", async () => {
    const { code, out } = await project.falc(["check", "--format", "github"]);
    expect(code).toBe(1);
    expect(out).toContain(
      "::error file=workflows/hero.ts,line=5,endLine=5,col=9,endColumn=10,title=falc%3A type-error::TS2322: ",
    );
  });
});

describe("a mistake that both falc and TypeScript find is reported by falc", () => {
  const mistakes: Readonly<Record<string, readonly [lines: string, head?: string]>> = {
    "field-unknown": ["await flux({ prompt, sede: 3 });"],
    "field-missing": ["await flux({});"],
    "field-type": ['await flux({ prompt, "seed": "a" });'],
    "field-value": ['await flux({ prompt, image_size: "squar" });'],
    "path-missing": ["const x = await flux({ prompt }); await flux({ prompt: x.imges[0].url });"],
    "field-reference": ["const x = await flux({ prompt }); await flux({ prompt: x.images });"],
    "path-index": ["const x = await flux({ prompt }); await flux({ prompt, seed: x.seed[0] });"],
    "path-into-text": ["const x = await flux({ prompt }); await flux({ prompt: x.prompt.text });"],
    "name-unknown": ["await flux({ prompt: promt });"],
    "name-before-definition": ["const x = y; const y = 1;"],
    "assign-constant": ["const x = 1; x = 2;"],
    "import-not-found": ["", 'import { a } from "./nowhere.ts";'],
    "export-not-found": ["", 'import { a } from "./_other.ts"; const b = a;'],
  };

  test.each(packages)("%s", async (typescript) => {
    const files = Object.entries(mistakes).map(([code, [lines, head]]) => [
      `workflows/${code}.ts`,
      workflow(lines, head).replace("hero", camelCase(code)),
    ]);
    const project = typesProject(
      { ...Object.fromEntries(files), "workflows/_other.ts": "export const c = 1;\n" },
      typescript,
    );
    const { diagnostics, types } = parse(await check(project));
    const said = (name: string) => diagnostics.filter(({ file }) => file === `workflows/${name}.ts`);
    for (const code of Object.keys(mistakes)) {
      expect(said(code).map((each) => each.code)).toContain(code);
      expect(said(code).map((each) => each.code)).not.toContain("type-error");
    }
    expect(types).toMatchObject({ status: "checked", repeated: types.errors });
    expect(types.errors).toBeGreaterThanOrEqual(Object.keys(mistakes).length);
  });

  test("including syntax errors", async () => {
    const project = typesProject({ "workflows/hero.ts": workflow("const = 3;") });
    const result = await check(project);
    expect(places(result)).toEqual([
      "workflows/hero.ts:5:9 syntax-error",
      "workflows/hero.ts:5:11 syntax-error",
    ]);
  });

  test("but not another mistake inside the code that falc marks", async () => {
    const project = typesProject({
      "workflows/hero.ts": workflow("if (prompt === 3) await flux({ prompt });"),
    });
    const result = await check(project);
    expect(places(result)).toEqual(
      expect.arrayContaining([
        expect.stringContaining("operator-on-reference"),
        expect.stringContaining("TS2367"),
      ]),
    );
  });

  test("nor one inside the value that falc marks", async () => {
    const head = "function half(text: string): number { return text.length / 2; }";
    const project = typesProject({
      "workflows/hero.ts": workflow("await flux({ prompt: half([1, 2]) });", head),
    });
    const result = await check(project);
    expect(places(result)).toEqual(
      expect.arrayContaining(["workflows/hero.ts:5:24 field-type", "workflows/hero.ts:5:29 TS2345"]),
    );
    expect(parse(result).types).toMatchObject({ errors: 2, repeated: 1 });
  });

  test("an unknown endpoint is one warning, in compile and check alike", async () => {
    const unknown = `import { model } from "falc";
const made = model("fal-ai/new-thing");
export default async function hero({ prompt }: { prompt: string }) {
  const r = await made({ prompt, sizes: [3] });
  const { video } = await model("fal-ai/new-video")({ prompt });
  const n: number = "x";
  return { urls: [r.images[0].url, r.text], video: video.url, n, r };
}
`;
    const project = typesProject({ "workflows/hero.ts": unknown });
    const result = await check(project);
    expect(places(result)).toEqual([
      "workflows/hero.ts:2:20 endpoint-unknown",
      "workflows/hero.ts:5:33 endpoint-unknown",
      "workflows/hero.ts:6:9 TS2322",
    ]);
    project.write("workflows/hero.ts", unknown.replace('  const n: number = "x";', "  const n: number = 1;"));
    expect((await check(project)).code).toBe(1);
    const compiled = await project.falc(["compile", "--format", "json"]);
    expect(places(compiled)).toEqual(places(await check(project)));
    expect((await check(project)).code).toBe(0);
  });
});

test("any, never, @ts-ignore and @ts-expect-error silence TypeScript, but not falc", async () => {
  const silent = {
    any: "await flux({ prompt, sede: 3 } as any);",
    never: "await flux({ prompt, sede: 3 } as never);",
    ignore: "\n  // @ts-ignore\n  await flux({ prompt, sede: 3 });",
    expect: "\n  // @ts-expect-error\n  await flux({ prompt, sede: 3 });",
  };
  const files = Object.entries(silent).map(([name, lines]) => [
    `workflows/${name}.ts`,
    workflow(lines).replace("hero", `${name}One`),
  ]);
  const result = await check(typesProject(Object.fromEntries(files)));
  expect(result.code).toBe(1);
  expect(parse(result).types).toMatchObject({ status: "checked", errors: 0 });
  const { diagnostics } = parse(result);
  for (const [file] of files)
    expect(diagnostics.filter((each) => each.file === file).map(({ code }) => code)).toContain(
      "field-unknown",
    );
});

describe("which files and options", () => {
  test.each(packages)("without a configuration, strictly: %s", async (typescript) => {
    const lines = "const x = (y) => y; structuredClone({}); [1].toSorted();";
    const files = {
      ...untypedModels,
      "workflows/hero.ts": workflow(lines, 'import data from "./data.json" with { type: "json" };'),
      "workflows/data.json": "[]",
    };
    expect(places(await check(typesProject(files, typescript)))).toEqual(["workflows/hero.ts:5:14 TS7006"]);
  });

  test("each file uses the nearest configuration", async () => {
    const project = typesProject({
      ...untypedModels,
      "workflows/hero.ts": workflow("const x = (y) => y;"),
      "workflows/ads/hero.ts": workflow("const x = (y) => y;"),
      "tsconfig.json": '{ "compilerOptions": { "strict": true, "module": "nodenext" } }',
      "workflows/ads/tsconfig.json": '{ "compilerOptions": { "strict": false, "module": "nodenext" } }',
    });
    expect(places(await check(project))).toEqual(["workflows/hero.ts:5:14 TS7006"]);
  });

  test("an invalid configuration does not affect the others", async () => {
    const project = typesProject({
      ...untypedModels,
      "workflows/hero.ts": workflow('const n: number = "x";'),
      "workflows/ads/hero.ts": workflow('const n: number = "x";'),
      "workflows/ads/tsconfig.json": "{",
    });
    const result = await check(project);
    expect(places(result)).toEqual([
      "workflows/ads/tsconfig.json:1:2 import-json-invalid",
      "workflows/hero.ts:5:9 TS2322",
    ]);
    expect(parse(result).types).toMatchObject({ status: "failed" });
  });

  test("a file elsewhere is checked alone, by its path", async () => {
    const bad = workflow('const n: number = "x";');
    const project = typesProject({ "flows/a (copy).ts": bad, "workflows/hero.ts": bad });
    expect(places(await check(project, "flows/a (copy).ts"))).toEqual([
      "flows/a (copy).ts:4:31 workflow-name",
      "flows/a (copy).ts:5:9 TS2322",
    ]);
  });

  test("endpoints that the project declares have their types", async () => {
    const declaration = { id: "me/app", input: { type: "object" }, output: { type: "object" } };
    const project = typesProject({
      "workflows/hero.ts": workflow(
        "",
        'const mine = model("me/app"); const input: Parameters<typeof mine>[0] = { text: 3 };',
      ),
      "workflows/models/me/app.json": JSON.stringify(declaration),
      "workflows/models/me/app.d.ts": `import "falc";
declare module "falc" {
  interface DeclaredEndpoints {
    "me/app": { input: { text: string }; output: { text: string } };
  }
}
`,
    });
    expect(places(await check(project))).toEqual(["workflows/hero.ts:2:75 TS2322"]);
  });

  test("only declaration files of the project's configuration are used", async () => {
    const project = typesProject({
      "workflows/hero.ts": workflow("const n: Wanted = 1; const m: Foreign = 1;"),
      "tsconfig.json": '{ "compilerOptions": { "strict": true, "module": "nodenext" }, "include": ["src"] }',
      "src/wanted.d.ts": "type Wanted = number;\n",
      "build/foreign.d.ts": "type Foreign = number;\n",
    });
    expect(places(await check(project))).toEqual(["workflows/hero.ts:5:33 TS2304"]);
  });

  test("a linked folder works", async () => {
    const project = typesProject({ "real/workflows/hero.ts": workflow('const n: number = "x";') });
    symlinkSync("real", project.path("linked"));
    const result = await project.falc(["check", "--json"], { cwd: "linked" });
    expect(places(result)).toEqual(["workflows/hero.ts:5:9 TS2322"]);
  });

  test("an error outside the project has a position, and no text", async () => {
    const project = typesProject({
      "shared/help.ts": 'export const help: number =\n  "secret";\n',
      "app/workflows/hero.ts": workflow("", 'import type { help } from "../../shared/help.ts";'),
    });
    const { err } = await project.falc(["check"], { cwd: "app" });
    expect(err).toContain("../shared/help.ts:1:14 error type-error\nTS2322");
    expect(err).not.toContain("secret");
  });
});

describe("positions are right after", () => {
  const wrong = workflow('const n: number = "x";');
  const files: Readonly<Record<string, readonly [text: string, place: string]>> = {
    "characters that are no ASCII": [workflow('/* ünïcödé 😀 */ const n: number = "x";'), "5:26"],
    "Windows line ends": [wrong.replaceAll("\n", "\r\n"), "5:9"],
    "a byte order mark": [`\ufeff${wrong}`, "5:9"],
    "a byte order mark on the line itself": [`\ufeffconst n: number = "x"; ${workflow()}`, "1:7"],
    // TypeScript counts it as line 6.
    "a line separator": [workflow('/* \u2028 */ const n: number = "x";'), "5:17"],
  };

  test.each(packages)("%s", async (typescript) => {
    const named = Object.values(files).map(([text], index) => [
      `workflows/w${index}.ts`,
      text.replace("hero", `w${index}`),
    ]);
    const result = await check(typesProject({ ...untypedModels, ...Object.fromEntries(named) }, typescript));
    expect(places(result)).toEqual(
      Object.values(files).map(([, place], index) => `workflows/w${index}.ts:${place} TS2322`),
    );
  });
});

describe("without TypeScript", () => {
  const old = { "node_modules/typescript/package.json": '{ "name": "typescript", "version": "5.8.3" }' };
  const broken = { "node_modules/typescript/package.json": '{ "version": "\\u001b[31m7.0.0" }' };

  test.each([
    ["none", {}, "this project has no TypeScript"],
    ["an old one", old, "this project's TypeScript is 5.8.3; falc needs 5.9 or later"],
    ["one of no version", broken, "this project's TypeScript is of unknown version; falc needs 5.9 or later"],
  ])("%s: this is reported, and everything else is checked", async (_, files, reason) => {
    const project = typesProject({ "workflows/hero.ts": workflow(), ...files }, "none");
    await project.falc(["compile"]);
    const { code, out, err } = await project.falc(["check"]);
    expect(code).toBe(0);
    expect(out).not.toContain("types:");
    expect(err).toBe(
      `warning: types are not checked: ${reason}\nInstall one: npm install --save-dev typescript\n`,
    );
    const json = await check(project);
    expect(parse(json).types).toMatchObject({ status: "skipped", reason });
    expect(json.err).toBe("");
    expect((await project.falc(["check", "--format", "sarif"])).err).toContain(reason);
  });

  test("--no-types runs nothing of the project", async () => {
    const project = withFake('require("fs").writeFileSync("ran", "");');
    await project.falc(["compile"]);
    const { code, out, err } = await project.falc(["check", "--no-types"]);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toContain("types: not checked\n");
    expect(parse(await check(project, "--no-types")).types).toEqual({ status: "off" });
    expect(existsSync(project.path("ran"))).toBe(false);
  });
});

/** A project whose TypeScript is this program. */
function withFake(program: string): TestProject {
  return typesProject(
    {
      "workflows/hero.ts": workflow(),
      "node_modules/typescript/package.json": '{ "name": "typescript", "version": "6.0.3" }',
      "node_modules/typescript/bin/tsc": program,
    },
    "none",
  );
}

const options = (timeoutSeconds: number) => ({
  env: {},
  timeoutSeconds,
  signal: new AbortController().signal,
});

describe("TypeScript is an executable from 7 on", () => {
  const manifest = { "node_modules/typescript/package.json": '{ "version": "7.1.0-dev.20261101" }' };
  const native = `@typescript/typescript-${process.platform}-${process.arch}`;
  const find = (files: Readonly<Record<string, string>>) => {
    const { root } = typesProject({ ...manifest, ...files }, "none");
    const found = findTypeScript(root);
    if ("missing" in found) throw new Error(found.missing);
    return { ...found, command: found.command.map((part) => path.relative(root, part)) };
  };
  const program = process.platform === "win32" ? "tsc.exe" : "tsc";

  test.each(["node_modules", "node_modules/typescript/node_modules"])("in %s", (folder) => {
    const files = { [`${folder}/${native}/package.json`]: "{}", [`${folder}/${native}/lib/${program}`]: "" };
    expect(find(files)).toEqual({
      version: "7.1.0-dev.20261101",
      command: [path.join(folder, native, "lib", program)],
    });
  });

  test("found by its script if falc does not find it", () => {
    expect(find({}).command[1]).toBe(path.join("node_modules", "typescript", "bin", "tsc"));
  });
});

describe("TypeScript as a process", () => {
  test.each([
    ["crashes", 'throw new Error("boom");', /TypeScript 6\.0\.3 ended with exit code 1: /],
    ["is ended", 'process.kill(process.pid, "SIGKILL");', /TypeScript 6\.0\.3 was killed by SIGKILL/],
    [
      "says something else",
      'console.log("\\u001b[31mhello");',
      /TypeScript 6\.0\.3 printed something that is not an error: \[31mhello/,
    ],
    ["fails without a word", "process.exitCode = 2;", /TypeScript 6\.0\.3 ended with exit code 2\n/],
    [
      "never stops talking",
      'const s = "x".repeat(1e7); for (let i = 0; i < 9; i++) require("fs").writeSync(1, s);',
      /printed more than 50 MB/,
    ],
  ])("fails with one message if it %s", async (_, program, said) => {
    const project = withFake(program);
    await project.falc(["compile"]);
    const { code, err } = await project.falc(["check"]);
    expect(code).toBe(1);
    expect(err).toMatch(said);
    expect(err).toContain("Without types: falc check --no-types\n");
    expect(err.split("types could not")).toHaveLength(2);
    expect(parse(await check(project)).types).toMatchObject({
      status: "failed",
      version: "6.0.3",
      errors: 0,
    });
  });

  test("runs while the compiler does", async () => {
    const project = withFake('require("fs").writeFileSync("ran", "");');
    const types = checkTypes(new Project(project.root), ["workflows/hero.ts"], options(3600));
    // Keeps this thread busy, as compiling did.
    // Only ends a test that hangs.
    const deadline = performance.now() + 600_000;
    while (!existsSync(project.path("ran")) && performance.now() < deadline);
    expect(existsSync(project.path("ran"))).toBe(true);
    expect(await types).toMatchObject({ status: "checked", errors: [] });
  });

  test("is killed if it never ends", async () => {
    const project = withFake("setInterval(() => {}, 1000);");
    const types = await checkTypes(new Project(project.root), ["workflows/hero.ts"], options(0.5));
    expect(types).toMatchObject({ status: "failed", reason: "TypeScript 6.0.3 did not finish within 0.5 s" });
    expect(readdirSync(project.path(".falc/types"))).toEqual([]);
  });

  test("is not awaited if there is nothing to compile", async () => {
    const project = withFake("setInterval(() => {}, 1000);");
    project.write("workflows/hero.ts", "export const a = 1;\n");
    const { code, err } = await project.falc(["check"]);
    expect(code).toBe(2);
    expect(err).toContain("there is no workflow in");
  });

  test("gets no key", async () => {
    const project = withFake('console.log("key", process.env.FAL_KEY, process.env.OTHER);');
    const { err } = await project.falc(["check"], { env: { FAL_KEY: "secret", OTHER: "other" } });
    expect(err).toContain("printed something that is not an error: key undefined other");
  });

  test("writes only into the project", async () => {
    const project = typesProject({ "workflows/hero.ts": workflow(), "elsewhere/kept.txt": "" });
    symlinkSync(project.path("elsewhere"), project.path(".falc"), "junction");
    const { code, err } = await project.falc(["check"]);
    expect(code).toBe(1);
    expect(err).toContain("types could not be checked: .falc is a link\n");
    expect(readdirSync(project.path("elsewhere"))).toEqual(["kept.txt"]);
  });

  test("removes leftovers of old, killed runs", async () => {
    const left = ".falc/types/left.json";
    const others = ".falc/types/of-a-run-beside-this-one.json";
    const project = typesProject({ "workflows/hero.ts": workflow(), [left]: "{}", [others]: "{}" });
    const hoursAgo = new Date(Date.now() - 2 * 3_600_000);
    utimesSync(project.path(left), hoursAgo, hoursAgo);
    await check(project);
    expect(readdirSync(project.path(".falc/types"))).toEqual([path.basename(others)]);
  });

  test("needs a writable cache", async () => {
    const project = typesProject({ "workflows/hero.ts": workflow(), ".falc": "a file" });
    const { code, err } = await project.falc(["check"]);
    expect(code).toBe(1);
    expect(err).toMatch(/types could not be checked: cannot .*\.falc.*: .*\n.*falc check --no-types\n/);
  });
});
