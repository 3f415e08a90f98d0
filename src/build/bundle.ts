/**
 * Bundles the sources into a few files. Finding, reading and linking a module takes Node about a millisecond, and the
 * compiler has 250: with separate files, that was more than half of a start.
 */
import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { build, type BuildOptions, type Metafile, type Plugin } from "esbuild";

/** Writes a flat `dist`, from where `assets.ts` finds falc's files. Returns the inputs of the compiler's program. */
export async function bundle(root: string, dist: string): Promise<Metafile> {
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
  const [, compiler] = await Promise.all([
    build({
      ...common,
      // `import()` stays lazy: each becomes a separate file, and shared code another.
      format: "esm",
      splitting: true,
      packages: "external",
      // Imported only by the sources (`fromSources`); here they are in the compiler's program.
      external: ["*/compilation.ts", "*/build-catalog.ts"],
      entryPoints: {
        falc: "src/cli/bin.ts",
        index: "src/index.ts",
        child: "src/cli/verify/child.ts",
        worker: "src/cli/compile/worker.ts",
      },
    }),
    build({
      ...common,
      // One ASCII expression with all its dependencies, as `code-cache.ts` loads it.
      format: "cjs",
      charset: "ascii",
      banner: {
        js: `(function (exports, require, module, __filename) {
const importMetaUrl = require("node:url").pathToFileURL(__filename).href;`,
      },
      footer: { js: "})" },
      define: { "import.meta.url": "importMetaUrl" },
      minifyWhitespace: true,
      outExtension: { ".js": ".cjs" },
      entryPoints: { compiler: "src/cli/compile/program.ts" },
      // Needed only for text that is not ASCII, and as large as everything else.
      external: ["prettier"],
      plugins: [requiredPackages(root), withoutLibraryTexts],
    }),
  ]);
  return compiler.metafile;
}

/**
 * `createRequire(import.meta.url)("zod")` in the sources becomes `require("zod")` in CommonJS, which can be bundled.
 */
function requiredPackages(root: string): Plugin {
  return {
    name: "required packages",
    setup({ onLoad }) {
      const own = path.join(root, "src");
      onLoad({ filter: /[\\/](typescript|zod)\.ts$/ }, async ({ path: file }) => {
        if (!file.startsWith(own)) return undefined;
        const source = await readFile(file, "utf8");
        return { loader: "ts", contents: source.replaceAll("createRequire(import.meta.url)(", "require(") };
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
