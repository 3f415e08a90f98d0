/** The project on disk: its root, its workflows, its artifacts, its cache. Paths inside it are relative, with `/`. */
import { existsSync, lstatSync, readdirSync, readFileSync, realpathSync } from "node:fs";
import path from "node:path";
import type { SourceHost, Surroundings, WorkflowFile } from "../../compiler/pipeline.ts";
import { isEndpointId } from "../../graph/endpoint-id.ts";
import { printable } from "../../lib/printable.ts";
import type { Environment } from "../environment.ts";
import { WorkspaceError } from "../workspace-error.ts";
import { findRoot, findWorkspace } from "./find-root.ts";
import { artifactsFolder, modelsFolder, workflowsFolder } from "./folders.ts";
import { assertSize, decodeSource, hasInvisible, isFolder, realpathOf, statOf } from "./read-source.ts";
import {
  type FoundFile,
  isInside,
  isOtherCode,
  isSource,
  listFilesBelow,
  listFoldersBelow,
  mayBeWorkflow,
  withoutEnding,
} from "./source-files.ts";
import { findRepository, surroundingsOf } from "./surroundings.ts";
import { nameOf } from "./workflow-name.ts";

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

  /** A folder and all below it, absolute; none if it does not exist. Never throws. */
  listFolders(folder: string): readonly string[] {
    try {
      const absolute = this.absolute(folder);
      return this.#isInside(realpathSync(absolute)) ? listFoldersBelow(absolute, this.#realRoot) : [];
    } catch {
      return [];
    }
  }

  /** Names of compiled workflows, sorted. */
  listArtifacts(): readonly string[] {
    return this.#list(artifactsFolder)
      .filter((file) => file.endsWith(".json") && !file.endsWith(".schema.json"))
      .map((file) => file.slice(artifactsFolder.length + 1, -".json".length));
  }

  /** Ids of the endpoints that the project declares, sorted. No other file there, such as the price list, has the name of one. */
  listDeclared(): readonly string[] {
    return this.#list(modelsFolder)
      .filter((file) => file.endsWith(".json"))
      .map((file) => file.slice(modelsFolder.length + 1, -".json".length))
      .filter(isEndpointId);
  }

  /** A file's text; `undefined` if there is none. Throws for a path that leads out of the project. */
  readText(file: string): string | undefined {
    const text = this.sourceHost().read(file);
    if (text === "outside") this.#assertInside(file, "Copy the file into it.");
    return text;
  }

  /** Reads sources for the compiler; never outside the project, not even through links. */
  sourceHost(): SourceHost {
    return {
      read: (file) => {
        const absolute = this.absolute(file);
        const found = hasInvisible(file) ? undefined : statOf(absolute);
        // Not for folders and pipes; reading a pipe would block.
        if (found?.isFile() !== true) return undefined;
        const real = realpathSync(absolute);
        if (!this.#isInside(real)) return "outside";
        assertSize(found.size, file);
        return decodeSource(readFileSync(real), file);
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
    if (hasInvisible(file)) {
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
    assertSize(found.size, file);
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

  /** An absolute path inside the project, relative to its root, also through a linked folder; `undefined` for one outside. */
  locate(absolute: string): string | undefined {
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

  /**
   * The workflows in a folder, which is relative. The project's own folder means its workflows, not every file in it.
   */
  listFolder(folder: string): readonly WorkflowFile[] {
    const files = folder === "" ? this.listWorkflowFiles() : this.#listSources(folder);
    if (files.length > 0 || folder === "") return files;
    throw new WorkspaceError("no-such-workflow", `there is no .ts file in the folder ${folder}`);
  }

  /** The source file at a path, as the entry in the project's own list if it is a workflow. */
  fileAt(file: string): WorkflowFile {
    const named = this.absolute(file);
    const own: WorkflowFile = { path: this.#pathOf({ named, real: realpathOf(named) }), name: nameOf(file) };
    const same = this.listWorkflowFiles().filter((each) => each.path === own.path);
    return same.find(({ name }) => name === own.name) ?? same[0] ?? own;
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

  #listSources(folder: string): readonly WorkflowFile[] {
    return this.#listCode(folder, isSource);
  }

  #listCode(folder: string, accepts: (file: string) => boolean): readonly WorkflowFile[] {
    return this.#find(folder)
      .map((found) => ({ found, file: this.#nameOf(found) }))
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

  /** What `relative` gives, which takes as long as listing the folder. */
  #nameOf({ named }: FoundFile): string {
    return named.slice(path.join(this.root, path.sep).length).split(path.sep).join("/");
  }

  #list(folder: string): readonly string[] {
    return this.#find(folder).map((found) => this.#nameOf(found));
  }

  #find(folder: string): readonly FoundFile[] {
    const absolute = this.absolute(folder);
    if (!isFolder(absolute)) return [];
    this.#assertInside(folder, "Copy the folder into it.");
    // falc writes no artifact through a link, so it looks for none behind one.
    return listFilesBelow(absolute, folder === artifactsFolder ? undefined : this.#realRoot);
  }
}
