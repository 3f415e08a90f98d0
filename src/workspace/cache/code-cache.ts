/**
 * Caches V8's compiled code of a program. Compiling it takes nearly all of a program's load time; with cached code, a
 * fifth. The cache is only an optimisation: code that cannot be read, does not match or cannot be written is ignored.
 */
import { readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import vm from "node:vm";
import { cacheName, readCached, writeCached } from "./user-cache.ts";

export interface LoadedProgram {
  readonly exports: unknown;
  /** Whether code from an earlier start was used. */
  readonly cached: boolean;
  /** Stores the compiled code, including all functions that ran so far, if it was not cached. Takes about 60 ms. */
  keep(): void;
}

/**
 * `program` is one expression, `(function (exports, require, module, __filename) { … })`, in ASCII. Throws if it
 * cannot be read, and what the program itself throws. Without a folder, nothing is cached. `use`: what the program is
 * started for; each use has a cache of its own, with the functions that it runs.
 */
export function loadProgram(program: URL, folder: string | undefined, use = ""): LoadedProgram {
  const filename = fileURLToPath(program);
  // Latin-1 is read without decoding, and V8 stores it in half the space.
  const source = readFileSync(filename, "latin1");
  const cache = folder === undefined ? undefined : cacheFile(folder, filename, use);
  const cachedData = cache === undefined ? undefined : readCached(cache);
  const script = new vm.Script(source, { filename, ...(cachedData !== undefined && { cachedData }) });
  const module = { exports: {} as unknown };
  const main = script.runInThisContext() as (...scope: unknown[]) => void;
  main(module.exports, createRequire(program), module, filename);
  const cached = cachedData !== undefined && script.cachedDataRejected !== true;
  return {
    exports: module.exports,
    cached,
    keep: () => void (cached || cache === undefined || writeCached(cache, script.createCachedData())),
  };
}

/**
 * V8 itself rejects code of another version or with other flags, but not that of another program with the same
 * length. It runs cached code unchecked.
 */
function cacheFile(folder: string, program: string, use: string): string | undefined {
  try {
    const { size, mtimeMs } = statSync(program);
    const key = [program, use, size, mtimeMs, process.version, process.arch];
    return path.join(folder, cacheName("code", key));
  } catch {
    return undefined;
  }
}
