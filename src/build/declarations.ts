/** The types of what the package exports: of all declarations, those that an entry refers to. */
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";

/** `entries`: sources, relative to `root`; `src/tsconfig.json` names the same. */
export function writeDeclarations(root: string, dist: string, entries: readonly string[]): void {
  const all = mkdtempSync(path.join(tmpdir(), "falc-types-"));
  try {
    compile(root, all);
    for (const file of listNeeded(all, entries)) {
      cpSync(path.join(all, file), path.join(dist, file), { recursive: true });
    }
  } finally {
    rmSync(all, { recursive: true });
  }
}

function compile(root: string, folder: string): void {
  const typescript = path.dirname(createRequire(import.meta.url).resolve("typescript/package.json"));
  const argv = [path.join(typescript, "bin/tsc"), "-p", "src", "--outDir", folder];
  const { status } = spawnSync(process.execPath, argv, { cwd: root, stdio: "inherit" });
  if (status !== 0) throw new Error(`tsc ended with exit code ${status}`);
}

function listNeeded(folder: string, entries: readonly string[]): ReadonlySet<string> {
  const needed = new Set(entries.map((entry) => declarationOf(path.posix.relative("src", entry))));
  // Iterating over a set also visits what is added meanwhile.
  for (const file of needed) {
    const text = readFileSync(path.join(folder, file), "utf8");
    for (const [, specifier = ""] of text.matchAll(/(?:\bfrom\s*|\bimport\s*\(?\s*)"(\.[^"]+)"/g)) {
      needed.add(declarationOf(path.posix.join(path.posix.dirname(file), specifier)));
    }
  }
  return needed;
}

function declarationOf(source: string): string {
  return source.replace(/\.ts$/, ".d.ts");
}
