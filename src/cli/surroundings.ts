/** The file system around a project, as far as it affects where imports lead. */
import { existsSync, readFileSync, realpathSync, statSync } from "node:fs";
import path from "node:path";
import type { Surroundings } from "../compiler/pipeline.ts";
import { decodeText } from "../lib/decode-text.ts";
import { CommandError, exit } from "./io.ts";

/** `root`: the project's folder, absolute, with links resolved. */
export function surroundingsOf(root: string): Surroundings {
  const repository = findRepository(root) ?? root;
  return {
    root: withSlashes(root),
    repository: withSlashes(repository),
    find,
    realpath: (file) => withSlashes(realpathOf(file)),
    readSettings(file) {
      // The path may come from an untrusted file: nothing else is opened, and nothing outside the repository.
      if (!file.endsWith(".json") || find(file) !== "file") return undefined;
      const real = realpathOf(file);
      return real.startsWith(repository + path.sep) && statSync(real).size <= maxSettingsLength
        ? readSettings(real, withSlashes(path.relative(root, file)))
        : undefined;
    },
  };
}

/** Throws for invalid UTF-8, which would change or lose settings. `name` is how the message names the file. */
function readSettings(file: string, name: string): string {
  const decoded = decodeText(readFileSync(file));
  if ("text" in decoded) return decoded.text;
  throw new CommandError(`${name} ${decoded.problem}`, exit.failed, "Save it as UTF-8.");
}

/** The nearest enclosing folder with a `.git`, which is a file in worktrees and submodules. */
export function findRepository(folder: string): string | undefined {
  for (let at = folder; ; at = path.dirname(at)) {
    if (existsSync(path.join(at, ".git"))) return at;
    if (path.dirname(at) === at) return undefined;
  }
}

/** Bytes. */
const maxSettingsLength = 1_000_000;

function find(file: string): "file" | "folder" | undefined {
  try {
    const found = statSync(file, { throwIfNoEntry: false });
    return found?.isFile() === true ? "file" : found?.isDirectory() === true ? "folder" : undefined;
  } catch {
    // For example a name that no file can have.
    return undefined;
  }
}

function realpathOf(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    return file;
  }
}

function withSlashes(file: string): string {
  return file.split(path.sep).join("/");
}
