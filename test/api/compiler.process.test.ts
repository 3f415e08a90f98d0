/** `falc/compiler` from the package, in programs of others: a script, a test, behind a bundler, and its types. */
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import fc from "fast-check";
import { expect, test } from "vitest";
import type * as Api from "../../src/api/compiler.ts";
import { createCompiler as createFromSources } from "../../src/api/compiler.ts";
import { TestProject } from "../support/project.ts";
import { typesProject } from "../support/types-project.ts";

const workflow = (text: string) => `import { model } from "falc";
const flux = model("fal-ai/flux/dev");
export default async function shot({ prompt }: { prompt: string }) {
  const photo = await flux({ prompt: "${text} " + prompt });
  return { image: photo.images[0].url };
}
`;

/** With a helper and JSON, which other workflows use too. */
const both = (text: string) => `import { model } from "falc";
import { style } from "./_style.ts";
import sizes from "./_sizes.json";
const flux = model("fal-ai/flux/dev");
export default async function shot({ prompt }: { prompt: string }) {
  const photo = await flux({ prompt: \`${text} \${style} \${prompt}\`, image_size: sizes.hero });
  return { image: photo.images[0].url };
}
`;

const endless = `export default async function shot() {
  let text = "x";
  for (;;) text = text + text;
}
`;

const script = `import { createCompiler } from "falc/compiler";
const compiler = createCompiler({ root: process.argv[2] });
const { workflows, diagnostics } = await compiler.compile();
console.log(JSON.stringify({ names: workflows.map(({ name }) => name), diagnostics }));
`;

const withScript = {
  "package.json": "{}",
  "workflows/hero.ts": workflow("hero"),
  "build.mjs": script,
};

const expected = `${JSON.stringify({ names: ["hero"], diagnostics: [] })}\n`;

/** From elsewhere, and with no more of an environment than Node needs. */
function run(file: string, ...argv: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [file, ...argv], {
    cwd: path.parse(file).root,
    encoding: "utf8",
    env: { PATH: process.env["PATH"] },
  });
  return { status, stdout, stderr };
}

/** The package as it is built, loaded as a program loads it. */
const built = new URL("../../dist/compiler.js", import.meta.url).href;
const packaged = () => import(/* @vite-ignore */ built) as Promise<typeof Api>;

test("a script ends by itself, and prints what it prints", () => {
  const project = typesProject(withScript);
  const before = readdirSync(project.root).sort();
  expect(run(project.path("build.mjs"), project.root)).toEqual({ status: 0, stdout: expected, stderr: "" });
  expect(readdirSync(project.root).sort()).toEqual(before);
});

test.each(["esm", "cjs"] as const)("behind a bundler that leaves falc outside: %s", async (format) => {
  const project = typesProject(withScript);
  const outfile = project.path(`out/bundle.${format === "esm" ? "mjs" : "cjs"}`);
  const contents =
    format === "esm"
      ? script
      : `(async () => {\n${script.replace(/^import.*\n/, 'const { createCompiler } = require("falc/compiler");\n')}})();`;
  await build({
    stdin: { contents, resolveDir: project.root },
    outfile,
    format,
    bundle: true,
    platform: "node",
    external: ["falc"],
    logLevel: "silent",
  });
  expect(run(outfile, project.root)).toMatchObject({ status: 0, stdout: expected });
});

test("inside a test of vitest, two at once in threads of their own", async () => {
  const { createCompiler } = await packaged();
  const projects = ["ink", "chalk"].map((text) => new TestProject({ "workflows/hero.ts": workflow(text) }));
  const compilers = projects.map(({ root }) => createCompiler({ root }));
  const before = process.cwd();
  const prompts = async () =>
    (await Promise.all(compilers.map((each) => each.compile()))).map(({ workflows: [hero] }) =>
      hero?.kind === "compiled" ? JSON.stringify(hero.graph).match(/ink|chalk|oil/)?.[0] : hero?.kind,
    );
  expect(await prompts()).toEqual(["ink", "chalk"]);
  projects[0]?.write("workflows/hero.ts", workflow("oil"));
  expect(await prompts()).toEqual(["oil", "chalk"]);
  await compilers[0]?.close();
  await expect(compilers[0]?.compile()).rejects.toMatchObject({ name: "WorkspaceError", kind: "stopped" });
  expect((await compilers[1]?.compile())?.workflows).toHaveLength(1);
  expect(process.cwd()).toBe(before);
  await compilers[1]?.close();
});

test("a source that never ends is a diagnostic, and leaves the caller's thread free", async () => {
  const { createCompiler } = await packaged();
  const project = new TestProject({ "workflows/hero.ts": endless });
  const compiler = createCompiler({ root: project.root });
  let turns = 0;
  const turning = setInterval(() => (turns += 1));
  const { workflows, diagnostics } = await compiler.compile();
  clearInterval(turning);
  expect(workflows.map(({ kind }) => kind)).toEqual(["failed"]);
  expect(new Set(diagnostics.map(({ code }) => code))).toEqual(new Set(["evaluation-limit"]));
  expect(turns).toBeGreaterThan(0);
  await compiler.close();
});

test("any sequence of changes gives what a fresh compiler gives", async () => {
  const { createCompiler } = await packaged();
  const project = new TestProject({ "tsconfig.json": "{}" });
  const compiler = createCompiler({ root: project.root });
  const changes: Readonly<Record<string, readonly (string | undefined)[]>> = {
    "workflows/hero.ts": [
      both("hero"),
      both("hero").replace("flux({", "flux({ num_images: 2,"),
      "export default",
    ],
    "workflows/ads/teaser.ts": [
      both("teaser").replaceAll("./_", "../_"),
      undefined,
      both("other").replaceAll("./_", "../_"),
    ],
    "workflows/_style.ts": [
      `export const style = "ink";\n`,
      `export * from "./_more.ts";\n`,
      `export const style = ;\n`,
      `export const style = "tea";\n`,
    ],
    "workflows/_more.ts": [`export const style = "oil";\n`, `export const style = "chalk";\n`],
    "workflows/_sizes.json": [`{ "hero": "square" }`, `{ "hero": "square_hd" }`, `{ "hero": 3 }`, "{"],
    "tsconfig.json": ["{}", `{ "compilerOptions": { "verbatimModuleSyntax": true } }`, "{}"],
  };
  const files = Object.keys(changes);
  const steps = fc.sample(fc.tuple(fc.nat(files.length - 1), fc.nat(3)), { numRuns: 60, seed: 11 });
  const seen = new Set<string>();
  project.write("workflows/_style.ts", `export const style = "ink";\n`);
  project.write("workflows/_sizes.json", `{ "hero": "square" }`);
  for (const [index, variant] of steps) {
    const file = files[index] ?? "";
    const variants = changes[file] ?? [];
    const text = variants[variant % variants.length];
    if (text === undefined) rmSync(project.path(file), { force: true });
    else project.write(file, text);
    const again = await compiler.compile();
    expect(again).toEqual(await createFromSources({ root: project.root }).compile());
    for (const { kind } of again.workflows) seen.add(kind);
    for (const { code } of again.diagnostics) seen.add(code);
  }
  // The steps reach what they are meant to reach.
  expect([...seen].sort()).toEqual(
    expect.arrayContaining(["compiled", "failed", "import-json-invalid", "syntax-error"]),
  );
  await compiler.close();
});

test("a compilation in progress ends when the compiler is closed", async () => {
  const { createCompiler } = await packaged();
  const project = new TestProject({ "workflows/hero.ts": workflow("hero") });
  const compiler = createCompiler({ root: project.root });
  const compiling = compiler.compile();
  // As soon as there is a thread to end.
  await new Promise((resolve) => setImmediate(resolve));
  await compiler.close();
  await expect(compiling).rejects.toMatchObject({ kind: "stopped" });
});

test("V8's code is kept where the caller says, and nowhere else", async () => {
  const { createCompiler } = await packaged();
  const project = new TestProject({ "workflows/hero.ts": workflow("hero") });
  mkdirSync(project.path("cache"));
  const codeCache = project.path("cache/falc");
  const compiler = createCompiler({ root: project.root, codeCache });
  await compiler.compile();
  await compiler.close();
  expect(readdirSync(codeCache)).toEqual([expect.stringMatching(/^code-\w+\.bin$/)]);
});

test.each([
  ["nodenext", "nodenext"],
  ["preserve", "bundler"],
])("its types need nothing but falc: module %s, resolution %s", (module, moduleResolution) => {
  const project = typesProject({
    "package.json": `{ "type": "module" }`,
    "tsconfig.json": JSON.stringify({
      compilerOptions: {
        module,
        moduleResolution,
        target: "es2022",
        lib: ["es2022"],
        types: [],
        strict: true,
        noEmit: true,
        exactOptionalPropertyTypes: true,
      },
      files: ["build.ts"],
    }),
    "build.ts": `import { createCompiler, WorkspaceError, type Compilation, type Diagnostic } from "falc/compiler";
export async function build(root: string): Promise<readonly Diagnostic[]> {
  try {
    const { workflows, diagnostics }: Compilation = await createCompiler({ root }).compile(["hero"]);
    for (const each of workflows) {
      if (each.kind === "failed") continue;
      const { title, input } = each.interface;
      const names: readonly string[] = [title, ...Object.keys(input.properties ?? {})];
      const line: number | undefined = each.nodes[names[0] ?? ""]?.line;
      void line;
    }
    return diagnostics.filter(({ kind, edits = [] }) => kind !== "warning" && edits.length > 0);
  } catch (error) {
    if (error instanceof WorkspaceError && error.kind === "no-such-workflow") return [];
    throw error;
  }
}
// @ts-expect-error: a root is needed
createCompiler({});
`,
  });
  const tsc = path.join(
    path.dirname(createRequire(import.meta.url).resolve("typescript/package.json")),
    "bin/tsc",
  );
  const { status, stdout } = spawnSync(process.execPath, [tsc, "-p", "."], {
    cwd: project.root,
    encoding: "utf8",
  });
  expect({ status, stdout }).toEqual({ status: 0, stdout: "" });
});

test("the package has no types of its insides", () => {
  const dist = fileURLToPath(new URL("../../dist/", import.meta.url));
  const types = readdirSync(dist, { recursive: true, encoding: "utf8" }).filter((file) =>
    file.endsWith(".d.ts"),
  );
  expect(types).toContain(path.join("api", "compiler.d.ts"));
  expect(types.filter((file) => /^(compiler|runner|cli)\b/.test(file))).toEqual([]);
});
