import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { findRepository } from "../project/surroundings.ts";
import { findGitFolder } from "./find-commit.ts";

/**
 * The runs below this folder that came with a repository: those in Git's index. They are anybody's, and not what was paid for
 * here. `.falc` ignores itself, so nobody commits them by accident.
 */
export function findCommittedRuns(folder: string): ReadonlySet<string> {
  const repository = findRepository(folder);
  if (repository === undefined) return new Set();
  const git = findGitFolder(path.join(repository, ".git"));
  const texts = listIndexes(git).flatMap(readNames);
  // Also one that is a link itself, and in whatever case: some systems do not tell them apart.
  const ids = texts.flatMap((text) => [
    ...text.matchAll(/\.falc\/runs\/(\d{8}-\d{6}-[a-z0-9]{4,12})(?![a-z0-9])/gi),
  ]);
  return new Set(ids.map(([, run = ""]) => run));
}

/** With `core.splitIndex`, what has not changed for a while is in a second file. */
function listIndexes(git: string): readonly string[] {
  try {
    const names = readdirSync(git).filter((name) => name === "index" || name.startsWith("sharedindex."));
    return names.map((name) => path.join(git, name));
  } catch {
    return [];
  }
}

/** Texts in which the paths are as they are; none if it cannot be read. */
function readNames(file: string): readonly string[] {
  let bytes: Buffer;
  try {
    if (statSync(file).size > maxBytes) return [];
    bytes = readFileSync(file);
  } catch {
    return [];
  }
  const isShort = bytes.length >= headerBytes && bytes.toString("latin1", 0, 4) === "DIRC" && bytes[7] === 4;
  // Which kind of digests a repository has is not in the file. With the wrong length, nothing is found.
  return isShort ? [20, 32].flatMap((digest) => readShortNames(bytes, digest)) : [bytes.toString("latin1")];
}

/** Of a repository with a million files. */
const maxBytes = 200_000_000;
const headerBytes = 12;

/**
 * Version 4 (git-scm.com/docs/index-format, read 2026-11), as with `feature.manyFiles`: of each path, only what differs from the
 * one before. `digest`: bytes of one.
 */
function readShortNames(bytes: Buffer, digest: number): readonly string[] {
  const names: string[] = [];
  let name = "";
  let at = headerBytes;
  for (let left = bytes.readUInt32BE(8); left > 0; left -= 1) {
    const flags = at + 40 + digest;
    if (flags + 2 > bytes.length) return names;
    // The bit says that there are two more bytes of flags.
    at = flags + ((bytes.readUInt8(flags) & 0x40) === 0 ? 2 : 4);
    let removed = -1;
    for (let isLast = false; !isLast && at < bytes.length; at += 1) {
      const byte = bytes.readUInt8(at);
      removed = (removed + 1) * 128 + (byte & 0x7f);
      isLast = (byte & 0x80) === 0;
    }
    const end = bytes.indexOf(0, at);
    if (end === -1 || removed > name.length) return names;
    name = name.slice(0, name.length - removed) + bytes.toString("latin1", at, end);
    names.push(name);
    at = end + 1;
  }
  return names;
}
