import { suggest } from "../../lib/suggest.ts";
import { CommandError, exit } from "../io.ts";
import type { Project } from "../project.ts";

/** The error for an unknown id: suggests the closest known one, and how to declare it. */
export function unknownEndpoint(id: string, ids: readonly string[]): CommandError {
  const near = suggest(id, ids);
  return new CommandError(
    `falc does not know the endpoint ${JSON.stringify(id)}`,
    exit.failed,
    near === undefined
      ? `If fal has it: falc models add ${id}\nTo search: falc models list <words>`
      : `Did you mean ${near}?\nIf the id is right: falc models add ${id}`,
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
