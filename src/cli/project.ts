/** The project on disk: its root, its workflows, its artifacts, its cache. Paths inside it are relative, with `/`. */
import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
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
    let folder = path.resolve(cwd);
    const holds = (name: string) => existsSync(path.join(folder, name));
    while (!holds(workflowsFolder) && !holds(artifactsFolder)) {
      const parent = path.dirname(folder);
      if (parent === folder) {
        folder = path.resolve(cwd);
        break;
      }
      folder = parent;
    }
    this.root = folder;
    this.#realRoot = realpathSync(folder);
  }

  absolute(relative: string): string {
    return path.join(this.root, relative);
  }

  /** Every source file below `workflows/` that may be a workflow, sorted by path. */
  listWorkflowFiles(): readonly WorkflowFile[] {
    return this.#list(workflowsFolder)
      .filter((file) => /\.ts$/.test(file) && !/\.d\.ts$/.test(file) && !path.basename(file).startsWith("_"))
      .map((file) => ({ path: file, name: nameOf(file) }));
  }

  /** Names of compiled workflows, sorted. */
  listArtifacts(): readonly string[] {
    return this.#list(artifactsFolder)
      .filter((file) => file.endsWith(".json") && !file.endsWith(".schema.json"))
      .map((file) => file.slice(artifactsFolder.length + 1, -".json".length));
  }

  /** A workflow by name (`product-shot`) or file (`workflows/product-shot.ts`, relative to `cwd`). */
  findWorkflow(word: string, cwd: string): WorkflowFile {
    const files = this.listWorkflowFiles();
    const byName = files.find(({ name }) => name === word);
    if (byName !== undefined) return byName;
    const relative = path.relative(this.root, path.resolve(cwd, word)).split(path.sep).join("/");
    const inside = !relative.startsWith("../") && existsSync(this.absolute(relative));
    if (inside && /\.ts$/.test(relative) && statSync(this.absolute(relative)).isFile()) {
      return { path: relative, name: nameOf(relative) };
    }
    const near = suggest(word, [...files.map(({ name }) => name), ...files.map((file) => file.path)]);
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
        return readFileSync(real, "utf8");
      },
      list: (folder) => {
        const absolute = this.absolute(folder);
        return existsSync(absolute) ? readdirSync(absolute) : [];
      },
    };
  }

  #list(folder: string): readonly string[] {
    const absolute = this.absolute(folder);
    if (!existsSync(absolute)) return [];
    return readdirSync(absolute, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() || entry.isSymbolicLink())
      .map((entry) =>
        path.relative(this.root, path.join(entry.parentPath, entry.name)).split(path.sep).join("/"),
      )
      .filter((file) => !file.includes("/node_modules/"))
      .sort((a, b) => (a < b ? -1 : 1));
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
