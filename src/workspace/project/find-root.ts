/** Where a project begins, and the repository around it. */
import { existsSync, realpathSync } from "node:fs";
import path from "node:path";
import type { Environment } from "../environment.ts";
import { artifactsFolder, workflowsFolder } from "./folders.ts";
import { isFolder } from "./read-source.ts";

/** Not above a repository: a `workflows/` further up belongs to another project. */
export function findRoot(cwd: string): string {
  for (let folder = cwd; ; folder = path.dirname(folder)) {
    const holds = (name: string) => existsSync(path.join(folder, name));
    if (holds(workflowsFolder) || holds(artifactsFolder)) return folder;
    if (holds(".git") || path.dirname(folder) === folder) return cwd;
  }
}

/** The repository's folder in GitHub Actions, which downloads it without `.git` if Git is not installed. */
export function findWorkspace(
  folder: string,
  { GITHUB_WORKSPACE: workspace = "" }: Environment,
): string | undefined {
  const real = workspace !== "" && isFolder(workspace) ? realpathSync(workspace) : undefined;
  const isInside = real !== undefined && (folder === real || folder.startsWith(real + path.sep));
  return isInside ? real : undefined;
}
