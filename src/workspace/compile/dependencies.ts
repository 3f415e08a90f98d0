/** The files that compilations depend on, for whoever waits for them to change. */
import path from "node:path";
import { Project } from "../project/project.ts";
import type { Answer } from "./answers.ts";
import type { Compilation } from "./compilation.ts";

export class Dependencies {
  /** A compilation never changes, and whoever watches asks after every build. */
  readonly #files = new WeakMap<Compilation, ReadonlySet<string>>();

  /**
   * Absolute, whether they exist or not. Folders are left out: to watch one is to watch all that is in it. `cwd`: the
   * folder from which the project is searched.
   */
  of(compilations: readonly Compilation[], cwd: string): ReadonlySet<string> {
    const project = new Project(cwd);
    const { find } = project.surroundings();
    const found = new Set<string>();
    for (const each of compilations) for (const file of this.#filesOf(each, project)) found.add(file);
    return new Set([...found].filter((file) => find(file) !== "folder"));
  }

  /** The compilations that depend on none of the files, which are absolute. */
  without(
    files: ReadonlySet<string>,
    compilations: readonly Compilation[],
    cwd: string,
  ): readonly Compilation[] {
    const project = new Project(cwd);
    return compilations.filter((each) => {
      const own = this.#filesOf(each, project);
      return ![...files].some((file) => own.has(file));
    });
  }

  #filesOf(compilation: Compilation, project: Project): ReadonlySet<string> {
    const known = this.#files.get(compilation);
    if (known !== undefined) return known;
    const files = compilation.answers.map(([question, subject]) => fileOf(question, subject, project));
    const found = new Set(files.filter((file) => file !== undefined));
    this.#files.set(compilation, found);
    return found;
  }
}

function fileOf(question: Answer[0], subject: string, project: Project): string | undefined {
  switch (question) {
    case "read":
      return project.absolute(subject);
    case "find":
    case "realpath":
    case "settings":
      return path.normalize(subject);
    // Below `workflows/`, or only asked to name something similar.
    case "declared":
    case "list":
    // Whether there is a repository, and which client is installed, does not change while somebody works.
    case "places":
    case "catalogue":
      return undefined;
  }
}
