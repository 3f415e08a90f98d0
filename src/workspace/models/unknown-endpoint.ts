import { isEndpointId } from "../../graph/endpoint-id.ts";
import { suggest } from "../../guess/suggest.ts";
import { CommandError, exit } from "../../cli/io.ts";
import type { Project } from "../project/project.ts";

export const formOfIds = "An id has the form owner/name, e.g. fal-ai/flux/dev.";

/** The error for an unknown id: suggests the closest known one, and how to declare it. */
export function unknownEndpoint(id: string, ids: readonly string[]): CommandError {
  const near = suggest(id, ids);
  const search = "To search: falc models list <words>";
  const add = isEndpointId(id) ? `falc models add ${id}` : undefined;
  const lines =
    near === undefined
      ? [add === undefined ? formOfIds : `If fal has it: ${add}`, search]
      : [`Did you mean ${near}?`, add === undefined ? formOfIds : `If the id is right: ${add}`];
  return new CommandError(
    `falc does not know the endpoint ${JSON.stringify(id)}`,
    exit.failed,
    lines.join("\n"),
  );
}

/** The error for an id that the project does not declare. */
export function undeclared(id: string, project: Project): CommandError {
  const declared = project.listDeclared();
  const near = suggest(id, declared);
  const others =
    declared.length === 0
      ? "It declares none."
      : `It declares ${declared.slice(0, 10).join(", ")}${declared.length > 10 ? ", …" : ""}.`;
  return new CommandError(
    `this project does not declare ${JSON.stringify(id)}`,
    exit.failed,
    near === undefined ? others : `Did you mean ${near}?`,
  );
}
