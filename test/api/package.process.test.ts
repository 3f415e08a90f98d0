/** The library as people get it: from the packed package, in an empty project, with types. */
import { readFileSync } from "node:fs";
import { build, type BuildOptions } from "esbuild";
import { beforeAll, describe, expect, test } from "vitest";
import { type PackedProject, packedProject } from "../support/packed-project.ts";

const read = (file: string) => readFileSync(new URL(`../../${file}`, import.meta.url), "utf8");

/** File → code of the README's snippets that name their file. */
const snippets = Object.fromEntries(
  Array.from(
    read("README.md").matchAll(/^```ts\n\/\/ (\S+\.ts)\n([^]*?)^```$/gm),
    ([, file = "", code = ""]) => [file, code],
  ),
);

/** What a program that is bundled does: no emulator in it, but one elsewhere. */
const client = `import { readFileSync } from "node:fs";
import { execute, falEngine, InvalidInputError } from "falc/run";
const read = (file) => JSON.parse(readFileSync("dist-workflows/" + file, "utf8"));
async function main() {
  const graph = read("product-shot.json");
  const engine = falEngine({ credentials: "any:key", baseUrl: process.argv[2] });
  const options = { engine, schema: read("product-shot.schema.json") };
  const { output } = await execute(graph, { prompt: "a red chair" }, options);
  console.log(output.image.content_type);
  const refused = await execute(graph, {}, options).catch((error) => error);
  console.log(refused instanceof InvalidInputError, refused.message);
  graph.output.fields = { image: "$cutout.image", video: "$cutout.video" };
  const failed = await execute(graph, { prompt: "x" }, options).catch((error) => error);
  console.log(failed.message, Object.keys(failed.output));
}
main();
`;

const serverOf = `import { startEmulator } from "falc/emulator";
import { spawn } from "node:child_process";
const emulator = await startEmulator();
const child = spawn(process.execPath, [process.argv[2], emulator.url], { stdio: "inherit" });
process.exitCode = await new Promise((resolve) => child.on("close", resolve));
await emulator.close();
`;

const plain = `import { readFileSync } from "node:fs";
import { emulatorEngine, execute } from "falc/run";
const graph = JSON.parse(readFileSync("dist-workflows/product-shot.json", "utf8"));
const run = (prompt) => execute(graph, { prompt }, { engine: emulatorEngine() });
const results = await Promise.all([run("one"), run("two")]);
console.log(results.map(({ output }) => output.image.content_type).join());
// No engine is closed: they do not keep the process from ending.
`;

const tested = `import { readFileSync } from "node:fs";
import { afterAll, expect, test } from "vitest";
import { emulatorEngine, execute } from "falc/run";
const engine = emulatorEngine();
afterAll(() => engine.close());
test("a product shot is a PNG", async () => {
  const graph = JSON.parse(readFileSync("dist-workflows/product-shot.json", "utf8"));
  const { output } = await execute<{ image: { content_type: string } }>(graph, { prompt: "x" }, { engine });
  expect(output).toStrictEqual({ image: expect.objectContaining({ content_type: "image/png" }) });
});
`;

/** Everything that the two doors export, as somebody with strict settings writes it. */
const typed = `import { startEmulator, type Emulator, type FaultRule } from "falc/emulator";
import { emulatorEngine, execute, falEngine, RunFailedError, RunAbortedError } from "falc/run";
import type { Engine, Execution, Held, Json, NodeFailure, RunEngine, RunEvent } from "falc/run";

export async function all(graph: unknown, signal: AbortSignal): Promise<Execution<{ url: string }>> {
  const lost: FaultRule = { stage: "submit", call: 2, kind: "cut", at: "after" };
  const faults = { seed: "1", rules: [lost, { kind: "refusal", share: 0.5 }] } as const;
  const emulator: Emulator = await startEmulator({ port: 0, latencyMs: 1, endpoints: [], faults });
  const engines: RunEngine[] = [emulatorEngine({ latencyMs: 5 }), falEngine({ credentials: "k", timeoutMs: 1 })];
  const engine: Engine | undefined = engines[0];
  if (engine === undefined) throw new Error(emulator.url);
  const held: Record<string, Held> = { photo: { kind: "output", output: null } };
  const onEvent = (event: RunEvent): void => {
    if (event.kind === "node-started") send(event.input);
  };
  try {
    return await execute<{ url: string }>(graph, {}, { engine, signal, held, onEvent, concurrency: 2 });
  } catch (error) {
    if (error instanceof RunFailedError) report(error.failures, error.output);
    if (error instanceof RunAbortedError) report(error.failures, error.unfinished);
    throw error;
  }
}
declare function send(input: Json): void;
declare function report(failures: readonly NodeFailure[], known: Json | undefined): void;

// @ts-expect-error: an engine is not optional.
void execute({}, {}, {});
// @ts-expect-error: neither are credentials.
void falEngine({});
// @ts-expect-error: what is held has a kind.
void execute({}, {}, { engine: emulatorEngine(), held: { photo: { output: null } } });
`;

let packed: PackedProject;
beforeAll(async () => {
  packed = packedProject(
    {
      "workflows/product-shot.ts": read("workflows/product-shot.ts"),
      ...snippets,
      "client.mjs": client,
      "server.mjs": serverOf,
      "plain.mjs": plain,
      "product-shot.test.ts": tested,
      "typed.ts": typed,
      "tsconfig.json": JSON.stringify({
        compilerOptions: {
          target: "es2023",
          module: "nodenext",
          strict: true,
          exactOptionalPropertyTypes: true,
          noEmit: true,
          allowImportingTsExtensions: true,
          skipLibCheck: false,
          types: ["node"],
        },
        include: ["*.ts"],
      }),
    },
    ["zod", "typescript", "vitest", "@types/node"],
  );
  expect(await packed.node("node_modules/falc/dist/falc.cjs", "compile")).toMatchObject({ code: 0 });
});

const withTsx = ["--import", "tsx"];

test("the package stays below 4 MB, and no command carries the library", () => {
  expect(packed.bytes).toBeLessThan(4_000_000);
  for (const file of ["falc.cjs", "command-line.cjs", "compiler.cjs"]) {
    expect(packed.project.read(`node_modules/falc/dist/${file}`)).not.toContain("execute needs an engine");
  }
  expect(packed.project.read("node_modules/falc/dist/run.js")).toContain("execute needs an engine");
});

describe("the README's examples", () => {
  test("are these", () => {
    expect(Object.keys(snippets)).toEqual([
      "workflows/product-shot.ts",
      "render.ts",
      "shot.test.ts",
      "hosted.ts",
      "script.ts",
      "build.ts",
    ]);
  });

  test.each([
    ["render.ts", /^http:\/\/127\.0\.0\.1:\d+\/files\/\w+\.png\n$/],
    ["hosted.ts", /^http:\/\/127\.0\.0\.1:\d+\/files\/\w+\.png\n$/],
    ["script.ts", /^https:\/\/example\.com\/cutout\.png\n$/],
    ["build.ts", /^product-shot \[ 'input', 'photo', 'cutout', 'output' \] \[ 'prompt' \]\n$/],
  ])("%s runs", async (file, prints) => {
    const { code, out, err } = await packed.node(...withTsx, file);
    expect({ code, err: file === "render.ts" ? "" : err }).toEqual({ code: 0, err: "" });
    expect(out).toMatch(prints);
    if (file === "render.ts") expect(err.split("\n")).toContain("node-started");
  });
});

test("the types are complete, and refuse what is wrong", async () => {
  const ended = await packed.node("node_modules/typescript/bin/tsc", "-p", ".");
  expect(ended).toEqual({ code: 0, out: "", err: "" });
});

test("a plain script runs, twice at once, and ends", async () => {
  expect(await packed.node("plain.mjs")).toEqual({ code: 0, out: "image/png,image/png\n", err: "" });
});

test("CommonJS gets the library by require", async () => {
  const script = `const { execute } = require("falc/run");
const { startEmulator } = require("falc/emulator");
const { createCompiler } = require("falc/compiler");
console.log(typeof execute, typeof startEmulator, typeof createCompiler);`;
  packed.project.write("plain.cjs", script);
  expect(await packed.node("plain.cjs")).toEqual({ code: 0, out: "function function function\n", err: "" });
});

test("tests in vitest run", async () => {
  const { code, out, err } = await packed.node("node_modules/vitest/vitest.mjs", "run", "--no-color");
  expect({ code, err }).toEqual({ code: 0, err: "" });
  expect(out).toMatch(/Test Files +2 passed/);
});

describe("behind a bundler", () => {
  const bundle = (entry: string, outfile: string, options: BuildOptions) =>
    build({
      absWorkingDir: packed.project.root,
      entryPoints: [entry],
      outfile,
      bundle: true,
      platform: "node",
      format: "esm",
      logLevel: "error",
      ...options,
    });

  test("falc can stay external", async () => {
    await bundle("plain.mjs", "bundled/plain.mjs", { packages: "external" });
    expect(await packed.node("bundled/plain.mjs")).toEqual({
      code: 0,
      out: "image/png,image/png\n",
      err: "",
    });
  });

  test.each(["esm", "cjs"] as const)(
    "execute and falEngine can be part of the bundle: %s",
    async (format) => {
      const file = `bundled/client.${format === "esm" ? "mjs" : "cjs"}`;
      // What is not used is loaded only when it is, and sharp is native.
      await bundle("client.mjs", file, { format, external: ["sharp"] });
      const { code, out, err } = await packed.node("server.mjs", file);
      expect({ code, err }).toEqual({ code: 0, err: "" });
      expect(out.split("\n")).toEqual([
        "image/png",
        "true the input is invalid: prompt is required",
        expect.stringMatching(/^the run failed: output: \$cutout\.video has no value: .* \[ 'image' \]$/),
        "",
      ]);
    },
  );
});
