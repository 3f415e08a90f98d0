/**
 * Bundles the sources into a few files. Finding, reading and linking a module takes Node about a millisecond, and the
 * compiler has 250: with separate files, that was more than half of a start.
 */
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { build, type BuildOptions, type Metafile } from "esbuild";
import { bundledSharp } from "./bundled-sharp.ts";
import { bundleLibrary, ofCompiler } from "./library.ts";
import { ownSourceMap } from "./own-source-map.ts";
import { ownSources } from "./own-sources.ts";

/** Writes a flat `dist`, from where `assets.ts` finds falc's files. Returns the files that went into it. */
export async function bundle(root: string, dist: string): Promise<Metafile["inputs"]> {
  const common = {
    absWorkingDir: root,
    outdir: dist,
    bundle: true,
    platform: "node",
    target: "node20",
    logLevel: "warning",
    legalComments: "none",
    // A name that TypeScript does not have.
    logOverride: { "import-is-undefined": "error" },
    metafile: true,
  } satisfies BuildOptions;
  const commonJs = {
    ...common,
    format: "cjs",
    outExtension: { ".js": ".cjs" },
    charset: "ascii",
    minifyWhitespace: true,
    define: { "import.meta.url": "importMetaUrl" },
    // `import()` becomes `require()`, without Node's loader of ES modules.
    supported: { "dynamic-import": false },
    // The client is shared with the project, tsx is started as a loader, and prettier is as large as all the rest.
    external: ["@fal-ai/client", "tsx", "prettier"],
    plugins: [ownSources, bundledSharp],
  } satisfies BuildOptions;
  const importMetaUrl = `const importMetaUrl = require("node:url").pathToFileURL(__filename).href;`;
  // One ASCII expression with all its dependencies, as `code-cache.ts` loads it.
  const program = {
    ...commonJs,
    banner: { js: `(function (exports, require, module, __filename) {\n${importMetaUrl}` },
    footer: { js: "})" },
    sourcemap: "external",
    sourcesContent: false,
  } satisfies BuildOptions;
  const built = await Promise.all([
    build({
      ...common,
      // What an author's code imports, or runs in.
      format: "esm",
      splitting: true,
      packages: "external",
      entryPoints: { index: "src/index.ts", child: "src/workspace/verify/child.ts" },
    }),
    build({
      ...commonJs,
      banner: { js: importMetaUrl },
      entryPoints: { falc: "src/cli/launch.ts", worker: "src/workspace/compile/worker.ts" },
    }),
    build({
      ...program,
      external: [...program.external, ...ofCompiler],
      entryPoints: { "command-line": "src/cli/main.ts" },
    }),
    build({ ...program, entryPoints: { compiler: "src/workspace/compile/program.ts" } }),
    bundleLibrary(common),
  ]);
  assertParserOnly(await readFile(path.join(dist, "compiler.cjs"), "latin1"));
  for (const name of ["command-line", "compiler"]) {
    assertAscii(name, await readFile(path.join(dist, `${name}.cjs`), "latin1"));
    const map = path.join(dist, `${name}.cjs.map`);
    await writeFile(map, ownSourceMap(await readFile(map, "utf8")));
  }
  return Object.assign({}, ...built.map(({ metafile }) => metafile.inputs)) as Metafile["inputs"];
}

/** esbuild escapes what is not ASCII, but not in a template with a tag, whose function may see the source. */
function assertAscii(name: string, program: string): void {
  const [found] = /.{0,40}[^\u0000-\u007f].{0,40}/.exec(program) ?? [];
  if (found !== undefined)
    throw new Error(`${name}.cjs is not ASCII: a template with a tag has another character near: ${found}`);
}

/** esbuild leaves out what nobody uses if it sees what is used: `ts.name`. Of an object `ts`, everything stays. */
function assertParserOnly(program: string): void {
  if (!program.includes("createTypeChecker")) return;
  throw new Error(
    "all of TypeScript is in the bundle: somewhere, `ts` is used without a name behind it, as in `const { SyntaxKind } = ts`",
  );
}
