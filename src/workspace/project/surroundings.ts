/** The file system around a project, as far as it affects where imports lead. */
import { existsSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import type { Settings, Surroundings } from "../../compiler/pipeline.ts";
import { plugNPlayOf } from "../../endpoints/build/plug-n-play.ts";
import { decodeText } from "../../lib/decode-text.ts";
import { systemReason } from "../../lib/system-reason.ts";
import { WorkspaceError } from "../workspace-error.ts";
import { realpathOf } from "./read-source.ts";

/** `root`: the project's folder, absolute, with links resolved. */
export function surroundingsOf(root: string): Surroundings {
  const repository = findRepository(root) ?? findWorkspace(root) ?? root;
  return {
    root: withSlashes(root),
    repository: withSlashes(repository),
    find: (file) => findInYarn(file) ?? find(inYarn(file) ?? file),
    realpath: (file) => withSlashes(realpathOf(inYarn(file) ?? file)),
    readSettings(file) {
      // The path may come from an untrusted file: nothing else is opened, and nothing outside the repository.
      const installed = inYarn(file);
      const real = realpathOf(installed ?? file);
      if (!file.endsWith(".json") || find(real) !== "file") return undefined;
      return installed !== undefined || real.startsWith(repository + path.sep)
        ? readSettings(real, withSlashes(path.relative(root, file)))
        : undefined;
    },
  };
}

/** Throws for invalid UTF-8, which would change or lose settings. `name` is how the message names the file. */
function readSettings(file: string, name: string): Settings {
  let bytes: Uint8Array;
  try {
    if (statSync(file).size > maxSettingsLength) return { problem: "it is larger than 1 MB." };
    bytes = readFileSync(file);
  } catch (error) {
    const reason = systemReason(error);
    if (reason === undefined) throw error;
    return { problem: `falc cannot read it: ${reason}.` };
  }
  const decoded = decodeText(bytes);
  if ("text" in decoded) return { text: decoded.text };
  throw new WorkspaceError("file-unreadable", `${name} ${decoded.problem}`, "Save it as UTF-8.");
}

/**
 * `…/node_modules/<name>/…` of a folder that Yarn installed without node_modules: where Yarn keeps that package, which for
 * a workspace package is its own folder. `undefined` for everything else.
 */
function inYarn(file: string): string | undefined {
  const [, folder, name = "", rest = ""] =
    /^(.*?)\/node_modules\/(@[^/]+\/[^/]+|[^/@][^/]*)(\/.*)?$/.exec(withSlashes(file)) ?? [];
  const found = folder === undefined ? undefined : plugNPlayOf(folder)?.(name);
  return found && path.join(found, rest);
}

/** TypeScript looks for node_modules first. */
function findInYarn(file: string): "folder" | undefined {
  const [, folder] = /^([^]*)\/node_modules$/.exec(withSlashes(file)) ?? [];
  return folder !== undefined && plugNPlayOf(folder) !== undefined ? "folder" : undefined;
}

/** The nearest enclosing folder with a `.git`, which is a file in worktrees and submodules. */
export function findRepository(folder: string): string | undefined {
  return findFolderWith([".git"], folder);
}

/** Where packages are installed for several at once. Stands for the repository in a copy without `.git`, as in an image. */
function findWorkspace(folder: string): string | undefined {
  const names = [
    "pnpm-workspace.yaml",
    "package-lock.json",
    "pnpm-lock.yaml",
    "yarn.lock",
    "bun.lock",
    "bun.lockb",
  ];
  return findFolderWith(names, folder);
}

function findFolderWith(names: readonly string[], folder: string): string | undefined {
  for (let at = folder; ; at = path.dirname(at)) {
    if (names.some((name) => existsSync(path.join(at, name)))) return at;
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

function withSlashes(file: string): string {
  return file.split(path.sep).join("/");
}
