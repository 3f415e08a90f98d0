import { isEndpointId } from "../../graph/endpoint-id.ts";
import { suggest } from "../../guess/suggest.ts";
import type { Project } from "../project/project.ts";
import { WorkspaceError } from "../workspace-error.ts";

export const formOfIds = "An id has the form owner/name, e.g. fal-ai/flux/dev.";

/** The error for an unknown id: suggests the closest known one, and how to declare it. */
export function unknownEndpoint(id: string, ids: readonly string[]): WorkspaceError {
  const near = suggest(id, ids);
  const search = "To search: falc models list <words>";
  const add = isEndpointId(id) ? `falc models add ${id}` : undefined;
  const lines =
    near === undefined
      ? [add === undefined ? formOfIds : `If fal has it: ${add}`, search]
      : [`Did you mean ${near}?`, add === undefined ? formOfIds : `If the id is right: ${add}`];
  return new WorkspaceError(
    "endpoint-unknown",
    `falc does not know the endpoint ${JSON.stringify(id)}`,
    lines.join("\n"),
  );
}

/** The error for an id that the project does not declare. */
export function undeclared(id: string, project: Project): WorkspaceError {
  const declared = project.listDeclared();
  const near = suggest(id, declared);
  const others =
    declared.length === 0
      ? "It declares none."
      : `It declares ${declared.slice(0, 10).join(", ")}${declared.length > 10 ? ", …" : ""}.`;
  return new WorkspaceError(
    "endpoint-unknown",
    `this project does not declare ${JSON.stringify(id)}`,
    near === undefined ? others : `Did you mean ${near}?`,
  );
}
