/** The types of the package's entries. */
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, rmdirSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import process from "node:process";

/**
 * Writes a declaration file for each entry and for what its types refer to. TypeScript writes one for every source that
 * an entry reaches; those that no type refers to are deleted, the compiler's and ts-morph's among them.
 */
export function writeDeclarations(root: string, dist: string): void {
  const typescript = path.dirname(createRequire(import.meta.url).resolve("typescript/package.json"));
  const { status } = spawnSync(process.execPath, [path.join(typescript, "bin/tsc"), "-p", "src"], {
    cwd: root,
    stdio: "inherit",
  });
  if (status !== 0) throw new Error(`tsc ended with exit code ${status}`);
  const { files: entries } = JSON.parse(readFileSync(path.join(root, "src/tsconfig.json"), "utf8")) as {
    readonly files: readonly string[];
  };
  const kept = reachedFrom(entries.map((entry) => path.join(dist, entry.replace(/\.ts$/, ".d.ts"))));
  const all = readdirSync(dist, { recursive: true, encoding: "utf8" }).map((file) => path.join(dist, file));
  for (const file of all) if (file.endsWith(".d.ts") && !kept.has(file)) rmSync(file);
  // The deepest first.
  for (const folder of all.sort().reverse()) removeEmpty(folder);
}

function reachedFrom(entries: readonly string[]): ReadonlySet<string> {
  const reached = new Set<string>(entries);
  for (const file of reached) {
    for (const [, specifier = ""] of readFileSync(file, "utf8").matchAll(/(?:from |import\()"(\.[^"]*)"/g))
      reached.add(path.join(path.dirname(file), specifier.replace(/\.(?:ts|js)$/, ".d.ts")));
  }
  return reached;
}

function removeEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // It is a file, or holds some.
  }
}
