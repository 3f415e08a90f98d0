/** `falc models remove`: deletes the declaration of an endpoint. */
import { existsSync, rmdirSync, rmSync } from "node:fs";
import path from "node:path";
import { openCatalog } from "../../endpoints/lookup.ts";
import { isEndpointId } from "../../graph/endpoint-id.ts";
import { declarationFile } from "../../workspace/models/project-catalog.ts";
import { createCommand } from "../command-line.ts";
import { exit, type ExitCode, type Io } from "../io.ts";
import { printJson } from "../../lib/printable.ts";
import { modelsFolder, Project } from "../../workspace/project/project.ts";
import { systemError } from "../../workspace/system-error.ts";
import { typesFile } from "../../workspace/models/declaration-files.ts";
import { findUsers } from "../../workspace/models/find-users.ts";
import { undeclared } from "../../workspace/models/unknown-endpoint.ts";

/** `argv`: the words after `models remove`. */
export async function removeCommand(argv: readonly string[], io: Io): Promise<ExitCode> {
  await createCommand("falc models remove", io)
    .usage("<id> [options]")
    .description("Remove the declaration of an endpoint from workflows/models/.")
    .argument("<id>", "the endpoint, e.g. fal-ai/flux/dev")
    .option("--json", "print JSON instead of text")
    .addHelpText("after", "\nExample:\n  falc models remove me/my-app")
    .action((id: string, { json = false }: { json?: boolean }) => {
      const project = new Project(io.cwd);
      const files = isEndpointId(id)
        ? [declarationFile(id), typesFile(id)].filter((file) => existsSync(project.absolute(file)))
        : [];
      if (files.length === 0) throw undeclared(id, project);
      const users = findUsers(project).get(id) ?? [];
      const isKnown = openCatalog().find(id) !== undefined;
      removeFiles(files, project);
      io.stdout.write(
        json ? `${printJson({ id, files, users, known: isKnown })}\n` : print(id, files, users, isKnown),
      );
    })
    .parseAsync([...argv], { from: "user" });
  return exit.ok;
}

function print(id: string, files: readonly string[], users: readonly string[], isKnown: boolean): string {
  const removed = files.map((file) => `removed ${file}\n`).join("");
  if (users.length === 0) return removed;
  const future = isKnown
    ? "falc now checks it against the types of fal's client, which state less."
    : "falc no longer has a schema for it, and does not check calls to it.";
  return `${removed}\n${id} is used in ${users.join(", ")}.\n${future}\n`;
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
