/**
 * Caches V8's compiled code of a program. Compiling it takes nearly all of the compiler's load time; with cached
 * code, a fifth. The cache is only an optimisation: code that cannot be read, does not match or cannot be written is
 * ignored.
 */
import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import vm from "node:vm";
import type { Io } from "../io.ts";

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
  const cachedData = cache === undefined ? undefined : readOwn(cache);
  const script = new vm.Script(source, { filename, ...(cachedData !== undefined && { cachedData }) });
  const module = { exports: {} as unknown };
  const main = script.runInThisContext() as (...scope: unknown[]) => void;
  main(module.exports, createRequire(program), module, filename);
  const cached = cachedData !== undefined && script.cachedDataRejected !== true;
  return {
    exports: module.exports,
    cached,
    keep: () => void (cached || cache === undefined || write(cache, script.createCachedData())),
  };
}

/**
 * V8 itself rejects code of another version or with other flags, but not that of another program with the same
 * length.
 */
function cacheFile(folder: string, program: string, use: string): string | undefined {
  try {
    const { size, mtimeMs } = statSync(program);
    const key = [program, use, size, mtimeMs, process.version, process.arch].join("\n");
    return path.join(folder, `code-${createHash("sha256").update(key).digest("hex").slice(0, 16)}.bin`);
  } catch {
    return undefined;
  }
}

const digestLength = 32;

function digestOf(code: Uint8Array): Buffer {
  return createHash("sha256").update(code).digest();
}

/** V8 runs cached code unchecked: only a complete file that this user wrote is read. */
function readOwn(file: string): Buffer | undefined {
  try {
    const { uid, mode } = statSync(file);
    if (process.getuid !== undefined && (uid !== process.getuid() || (mode & 0o022) !== 0)) return undefined;
    const content = readFileSync(file);
    const code = content.subarray(digestLength);
    return digestOf(code).equals(content.subarray(0, digestLength)) ? code : undefined;
  } catch {
    return undefined;
  }
}

function write(file: string, code: Buffer): void {
  // Two first starts may write at the same time; the last one replaces a whole file by a whole file.
  const unfinished = `${file}.${process.pid}.part`;
  try {
    const folder = path.dirname(file);
    // Not `recursive`: a missing home folder is not created.
    for (const each of [path.dirname(folder), folder])
      if (!existsSync(each)) mkdirSync(each, { mode: 0o700 });
    writeFileSync(unfinished, Buffer.concat([digestOf(code), code]), { mode: 0o600, flag: "wx" });
    renameSync(unfinished, file);
    removeOld(folder);
  } catch {
    try {
      rmSync(unfinished, { force: true });
    } catch {
      // It does not exist.
    }
  }
}

/** Files of earlier versions of falc and Node. */
function removeOld(folder: string): void {
  const oldest = Date.now() - 60 * 24 * 60 * 60 * 1000;
  for (const name of readdirSync(folder)) {
    const file = path.join(folder, name);
    if (name.startsWith("code-") && statSync(file).mtimeMs < oldest) rmSync(file, { force: true });
  }
}

/**
 * The user's cache folder according to the system; `undefined` if there is none. Never in the project: code that
 * comes with a repository must not be run.
 */
export function codeCacheFolder(env: Io["env"]): string | undefined {
  const { XDG_CACHE_HOME, LOCALAPPDATA, HOME } = env;
  const system = process.platform === "win32" ? LOCALAPPDATA : HOME && path.join(HOME, cachesOfHome);
  const folder = [XDG_CACHE_HOME, system].find((each) => each && path.isAbsolute(each));
  return folder && path.join(folder, "falc");
}

const cachesOfHome = process.platform === "darwin" ? "Library/Caches" : ".cache";
