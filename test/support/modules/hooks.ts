/** How tests load what tsx would load otherwise, in the thread of Node's module loader. */
import { readFileSync } from "node:fs";
import { createRequire, type LoadHook, type ResolveHook } from "node:module";
import { fileURLToPath } from "node:url";
import type TS from "typescript-5";

const falc = new URL("../../../src/index.ts", import.meta.url).href;
const fixtures = new URL("../../fixtures/", import.meta.url).href;

/** What a workflow imports. Node would take the package that has been built. */
export const resolve: ResolveHook = (specifier, context, next) =>
  specifier === "falc" ? { url: falc, format: "module", shortCircuit: true } : next(specifier, context);

let typescript: typeof TS | undefined;

/**
 * The oracle runs fixtures as TypeScript emits them: with esbuild, and so with tsx, a function in a clause of a switch exists
 * only from there on.
 */
export const load: LoadHook = (url, context, next) => {
  const [file = ""] = url.split("?");
  if (!file.startsWith(fixtures) || !/\.m?ts$/.test(file)) return next(url, context);
  const ts = (typescript ??= createRequire(import.meta.url)("typescript-5") as typeof TS);
  const path = fileURLToPath(file);
  const { outputText } = ts.transpileModule(readFileSync(path, "utf8"), {
    fileName: path,
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
  });
  return { format: "module", source: outputText, shortCircuit: true };
};
