/**
 * The package's compiler holds only the part of TypeScript that the sources use. It compiles every fixture and every
 * example as the sources do, with all of TypeScript behind them.
 */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test } from "vitest";
import { loadProgram } from "../../src/workspace/cache/code-cache.ts";
import {
  type Compilation,
  type CompileRequest,
  runCompilations,
} from "../../src/workspace/compile/compilation.ts";
import type { CompilerMessage } from "../../src/workspace/compile/messages.ts";
import type * as Program from "../../src/workspace/compile/program.ts";

const bundle = new URL("../../dist/compiler.cjs", import.meta.url);
const folder = mkdtempSync(path.join(tmpdir(), "falc-bundle-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function compileInBundle(request: CompileRequest): readonly Compilation[] {
  const { serve } = loadProgram(bundle, undefined).exports as typeof Program;
  const answers: CompilerMessage[] = [];
  let ask: (request: CompileRequest) => void = () => undefined;
  const port = {
    on: (_: string, listener: typeof ask) => void (ask = listener),
    postMessage: (message: CompilerMessage) => void answers.push(message),
  };
  // The cast: a port with the two methods that are used.
  serve(port as unknown as Parameters<typeof serve>[0], () => undefined);
  ask(request);
  const answer = answers.at(-1);
  if (answer?.kind !== "compiled") throw new Error(`the compiler answered ${JSON.stringify(answer)}`);
  return answer.compilations;
}

test("compiles fixtures and examples as the sources do", () => {
  const sources = ["test/fixtures", "src/diagnostics/examples"];
  for (const source of sources) {
    const from = fileURLToPath(new URL(`../../${source}`, import.meta.url));
    cpSync(from, path.join(folder, "workflows", path.basename(source)), { recursive: true });
  }
  const files = readdirSync(path.join(folder, "workflows"), { recursive: true, encoding: "utf8" })
    .map((file) => file.replaceAll("\\", "/"))
    .filter((file) => /\/(input|good|bad)\.ts$/.test(file))
    // They run for seconds, until they meet a limit.
    .filter((file) => !/endless|evaluation-limit|regexp-refused/.test(file))
    .map((file) => ({ path: `workflows/${file}`, name: file.slice(0, -".ts".length).replaceAll("/", "-") }));
  expect(files.length).toBeGreaterThan(500);
  const request: CompileRequest = { cwd: folder, files, required: true, extras: { coverage: true } };
  const textsByName = (all: readonly Compilation[]) =>
    new Map(all.map(({ compiled }) => [compiled.file.name, JSON.stringify(compiled)]));
  const expected = textsByName(runCompilations(request));
  for (const [name, text] of textsByName(compileInBundle(request)))
    expect(text, name).toBe(expected.get(name));
  expect(expected.size).toBe(files.length);
});

test("has no type checker", () => {
  expect(readFileSync(bundle, "latin1")).not.toMatch(/createTypeChecker|createLanguageService/);
});
