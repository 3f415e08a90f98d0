/**
 * Keeps compiled files in the user's cache folder. A file for which nothing changed that its compilation depended on is
 * read back; if that goes for all, the compiler is not even loaded.
 */
import { existsSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { deserialize, serialize } from "node:v8";
import { cacheName, readCached, writeCached } from "../cache/user-cache.ts";
import { Project } from "../project/project.ts";
import { World } from "./answers.ts";
import type { Compilation, CompileRequest } from "./compilation.ts";
import { filesWithout, idOf, inOrder } from "./id-of.ts";

/** Where compilations are kept, and by which compiler they were made. */
export interface Memory {
  /** A folder that outlives the process; without one, they are kept in `memories` only. */
  readonly folder?: string;
  /** Changes with falc's code. */
  readonly compiler: string;
  /** What its owner has read and kept, by file of the cache: the files are not read again. */
  readonly memories?: Map<string, Kept>;
}

/** By `idOf`. */
export type Kept = ReadonlyMap<string, Compilation>;

export interface Remembered {
  /** The compilation of each file that would come to the same again. */
  readonly known: Kept;
  /** To be called with those that were missing. */
  keep(made: readonly Compilation[]): void;
}

export function remembered(
  request: CompileRequest,
  { folder, compiler, memories = new Map() }: Memory,
): Remembered {
  const { cwd, files, required, extras = {} } = request;
  const project = new Project(cwd);
  const key = [compiler, process.version, process.arch, project.root, required, JSON.stringify(extras)];
  const name = cacheName("compiled", key);
  const store = folder === undefined ? undefined : path.join(folder, name);
  const kept = memories.get(name) ?? (store === undefined ? new Map() : readKept(store));
  const world = new World(project);
  const known = new Map<string, Compilation>();
  for (const file of files) {
    const compilation = kept.get(idOf(file));
    if (compilation !== undefined && world.gives(compilation.answers)) known.set(idOf(file), compilation);
  }
  return {
    known,
    keep(made) {
      if (made.length === 0) return;
      const all = new Map(
        [...kept].filter(([, { compiled }]) => existsSync(project.absolute(compiled.file.path))),
      );
      for (const each of made) {
        if (isKept(each)) all.set(idOf(each.compiled.file), each);
        else all.delete(idOf(each.compiled.file));
      }
      memories.set(name, all);
      if (store === undefined) return;
      const written = serialize(all);
      if (written.length <= maxLength) writeCached(store, written);
    },
  };
}

/**
 * Compiles with `make` what is not remembered. `keep` is to be called when there is time: writing takes as long as a small
 * compilation.
 */
export async function compileMissing(
  request: CompileRequest,
  memory: Memory,
  make: (request: CompileRequest) => Promise<readonly Compilation[]>,
): Promise<{ readonly compilations: readonly Compilation[]; readonly keep: () => void }> {
  const { known, keep } = remembered(request, memory);
  const files = filesWithout(request.files, known.values());
  const made = files.length === 0 ? [] : await make({ ...request, files });
  return { compilations: inOrder(request.files, [...known.values(), ...made]), keep: () => keep(made) };
}

function readKept(store: string): Kept {
  const content = readCached(store);
  return content === undefined ? new Map() : (deserialize(content) as Kept);
}

/** Errors are not kept: some depend on how long something took. That a file is only a helper is not an error. */
function isKept({ compiled: { failed, isHelper } }: Compilation): boolean {
  return !failed || isHelper;
}

/** Bytes. A hundred workflows are one million. */
const maxLength = 20_000_000;
