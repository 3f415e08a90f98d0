/** The project on disk: its root, its workflows, its artifacts, its cache. Paths inside it are relative, with `/`. */
import { existsSync, lstatSync, readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import path from "node:path";
import type { SourceHost, WorkflowFile } from "../compiler/pipeline.ts";
import { suggest } from "../lib/suggest.ts";
import { CommandError, exit } from "./io.ts";

export const workflowsFolder = "workflows";
export const artifactsFolder = "dist-workflows";

export class Project {
  readonly root: string;
  readonly #realRoot: string;

  /** The nearest folder upwards that holds `workflows/` or `dist-workflows/`; the working folder when none does. */
  constructor(cwd: string) {
    this.root = findRoot(path.resolve(cwd));
    this.#realRoot = realpathSync(this.root);
  }

  absolute(relative: string): string {
    return path.join(this.root, relative);
  }

  /** A file of the project, as messages call it. */
  relative(absolute: string): string {
    return path.relative(this.root, absolute).split(path.sep).join("/");
  }

  /** Every source file below `workflows/` that may be a workflow, sorted by path. */
  listWorkflowFiles(): readonly WorkflowFile[] {
    return this.#listSources(workflowsFolder);
  }

  /** Names of compiled workflows, sorted. */
  listArtifacts(): readonly string[] {
    return this.#list(artifactsFolder)
      .filter((file) => file.endsWith(".json") && !file.endsWith(".schema.json"))
      .map((file) => file.slice(artifactsFolder.length + 1, -".json".length));
  }

  /** What a word means: a workflow's name (`product-shot`), a file, or all workflows in a folder; relative to `cwd`. */
  findWorkflows(word: string, cwd: string): readonly WorkflowFile[] {
    const files = this.listWorkflowFiles();
    const byName = files.find(({ name }) => name === word);
    if (byName !== undefined) return [byName];
    const file = this.#locate(path.resolve(cwd, word));
    const found = file === undefined ? undefined : lstatSync(this.absolute(file), { throwIfNoEntry: false });
    if (file !== undefined && found !== undefined) {
      if (found.isDirectory()) return this.#listFolder(file);
      if (isSource(file)) return [{ path: file, name: nameOf(file) }];
      throw new CommandError(`${file} is no workflow: a workflow is a .ts file`, exit.usage);
    }
    if (file === undefined && existsSync(path.resolve(cwd, word))) {
      throw new CommandError(`${word} is outside the project, which is ${this.root}`, exit.usage);
    }
    const near = suggest(word, [...files.map(({ name }) => name), ...files.map(({ path }) => path)]);
    const hint =
      near !== undefined
        ? `Did you mean ${near}?`
        : files.length === 0
          ? `There is no .ts file in ${workflowsFolder}/.`
          : `There are: ${files.map(({ name }) => name).join(", ")}.`;
    throw new CommandError(`there is no workflow or file ${JSON.stringify(word)}`, exit.usage, hint);
  }

  /** Reads sources for the compiler; nothing outside the project, also not through links. */
  sourceHost(): SourceHost {
    return {
      read: (file) => {
        const absolute = this.absolute(file);
        if (!statSync(absolute, { throwIfNoEntry: false })?.isFile()) return undefined;
        const real = realpathSync(absolute);
        if (!real.startsWith(this.#realRoot + path.sep)) return "outside";
        return decode(readFileSync(real), file);
      },
      list: (folder) => {
        const absolute = this.absolute(folder);
        return existsSync(absolute) ? readdirSync(absolute) : [];
      },
    };
  }

  /** Throws for a workflow that is a link to nothing or out of the project: passing over it would drop it in silence. */
  assertReadable({ path: file }: WorkflowFile): void {
    const real = statSync(this.absolute(file), { throwIfNoEntry: false });
    if (real === undefined) throw new CommandError(`${file} is a link to nothing`, exit.failed);
    if (realpathSync(this.absolute(file)).startsWith(this.#realRoot + path.sep)) return;
    throw new CommandError(
      `${file} is a link that leads out of the project`,
      exit.failed,
      "falc reads nothing outside the project. Copy the file into it.",
    );
  }

  /** An absolute path inside the project, relative to its root; also one that comes through a linked folder. */
  #locate(absolute: string): string | undefined {
    const folder = path.dirname(absolute);
    const real = path.join(existsSync(folder) ? realpathSync(folder) : folder, path.basename(absolute));
    const candidates = [path.relative(this.root, absolute), path.relative(this.#realRoot, real)];
    return candidates
      .find(
        (relative) =>
          relative !== ".." && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative),
      )
      ?.split(path.sep)
      .join("/");
  }

  /** The project's own folder means its workflows, not every file in it. */
  #listFolder(folder: string): readonly WorkflowFile[] {
    const files = folder === "" ? this.listWorkflowFiles() : this.#listSources(folder);
    if (files.length > 0 || folder === "") return files;
    throw new CommandError(`there is no .ts file in the folder ${folder}`, exit.usage);
  }

  #listSources(folder: string): readonly WorkflowFile[] {
    return this.#list(folder)
      .filter((file) => isSource(file) && !path.basename(file).startsWith("_"))
      .map((file) => ({ path: file, name: nameOf(file) }));
  }

  #list(folder: string): readonly string[] {
    const absolute = this.absolute(folder);
    if (!isFolder(absolute)) return [];
    return readdirSync(absolute, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() || entry.isSymbolicLink())
      .map((entry) => this.relative(path.join(entry.parentPath, entry.name)))
      .filter((file) => !/(^|\/)node_modules\//.test(file))
      .sort((a, b) => (a < b ? -1 : 1));
  }
}

/** Not above a repository: a `workflows/` further up belongs to somebody else. */
function findRoot(cwd: string): string {
  for (let folder = cwd; ; folder = path.dirname(folder)) {
    const holds = (name: string) => existsSync(path.join(folder, name));
    if (holds(workflowsFolder) || holds(artifactsFolder)) return folder;
    if (holds(".git") || path.dirname(folder) === folder) return cwd;
  }
}

function isFolder(absolute: string): boolean {
  return statSync(absolute, { throwIfNoEntry: false })?.isDirectory() === true;
}

function isSource(file: string): boolean {
  return file.endsWith(".ts") && !file.endsWith(".d.ts");
}

/** As text. Bytes that are not UTF-8 would become question marks, and go into a prompt as such. */
function decode(bytes: Uint8Array, file: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new CommandError(`${file} is not UTF-8 text`, exit.failed, "Save it with the encoding UTF-8.");
  }
}

/** `workflows/ads/hero.ts` → `ads/hero`; a file elsewhere → its base name. */
function nameOf(file: string): string {
  const below = file.startsWith(`${workflowsFolder}/`)
    ? file.slice(workflowsFolder.length + 1)
    : path.basename(file);
  return kebabCase(below.replace(/\.ts$/, ""));
}

function kebabCase(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, "$1-$2")
    .replace(/[_\s]+/g, "-")
    .toLowerCase();
}
