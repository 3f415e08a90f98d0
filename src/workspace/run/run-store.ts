import { RunStore } from "../../runner/runs/run-store.ts";
import { inCache } from "../cache/project-cache.ts";
import type { Project } from "../project/project.ts";
import { findCommittedRuns } from "./committed-runs.ts";

/** The folder of a project's runs, relative to it. */
export const runsFolder = inCache("runs");

export function openRunStore(project: Project): RunStore {
  const folder = project.absolute(runsFolder);
  return new RunStore(folder, () => findCommittedRuns(folder));
}
