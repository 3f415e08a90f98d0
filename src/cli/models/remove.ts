/** `falc models remove`: deletes the declaration of an endpoint. */
import { printJson } from "../../lib/printable.ts";
import { undeclare } from "../../workspace/models/undeclare.ts";
import { Project } from "../../workspace/project/project.ts";
import { createCommand } from "../command-line.ts";
import { exit, type ExitCode, type Io } from "../io.ts";

/** `argv`: the words after `models remove`. */
export async function removeCommand(argv: readonly string[], io: Io): Promise<ExitCode> {
  await createCommand("falc models remove", io)
    .usage("<id> [options]")
    .description("Remove the declaration of an endpoint from workflows/models/.")
    .argument("<id>", "the endpoint, e.g. fal-ai/flux/dev")
    .option("--json", "print JSON instead of text")
    .addHelpText("after", "\nExample:\n  falc models remove me/my-app")
    .action((id: string, { json = false }: { json?: boolean }) => {
      const { files, users, isKnown } = undeclare(id, new Project(io.cwd));
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
