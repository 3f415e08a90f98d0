/** The endpoints that a project knows: those it declares in `workflows/models/`, then those of its client. */
import type { Catalog, Endpoint } from "../../endpoints/catalog.ts";
import { parseDeclaration, sayingNull } from "../../endpoints/declaration.ts";
import { openCatalog } from "../../endpoints/lookup.ts";
import { isEndpointId } from "../../graph/endpoint-id.ts";
import { modelsFolder } from "../project/folders.ts";
import type { Project } from "../project/project.ts";
import { WorkspaceError } from "../workspace-error.ts";
import { findClientCatalog } from "./client-catalog.ts";

/**
 * Reads nothing before the first access, and only the declarations that are requested. `builtIn`: falc's own catalogue, if
 * it is open already.
 */
export function openProjectCatalog(project: Project, builtIn?: Catalog): Catalog {
  const known = openClientCatalog(project, builtIn);
  const found = new Map<string, Endpoint | undefined>();
  return {
    find(id) {
      if (!found.has(id)) found.set(id, findDeclared(id, project) ?? known.find(id));
      return found.get(id);
    },
    ids: () => [...new Set([...known.ids(), ...project.listDeclared()])].sort(),
  };
}

/** The endpoints of the project's client, as far as falc has them, and the supplement. */
export function openClientCatalog(project: Project, builtIn = openCatalog()): Catalog {
  let found: Catalog | undefined;
  const open = (): Catalog => {
    const { kind, read } = findClientCatalog(project);
    return kind === "synced" ? openCatalog(read) : builtIn;
  };
  return {
    find: (id) => (found ??= open()).find(id),
    ids: () => (found ??= open()).ids(),
  };
}

/** Throws a WorkspaceError for an invalid declaration: ignoring it would check the endpoint against something else. */
export function findDeclared(id: string, project: Project): Endpoint | undefined {
  if (!isEndpointId(id)) return undefined;
  const file = declarationFile(id);
  const text = project.readText(file);
  if (text === undefined) return undefined;
  const declared = parseDeclaration(id, text);
  if (!("problem" in declared)) return sayingNull(declared);
  throw new WorkspaceError(
    "declaration-invalid",
    `${file} does not declare an endpoint: ${declared.problem}`,
    `Read it again from fal's document: falc models add ${id}\nKeep other files out of ${modelsFolder}/.`,
  );
}

/** `workflows/models/me/app.json`, relative to the project. */
export function declarationFile(id: string): string {
  return `${modelsFolder}/${id}.json`;
}
