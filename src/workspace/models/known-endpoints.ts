/** The endpoints that `falc models` shows. */
import type { Endpoint } from "../../endpoints/catalog.ts";
import { type Category, categoryOf } from "../../endpoints/category.ts";
import type { Project } from "../project/project.ts";
import { findClientCatalog } from "./client-catalog.ts";
import { findUsers } from "./find-users.ts";
import { declarationFile, openProjectCatalog } from "./project-catalog.ts";

export interface KnownEndpoint {
  readonly endpoint: Endpoint;
  readonly category: Category;
  readonly isDeclared: boolean;
  /** The source files that name it. */
  readonly users: readonly string[];
}

/** All endpoints, by id. Reads every type: 30 ms. */
export function listKnown(project: Project): readonly KnownEndpoint[] {
  const catalog = openProjectCatalog(project);
  const declared = new Set(project.listDeclared());
  const users = findUsers(project);
  return catalog.ids().flatMap((id) => {
    const endpoint = catalog.find(id);
    if (endpoint === undefined) return [];
    return [
      { endpoint, category: categoryOf(endpoint), isDeclared: declared.has(id), users: users.get(id) ?? [] },
    ];
  });
}

/** `the types of @fal-ai/client 1.10.1` */
export function sourceOf({ id, isPartial }: Endpoint, project: Project): string {
  if (project.listDeclared().includes(id)) return declarationFile(id);
  if (isPartial === true) return "falc's supplement to fal's types; the endpoint may accept and return more";
  return `the types of @fal-ai/client ${findClientCatalog(project).client}`;
}
