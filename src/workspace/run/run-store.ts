import path from "node:path";
import { claimsOf } from "../../runner/runs/run-folder.ts";
import { RunStore } from "../../runner/runs/run-store.ts";
import { inCache } from "../cache/project-cache.ts";
import type { Project } from "../project/project.ts";
import { findCommittedRuns } from "./committed-runs.ts";

/** The folder of a project's runs, relative to it. */
export const runsFolder = inCache("runs");

/**
 * Throws a `WorkspaceError` if it, or the folder of its claims, is a link, which may come with a repository: others' journals would be
 * believed, and files be written and removed elsewhere.
 */
export function openRunStore(project: Project): RunStore {
  const folder = project.absolute(runsFolder);
  project.assertUnlinked([path.join(claimsOf(folder), "any")]);
  return new RunStore(folder, () => findCommittedRuns(folder));
}
