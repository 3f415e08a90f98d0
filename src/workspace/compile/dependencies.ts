/** The files that compilations depend on, for whoever waits for them to change. */
import path from "node:path";
import { Project } from "../project/project.ts";
import type { Answer } from "./answers.ts";
import type { Compilation } from "./compilation.ts";

/**
 * Absolute, whether they exist or not. Folders are left out: to watch one is to watch all that is in it. `cwd`: the folder
 * from which the project is searched.
 */
export function dependenciesOf(compilations: readonly Compilation[], cwd: string): ReadonlySet<string> {
  const project = new Project(cwd);
  const { find } = project.surroundings();
  const found = new Set<string>();
  for (const compilation of compilations) for (const file of askedFor(compilation, project)) found.add(file);
  return new Set([...found].filter((file) => find(file) !== "folder"));
}

/** `files`: absolute. */
export function dependsOn(compilation: Compilation, files: ReadonlySet<string>, project: Project): boolean {
  const asked = askedFor(compilation, project);
  return [...files].some((file) => asked.has(file));
}

/** A compilation never changes, and whoever watches asks after every build. */
const askedBefore = new WeakMap<Compilation, ReadonlySet<string>>();

function askedFor(compilation: Compilation, project: Project): ReadonlySet<string> {
  const known = askedBefore.get(compilation);
  if (known !== undefined) return known;
  const files = compilation.answers.map(([question, subject]) => fileOf(question, subject, project));
  const asked = new Set(files.filter((file) => file !== undefined));
  askedBefore.set(compilation, asked);
  return asked;
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
