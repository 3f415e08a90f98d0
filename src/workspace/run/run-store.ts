import { existsSync, lstatSync } from "node:fs";
import path from "node:path";
import { claimsOf } from "../../runner/runs/run-folder.ts";
import { RunStore } from "../../runner/runs/run-store.ts";
import { inCache } from "../cache/project-cache.ts";
import type { Project } from "../project/project.ts";
import { findCommittedRuns } from "./committed-runs.ts";

/** The folder of a project's runs, relative to it. */
export const runsFolder = inCache("runs");

/**
 * Where it, or the folder of its claims, is a link, which may come with a repository, its methods throw a `WorkspaceError`: others'
 * journals would be believed, and files be written and removed elsewhere.
 */
export function openRunStore(project: Project): RunStore {
  const folder = project.absolute(runsFolder);
  return new RunStore(
    folder,
    () => findCommittedRuns(folder),
    () => {
      // A link that leads nowhere cannot be used anyway.
      const isThere = lstatSync(folder, { throwIfNoEntry: false }) !== undefined;
      if (!isThere || existsSync(folder)) project.assertUnlinked([path.join(claimsOf(folder), "any")]);
    },
  );
}
