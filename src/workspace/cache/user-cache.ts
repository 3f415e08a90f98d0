/**
 * falc's folder among the user's caches: what speeds up the next start, and may be missing, damaged or deleted at any
 * time. Never in the project: what comes with a repository must be neither run nor believed.
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
import path from "node:path";
import process from "node:process";
import type { Environment } from "../environment.ts";
import { version } from "../version.ts";

/** The user's cache folder according to the system; `undefined` if there is none. */
export function userCacheFolder(env: Environment): string | undefined {
  const { XDG_CACHE_HOME, LOCALAPPDATA, HOME } = env;
  const system = process.platform === "win32" ? LOCALAPPDATA : HOME && path.join(HOME, cachesOfHome);
  const folder = [XDG_CACHE_HOME, system].find((each) => each && path.isAbsolute(each));
  return folder && path.join(folder, "falc");
}

const cachesOfHome = process.platform === "darwin" ? "Library/Caches" : ".cache";

/**
 * A file's name for everything that its content depends on, and that is not checked when it is read. falc's version is
 * part of every name: npm gives all files of a package the same date, and two versions may be equally long.
 */
export function cacheName(kind: "code" | "compiled", key: readonly (string | number | boolean)[]): string {
  const digest = createHash("sha256")
    .update(JSON.stringify([version(), ...key]))
    .digest("hex");
  return `${kind}-${digest.slice(0, 16)}.bin`;
}

const digestLength = 32;

function digestOf(content: Uint8Array): Buffer {
  return createHash("sha256").update(content).digest();
}

/** The content of a file, if it is complete and this user wrote it. */
export function readCached(file: string): Buffer | undefined {
  try {
    const { uid, mode } = statSync(file);
    if (process.getuid !== undefined && (uid !== process.getuid() || (mode & 0o022) !== 0)) return undefined;
    const whole = readFileSync(file);
    const content = whole.subarray(digestLength);
    return digestOf(content).equals(whole.subarray(0, digestLength)) ? content : undefined;
  } catch {
    return undefined;
  }
}

/** Writes the whole file or, silently, nothing. */
export function writeCached(file: string, content: Uint8Array): void {
  // Two processes may write at the same time; the last one replaces a whole file by a whole file.
  const unfinished = `${file}.${process.pid}.part`;
  try {
    const folder = path.dirname(file);
    // Not `recursive`: a missing home folder is not created.
    for (const each of [path.dirname(folder), folder])
      if (!existsSync(each)) mkdirSync(each, { mode: 0o700 });
    writeFileSync(unfinished, Buffer.concat([digestOf(content), content]), { mode: 0o600, flag: "wx" });
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

/** What belongs to earlier versions of falc and Node, and to projects that nobody works on. */
function removeOld(folder: string): void {
  const oldest = Date.now() - 60 * 24 * 60 * 60 * 1000;
  for (const name of readdirSync(folder)) {
    const file = path.join(folder, name);
    if (/^(?:code|compiled)-/.test(name) && statSync(file).mtimeMs < oldest) rmSync(file, { force: true });
  }
}
