import type { Project } from "../project/project.ts";
import { type FileContent, isCurrent } from "../project/write-file.ts";
import { prepareDeclaration, typesFile } from "./declaration-files.ts";
import { findDeclared } from "./project-catalog.ts";

/**
 * Types of declared endpoints that do not match their declarations, because one was edited by hand or left out of a
 * commit: the editor would show another endpoint than the compiler checks. Returns the correct files.
 */
export async function findStaleTypes(project: Project): Promise<readonly FileContent[]> {
  const stale: FileContent[] = [];
  for (const id of project.listDeclared()) {
    const endpoint = findDeclared(id, project);
    if (endpoint === undefined) continue;
    const types = project.absolute(typesFile(id));
    const { files } = await prepareDeclaration(endpoint, project);
    stale.push(...files.filter(({ file, content }) => file === types && !isCurrent(file, content)));
  }
  return stale;
}
