/** Deletes the declaration of an endpoint. */
import { existsSync, rmdirSync, rmSync } from "node:fs";
import path from "node:path";
import { openCatalog } from "../../endpoints/lookup.ts";
import { isEndpointId } from "../../graph/endpoint-id.ts";
import { modelsFolder } from "../project/folders.ts";
import type { Project } from "../project/project.ts";
import { systemError } from "../system-error.ts";
import { typesFile } from "./declaration-files.ts";
import { findUsers } from "./find-users.ts";
import { declarationFile } from "./project-catalog.ts";
import { undeclared } from "./unknown-endpoint.ts";

export interface Undeclared {
  /** What was deleted, relative to the project. */
  readonly files: readonly string[];
  /** The source files that still name the endpoint. */
  readonly users: readonly string[];
  /** Whether falc knows the endpoint from elsewhere. */
  readonly isKnown: boolean;
}

/** Throws a WorkspaceError for an endpoint that the project does not declare. */
export function undeclare(id: string, project: Project): Undeclared {
  const files = isEndpointId(id)
    ? [declarationFile(id), typesFile(id)].filter((file) => existsSync(project.absolute(file)))
    : [];
  if (files.length === 0) throw undeclared(id, project);
  const users = findUsers(project).get(id) ?? [];
  const isKnown = openCatalog().find(id) !== undefined;
  removeFiles(files, project);
  return { files, users, isKnown };
}

/** Also removes folders that become empty. */
function removeFiles(files: readonly string[], project: Project): void {
  const absolute = files.map((file) => project.absolute(file));
  project.assertUnlinked(absolute);
  for (const file of absolute) {
    try {
      rmSync(file);
    } catch (error) {
      throw systemError(error, project.relative(file)) ?? error;
    }
  }
  const top = path.dirname(project.absolute(modelsFolder));
  for (let folder = path.dirname(absolute[0] ?? top); folder !== top; folder = path.dirname(folder)) {
    try {
      rmdirSync(folder);
    } catch {
      // It is not empty, or may not be removed, which is not what was asked for.
      break;
    }
  }
}
