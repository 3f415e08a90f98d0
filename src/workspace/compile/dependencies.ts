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
  const found = new Set<string>();
  for (const { answers } of compilations) {
    for (const [question, subject] of answers) {
      const file = fileOf(question, subject, project);
      if (file !== undefined) found.add(file);
    }
  }
  const { find } = project.surroundings();
  return new Set([...found].filter((file) => find(file) !== "folder"));
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
