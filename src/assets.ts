/**
 * The locations of falc's own files. In the sources this is `src/assets.ts`; in the package it is part of a bundle
 * directly in `dist/`. So the package's root is one folder up from both, and nothing else in falc locates a file
 * relative to itself.
 */
import { fileURLToPath } from "node:url";

const here = import.meta.url;

/** Whether this is the TypeScript of a checkout (the tests, `tsx src/cli/bin.ts`) rather than the package. */
export const fromSources = here.endsWith(".ts");

/** `src/` or `dist/`, absolute. */
export const ownFolder = fileURLToPath(new URL("./", here));

export const packageManifest = new URL("../package.json", here);

/**
 * The catalogue of the client that falc was built with; the sources use it too, which is why a checkout needs a
 * build.
 */
export const builtCatalog = new URL("../dist/endpoints.jsonl", here);

/** The outlines of a typeface's characters (`emulator/media/glyph-table.ts`); like the catalogue, made by the build. */
export function glyphTable(weight: "regular" | "bold"): URL {
  return new URL(`../dist/glyphs-${weight}.txt`, here);
}

/** One folder for each diagnostic code. */
export const diagnosticExamples = new URL("./diagnostics/examples/", here);

/** The process that runs an author's function. */
export const functionChild = new URL(fromSources ? "./workspace/verify/child.ts" : "./child.js", here);

/** What `falc` loads. Only in the package. */
export const commandLineProgram = new URL("./command-line.cjs", here);

/** The compiler's thread, and the program it loads. Only in the package: Node 20 cannot load TypeScript into a worker. */
export const compilerWorker = new URL("./worker.cjs", here);
export const compilerProgram = new URL("./compiler.cjs", here);
