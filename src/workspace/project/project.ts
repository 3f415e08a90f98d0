/** The project on disk: its root, its workflows, its artifacts, its cache. Paths inside it are relative, with `/`. */
import {
  existsSync,
  lstatSync,
  readdirSync,
  readFileSync,
  realpathSync,
  type Stats,
  statSync,
} from "node:fs";
import path from "node:path";
import type { SourceHost, Surroundings, WorkflowFile } from "../../compiler/pipeline.ts";
import { suggest } from "../../guess/suggest.ts";
import { decodeText } from "../../lib/decode-text.ts";
import { printable } from "../../lib/printable.ts";
import type { Environment } from "../environment.ts";
import { WorkspaceError } from "../workspace-error.ts";
import {
  type FoundFile,
  isInside,
  isOtherCode,
  isSource,
  listFilesBelow,
  mayBeWorkflow,
  withoutEnding,
} from "./source-files.ts";
import { findRepository, surroundingsOf } from "./surroundings.ts";

export const workflowsFolder = "workflows";
export const artifactsFolder = "dist-workflows";
/** Declarations of endpoints. */
export const modelsFolder = `${workflowsFolder}/models`;

export class Project {
  readonly root: string;
  readonly #realRoot: string;
  #surroundings: Surroundings | undefined;
  #workflowFiles: readonly WorkflowFile[] | undefined;

  /** The nearest enclosing folder that contains `workflows/` or `dist-workflows/`; otherwise the working folder. */
  constructor(cwd: string) {
    this.root = findRoot(path.resolve(cwd));
    this.#realRoot = realpathSync(this.root);
  }

  /** The project's folder relative to the repository: `packages/site`. Empty at its root, and outside a repository. */
  folderInRepository(env: Environment): string {
    const repository = findRepository(this.#realRoot) ?? findWorkspace(this.#realRoot, env);
    return repository === undefined
      ? ""
      : path.relative(repository, this.#realRoot).split(path.sep).join("/");
  }

  absolute(relative: string): string {
    return path.join(this.root, relative);
  }

  /** A file of the project, as messages name it. */
  relative(absolute: string): string {
    return path.relative(this.root, absolute).split(path.sep).join("/");
  }

  /** Every source file below `workflows/` that may be a workflow, sorted by path. Listed once, at the first call. */
  listWorkflowFiles(): readonly WorkflowFile[] {
    return (this.#workflowFiles ??= this.#listSources(workflowsFolder));
  }

  /**
   * Other code there that would be a workflow if falc compiled its language. The compiled output of a source file is
   * left out.
   */
  listOtherFiles(): readonly WorkflowFile[] {
    const sources = new Set(this.listWorkflowFiles().map(({ path }) => withoutEnding(path)));
    return this.#listCode(workflowsFolder, isOtherCode).filter(
      ({ path }) => !sources.has(withoutEnding(path)),
    );
  }

  /** All sources, including helpers. */
  listSourceFiles(): readonly string[] {
    return this.#list(workflowsFolder).filter(isSource);
  }

  /** Every declaration file below `workflows/`, sorted, including the types of declared endpoints. */
  listTypeDeclarations(): readonly string[] {
    return this.#list(workflowsFolder).filter((file) => file.endsWith(".d.ts"));
  }

  /** Names of compiled workflows, sorted. */
  listArtifacts(): readonly string[] {
    return this.#list(artifactsFolder)
      .filter((file) => file.endsWith(".json") && !file.endsWith(".schema.json"))
      .map((file) => file.slice(artifactsFolder.length + 1, -".json".length));
  }

  /** Ids of the endpoints that the project declares, sorted. */
  listDeclared(): readonly string[] {
    return this.#list(modelsFolder)
      .filter((file) => file.endsWith(".json"))
      .map((file) => file.slice(modelsFolder.length + 1, -".json".length));
  }

  /** A file's text; `undefined` if there is none. Throws for a path that leads out of the project. */
  readText(file: string): string | undefined {
    const text = this.sourceHost().read(file);
    if (text === "outside") this.#assertInside(file, "Copy the file into it.");
    return text;
  }

  /**
   * The names of workflows that a word may mean, most likely first: `heroImage`, `workflows/heroImage.ts` and
   * `dist-workflows/hero-image.json` mean `hero-image`. A path is relative to `cwd` or to the project's root.
   */
  namesOf(word: string, cwd: string): readonly string[] {
    const typed = path.posix.normalize(word.split(path.sep).join("/"));
    const files = [this.#locate(path.resolve(cwd, word)), typed].filter((file) => file !== undefined);
    const isPath = /^(\.{0,2}\/|\.\.$)/.test(word) || path.isAbsolute(word);
    return [
      ...new Set([
        word,
        ...files.flatMap((file) => {
          if (file.startsWith(`${artifactsFolder}/`))
            return [file.slice(artifactsFolder.length + 1).replace(/(\.schema)?\.json$/, "")];
          const isHere = isSource(file) && existsSync(this.absolute(file));
          return file.startsWith(`${workflowsFolder}/`) || isHere ? [nameOf(file)] : [];
        }),
        ...(isPath ? [] : [kebabCase(typed.replace(/\.ts$/, ""))]),
      ]),
    ];
  }

  /**
   * The meaning of a word: a workflow's name (`product-shot`), a file, or all workflows in a folder; relative to
   * `cwd`.
   */
  findWorkflows(word: string, cwd: string): readonly WorkflowFile[] {
    const files = this.listWorkflowFiles();
    const byName = files.filter(({ name }) => name === word);
    if (byName.length > 0) return byName;
    const file = this.#locate(path.resolve(cwd, word));
    const found = file === undefined ? undefined : statOf(this.absolute(file), lstatSync);
    if (file !== undefined && found !== undefined) {
      if (isFolder(this.absolute(file))) return this.#listFolder(file);
      if (isSource(file)) return [this.#fileAt(file, files)];
    }
    const names = this.namesOf(word, cwd);
    const named = names.flatMap((name) => files.filter((each) => each.name === name));
    if (named[0] !== undefined) return [named[0]];
    if (file !== undefined && found !== undefined) {
      throw new WorkspaceError(
        "no-such-workflow",
        `${file} is not a workflow: falc compiles .ts and .mts files`,
        ...(isOtherCode(file) ? [`Rename it to ${path.basename(withoutEnding(file))}.ts.`] : []),
      );
    }
    this.assertNotOutside(word, cwd);
    const near = suggest(word, [...files.map(({ name }) => name), ...files.map(({ path }) => path)]);
    const hint =
      near !== undefined
        ? `Did you mean ${near}?`
        : files.length === 0
          ? `There is no .ts file in ${workflowsFolder}/.`
          : `There are: ${files.map(({ name }) => name).join(", ")}.`;
    throw new WorkspaceError(
      "no-such-workflow",
      `there is no workflow or file ${JSON.stringify(word)}`,
      hint,
    );
  }

  /** Throws for a word that is a file or folder outside the project. */
  assertNotOutside(word: string, cwd: string): void {
    const absolute = path.resolve(cwd, word);
    if (this.#locate(absolute) !== undefined || !existsSync(absolute)) return;
    throw new WorkspaceError(
      "no-such-workflow",
      `${word} is outside the project, which is ${this.root}`,
      "Run falc in the folder of the project that it belongs to.",
    );
  }

  /** Reads sources for the compiler; never outside the project, not even through links. */
  sourceHost(): SourceHost {
    return {
      read: (file) => {
        const absolute = this.absolute(file);
        const found = invisible.test(file) ? undefined : statOf(absolute);
        // Not for folders and pipes; reading a pipe would block.
        if (found?.isFile() !== true) return undefined;
        const real = realpathSync(absolute);
        if (!this.#isInside(real)) return "outside";
        if (found.size > maxSourceLength) throw tooLarge(file);
        return decode(readFileSync(real), file);
      },
      list: (folder) => {
        const absolute = this.absolute(folder);
        return statOf(absolute)?.isDirectory() === true && this.#isInside(realpathSync(absolute))
          ? readdirSync(absolute)
          : [];
      },
      surroundings: this.surroundings(),
    };
  }

  /** The file system around the project: configurations, and the targets of linked packages. */
  surroundings(): Surroundings {
    // Finding the repository asks for many files.
    return (this.#surroundings ??= surroundingsOf(this.#realRoot));
  }

  /** Throws for a workflow that is unreadable or outside the project: skipping it would silently drop it. */
  assertReadable({ path: file }: WorkflowFile): void {
    if (invisible.test(file)) {
      throw new WorkspaceError(
        "file-unreadable",
        `the name of ${printable(file)} contains invisible characters`,
        "Rename the file.",
      );
    }
    const found = statOf(this.absolute(file));
    if (found === undefined) throw new WorkspaceError("file-unreadable", `${file} is a broken link`);
    this.#assertInside(file, "Copy the file into it.");
    if (!found.isFile()) throw new WorkspaceError("file-unreadable", `${file} is not a regular file`);
    if (found.size > maxSourceLength) throw tooLarge(file);
  }

  /**
   * Throws if a folder that a file is to be written to is a link, because the file would be written elsewhere.
   * `files` are absolute. A file that is itself a link is replaced, not followed.
   */
  assertUnlinked(files: readonly string[]): void {
    for (const folder of new Set(files.map((file) => path.dirname(file)))) {
      for (let at = folder; at.startsWith(this.root + path.sep); at = path.dirname(at)) {
        if (statOf(at, lstatSync)?.isSymbolicLink() !== true) continue;
        throw new WorkspaceError(
          "file-unwritable",
          `${this.relative(at)} is a link`,
          "falc writes only to the project's own folders. Replace the link with a folder.",
        );
      }
    }
  }

  #isInside(real: string): boolean {
    return isInside(real, this.#realRoot);
  }

  #assertInside(file: string, advice: string): void {
    if (this.#isInside(realpathSync(this.absolute(file)))) return;
    throw new WorkspaceError(
      "file-unreadable",
      `${file} is a link that points outside the project`,
      `falc reads nothing outside the project. ${advice}`,
    );
  }

  /** An absolute path inside the project, relative to its root, also through a linked folder. */
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
    throw new WorkspaceError("no-such-workflow", `there is no .ts file in the folder ${folder}`);
  }

  #listSources(folder: string): readonly WorkflowFile[] {
    return this.#listCode(folder, isSource);
  }

  #listCode(folder: string, accepts: (file: string) => boolean): readonly WorkflowFile[] {
    return this.#find(folder)
      .map((found) => ({ found, file: this.relative(found.named) }))
      .filter(({ file }) => accepts(file) && mayBeWorkflow(path.relative(folder, file)))
      .map(({ found, file }) => ({ path: this.#pathOf(found), name: nameOf(file) }));
  }

  /**
   * A file's real path, from which Node resolves its imports too. An unreadable file keeps the name that the user
   * knows.
   */
  #pathOf({ named, real }: FoundFile): string {
    return isInside(real, this.#realRoot) && statOf(real)?.isFile() === true
      ? path.relative(this.#realRoot, real).split(path.sep).join("/")
      : this.relative(named);
  }

  /** The source file at a path, as the entry in the project's own list if it is a workflow. */
  #fileAt(file: string, files: readonly WorkflowFile[]): WorkflowFile {
    const named = this.absolute(file);
    const own: WorkflowFile = { path: this.#pathOf({ named, real: realpathOf(named) }), name: nameOf(file) };
    const same = files.filter((each) => each.path === own.path);
    return same.find(({ name }) => name === own.name) ?? same[0] ?? own;
  }

  #list(folder: string): readonly string[] {
    return this.#find(folder).map(({ named }) => this.relative(named));
  }

  #find(folder: string): readonly FoundFile[] {
    const absolute = this.absolute(folder);
    if (!isFolder(absolute)) return [];
    this.#assertInside(folder, "Copy the folder into it.");
    // falc writes no artifact through a link, so it looks for none behind one.
    return listFilesBelow(absolute, folder === artifactsFolder ? undefined : this.#realRoot);
  }
}

/** The repository's folder in GitHub Actions, which downloads it without `.git` if Git is not installed. */
function findWorkspace(
  folder: string,
  { GITHUB_WORKSPACE: workspace = "" }: Environment,
): string | undefined {
  const real = workspace !== "" && isFolder(workspace) ? realpathSync(workspace) : undefined;
  const isInside = real !== undefined && (folder === real || folder.startsWith(real + path.sep));
  return isInside ? real : undefined;
}

/** Not above a repository: a `workflows/` further up belongs to another project. */
function findRoot(cwd: string): string {
  for (let folder = cwd; ; folder = path.dirname(folder)) {
    const holds = (name: string) => existsSync(path.join(folder, name));
    if (holds(workflowsFolder) || holds(artifactsFolder)) return folder;
    if (holds(".git") || path.dirname(folder) === folder) return cwd;
  }
}

/** Bytes. 100,000 lines of code are 4 MB. */
const maxSourceLength = 10_000_000;

function tooLarge(file: string): WorkspaceError {
  return new WorkspaceError(
    "file-unreadable",
    `${file} is larger than ${maxSourceLength / 1_000_000} MB`,
    "Keep large data out of the sources, and pass it in as an input.",
  );
}

/** A name with these could look like another one, or overwrite lines of the terminal. */
const invisible = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/;

/** Follows links, unless `stat` is `lstatSync`. `undefined` if nothing is there, or the name is invalid. */
function statOf(absolute: string, stat: typeof statSync = statSync): Stats | undefined {
  try {
    return stat(absolute, { throwIfNoEntry: false });
  } catch (error) {
    const { code = "" } = error as NodeJS.ErrnoException;
    if (["ENOTDIR", "ELOOP", "ENAMETOOLONG", "ERR_INVALID_ARG_VALUE"].includes(code)) return undefined;
    throw error;
  }
}

function isFolder(absolute: string): boolean {
  return statOf(absolute)?.isDirectory() === true;
}

function realpathOf(absolute: string): string {
  try {
    return realpathSync(absolute);
  } catch {
    return absolute;
  }
}

/** Decodes text. Invalid UTF-8 would become replacement characters, and be sent in prompts. */
function decode(bytes: Uint8Array, file: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    const decoded = decodeText(bytes);
    const problem = "problem" in decoded ? decoded.problem : "is not UTF-8 text";
    throw new WorkspaceError("file-unreadable", `${file} ${problem}`, "Save it as UTF-8.");
  }
}

/** `workflows/ads/hero.ts` → `ads/hero`; a file elsewhere → its base name. */
function nameOf(file: string): string {
  const below = file.startsWith(`${workflowsFolder}/`)
    ? file.slice(workflowsFolder.length + 1)
    : path.basename(file);
  return kebabCase(below.replace(/\.m?ts$/, ""));
}

function kebabCase(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, "$1-$2")
    .replace(/[_\s]+/g, "-")
    .toLowerCase();
}
