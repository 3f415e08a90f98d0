/** The commit that a repository is at, read from its files: no program is started, and nothing is said of changes since. */
import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import { findRepository } from "../project/surroundings.ts";

/** In hexadecimal, 40 or 64 digits. `undefined` outside a repository, before its first commit, and in doubt. */
export function findCommit(folder: string): string | undefined {
  const repository = findRepository(folder);
  if (repository === undefined) return undefined;
  const git = findGitFolder(path.join(repository, ".git"));
  const head = read(path.join(git, "HEAD"));
  const [, name] = /^ref: (refs\/[\w./+@-]+)$/.exec(head) ?? [];
  if (name === undefined) return asCommit(head);
  if (name.split("/").some((part) => part === "" || part === "..")) return undefined;
  // A worktree keeps its own HEAD, and shares the branches.
  const shared = read(path.join(git, "commondir"));
  const common = shared === "" ? git : path.resolve(git, shared);
  return asCommit(read(path.join(common, name))) ?? findPacked(read(path.join(common, "packed-refs")), name);
}

/** In a worktree or a submodule, `.git` is a file that says where the folder is. */
export function findGitFolder(git: string): string {
  const [, elsewhere] = /^gitdir: (.+)$/.exec(read(git)) ?? [];
  return elsewhere === undefined ? git : path.resolve(path.dirname(git), elsewhere);
}

/** `5f0e… refs/heads/main` */
function findPacked(packed: string, name: string): string | undefined {
  const line = packed.split("\n").find((each) => each.endsWith(` ${name}`));
  return line && asCommit(line.slice(0, -name.length - 1));
}

function asCommit(text: string): string | undefined {
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(text) ? text : undefined;
}

/** Empty for what is no file, may not be read, or is too large: a commit is of use, but nothing depends on it. */
function read(file: string): string {
  try {
    const found = statSync(file);
    return found.isFile() && found.size <= maxBytes ? readFileSync(file, "utf8").trim() : "";
  } catch {
    return "";
  }
}

/** Of a file that lists 100,000 branches. */
const maxBytes = 10_000_000;
