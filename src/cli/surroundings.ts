/** The file system around a project, as far as it decides where imports lead. */
import { existsSync, readFileSync, realpathSync, statSync } from "node:fs";
import path from "node:path";
import type { Surroundings } from "../compiler/pipeline.ts";
import { decodeText } from "../lib/decode-text.ts";
import { CommandError, exit } from "./io.ts";

/** `root`: the project's folder, absolute, without links. */
export function surroundingsOf(root: string): Surroundings {
  const repository = findRepository(root) ?? root;
  return {
    root: withSlashes(root),
    repository: withSlashes(repository),
    find,
    realpath: (file) => withSlashes(realpathOf(file)),
    readSettings(file) {
      // What names them may be a stranger's: nothing else is opened, and nothing outside the repository.
      if (!file.endsWith(".json") || find(file) !== "file") return undefined;
      const real = realpathOf(file);
      return real.startsWith(repository + path.sep) && statSync(real).size <= maxSettingsLength
        ? readSettings(real, withSlashes(path.relative(root, file)))
        : undefined;
    },
  };
}

/** Throws for what is not UTF-8: its settings would be others, or none. `name` is how the message calls the file. */
function readSettings(file: string, name: string): string {
  const decoded = decodeText(readFileSync(file));
  if ("text" in decoded) return decoded.text;
  throw new CommandError(`${name} ${decoded.problem}`, exit.failed, "Save it as UTF-8.");
}

/** The nearest folder upwards with a `.git`, which in a worktree and a submodule is a file. */
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
    // Such as a name that no file can have: there is none.
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
