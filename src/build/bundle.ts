/**
 * Bundles the sources into a few files. Finding, reading and linking a module takes Node about a millisecond, and the
 * compiler has 250: with separate files, that was more than half of a start.
 */
import { readFileSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { build, type BuildOptions, type Metafile, type Plugin } from "esbuild";
import { ownSourceMap } from "./own-source-map.ts";

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
    // The client is shared with the project, sharp is native, tsx is started as a loader, and prettier is as large as all
    // the rest.
    external: ["@fal-ai/client", "sharp", "tsx", "prettier"],
    plugins: [requiredPackages(root), withoutLibraryTexts],
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
      // Imported only by the sources (`fromSources`); here they are in the compiler's program.
      external: [...program.external, "*/compilation.ts", "*/build-catalog.ts"],
      entryPoints: { "command-line": "src/cli/main.ts" },
    }),
    build({ ...program, entryPoints: { compiler: "src/workspace/compile/program.ts" } }),
  ]);
  for (const name of ["command-line", "compiler"]) {
    const map = path.join(dist, `${name}.cjs.map`);
    await writeFile(map, ownSourceMap(await readFile(map, "utf8")));
  }
  return Object.assign({}, ...built.map(({ metafile }) => metafile.inputs)) as Metafile["inputs"];
}

/**
 * `createRequire(import.meta.url)("zod")` in the sources becomes `require("zod")` in CommonJS, which can be bundled.
 * falc uses TypeScript itself, which ts-morph has from @ts-morph/common: its own classes are left out.
 */
function requiredPackages(root: string): Plugin {
  return {
    name: "required packages",
    setup({ onLoad }) {
      const own = path.join(root, "src");
      onLoad({ filter: /[\\/](typescript|zod)\.ts$/ }, async ({ path: file }) => {
        if (!file.startsWith(own)) return undefined;
        const source = await readFile(file, "utf8");
        const required = source.replaceAll("createRequire(import.meta.url)(", "require(");
        return {
          loader: "ts",
          contents: required.replace('require("ts-morph")', 'require("@ts-morph/common")'),
        };
      });
    },
  };
}

/**
 * ts-morph contains the 3 MB of TypeScript's own declarations as text, for programs that are type-checked; falc's are
 * not.
 */
const withoutLibraryTexts: Plugin = {
  name: "without library texts",
  setup({ onLoad }) {
    onLoad({ filter: /ts-morph-common\.js$/ }, ({ path: file }) => {
      const source = readFileSync(file, "utf8");
      const start = source.indexOf("const libFiles = [{");
      const end = source.indexOf("}];", start);
      if (start < 0 || end < 0) throw new Error(`${file} does not hold its library files where it used to`);
      return {
        loader: "js",
        contents: `${source.slice(0, start)}const libFiles = [];${source.slice(end + 3)}`,
      };
    });
  },
};
