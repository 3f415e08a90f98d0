import { readFileSync, statSync } from "node:fs";
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
  const index = path.join(findGitFolder(path.join(repository, ".git")), "index");
  const names = readIndex(index).matchAll(/\.falc\/runs\/(\d{8}-\d{6}-[a-z0-9]{4,12})\//g);
  return new Set([...names].map(([, run = ""]) => run));
}

/** Paths are in it as they are. Empty if there is none. */
function readIndex(file: string): string {
  try {
    return statSync(file).size <= maxBytes ? readFileSync(file, "latin1") : "";
  } catch {
    return "";
  }
}

/** Of a repository with a million files. */
const maxBytes = 200_000_000;
