import { savedName } from "../../graph/dialects/saved.ts";
import type { Project } from "../project/project.ts";
import { WorkspaceError } from "../workspace-error.ts";

/** If two workflows are saved under one name, the second replaces the first, or is rejected. */
export function assertSavedName(name: string, path: string, project: Project): void {
  const saved = savedName(name);
  const other = project
    .listWorkflowFiles()
    .find((file) => file.path !== path && file.name.replaceAll("/", "-") === saved);
  if (other === undefined) return;
  throw new WorkspaceError(
    "name-taken",
    `${path} and ${other.path} would both be saved as ${saved}`,
    "Rename one of them.",
  );
}
