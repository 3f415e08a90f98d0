/** The package's doors for programs: one entry of `exports` in package.json each. */
import { build, type BuildOptions } from "esbuild";

/** Imported only by the sources (`fromSources`); in the package, they are in the compiler's program. */
export const ofCompiler = ["*/compilation.ts", "*/build-catalog.ts"];

/** File in `dist/` → source. What a workflow imports is not among them: it is built by itself. */
export const libraryEntries = {
  compiler: "src/api/compiler.ts",
  run: "src/api/run.ts",
  emulator: "src/api/emulator.ts",
} as const;

/**
 * ES modules that share their code, in chunks beside them, with every package that is not installed with falc. What a
 * door imports by `import()` is a chunk of its own.
 */
export function bundleLibrary(common: BuildOptions & { readonly metafile: true }) {
  return build({
    ...common,
    metafile: true,
    format: "esm",
    splitting: true,
    chunkNames: "library-[hash]",
    minifyWhitespace: true,
    external: ["@fal-ai/client", "sharp", "tsx", "prettier", ...ofCompiler],
    entryPoints: libraryEntries,
  });
}
