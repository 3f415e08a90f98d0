/**
 * Builds a module together with a compiler in which any addressed function can be replaced while it runs: one build for
 * all mutants, a switch for each.
 */
import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build, type Plugin } from "esbuild";
import type { Mutant } from "./mutant.ts";
import { findSeams, instrument } from "./seams.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const compiler = path.join(root, "src/compiler");
/** It judges the compiler, and is not mutated. */
const account = path.join(compiler, "account");
const active = fileURLToPath(new URL("./active.ts", import.meta.url));

/** Throws unless each mutant's function is in the compiler exactly once. */
export function checkAddresses(mutants: readonly Mutant[]): void {
  const places = placesOf([...new Set(mutants.map(({ of }) => of))]);
  const wrong = mutants.flatMap(({ name, of }) => {
    const files = places.get(of) ?? [];
    if (files.length === 1) return [];
    const why = files.length === 0 ? "no file has it" : `several files have it: ${files.join(", ")}`;
    return [`“${name}” replaces ${of}, but ${why}. Give the row the function that does this now.`];
  });
  if (wrong.length > 0) throw new Error(wrong.join("\n"));
}

function placesOf(addresses: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const places = new Map<string, string[]>();
  for (const name of readdirSync(compiler, { recursive: true, encoding: "utf8" })) {
    if (!isMutable(path.join(compiler, name))) continue;
    for (const [address] of findSeams(name, readFileSync(path.join(compiler, name), "utf8"), addresses)) {
      places.set(address, [...(places.get(address) ?? []), name]);
    }
  }
  return places;
}

function isMutable(file: string): boolean {
  const isIn = (folder: string) => file.startsWith(folder + path.sep);
  return file.endsWith(".ts") && isIn(compiler) && !isIn(account);
}

/** Builds the module at `entry` with the compiler; returns the path of the result, which can be imported or forked. */
export async function buildMutable(entry: URL, mutants: readonly Mutant[]): Promise<string> {
  checkAddresses(mutants);
  // Inside the project, so that packages are found; where packages are, so that nothing else takes it for a source.
  const folder = path.join(root, "node_modules/.cache/falc-mutants");
  mkdirSync(folder, { recursive: true });
  const outfile = path.join(folder, `${path.basename(entry.pathname, ".ts")}-${process.pid}.mjs`);
  await build({
    entryPoints: [fileURLToPath(entry)],
    outfile,
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20",
    packages: "external",
    logLevel: "silent",
    plugins: [replaceable([...new Set(mutants.map(({ of }) => of))])],
  });
  return outfile;
}

/** The same, imported. */
export async function importMutable<Module>(entry: URL, mutants: readonly Mutant[]): Promise<Module> {
  const built = await buildMutable(entry, mutants);
  return (await import(/* @vite-ignore */ pathToFileURL(built).href)) as Module;
}

function replaceable(addresses: readonly string[]): Plugin {
  return {
    name: "replaceable-functions",
    setup({ onLoad }) {
      onLoad({ filter: /\.ts$/ }, ({ path: file }) => {
        const text = readFileSync(file, "utf8");
        const changed = isMutable(file) ? instrument(file, text, addresses) : text;
        const head = changed === text ? "" : `import { seam as falcSeam } from ${JSON.stringify(active)};`;
        // A file finds its neighbours from where it is in the sources.
        const contents =
          head + changed.replaceAll("import.meta.url", JSON.stringify(pathToFileURL(file).href));
        return { contents, loader: "ts", resolveDir: path.dirname(file) };
      });
    },
  };
}
