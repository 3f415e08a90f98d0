/** `falc models sync`: writes the endpoints of the project's installed client into the project's cache. */
import { printJson } from "../../lib/printable.ts";
import { clientOf } from "../../workspace/models/client-catalog.ts";
import { type EditorClient, findEditorClient } from "../../workspace/models/editor-client.ts";
import { findStaleTypes } from "../../workspace/models/stale-types.ts";
import { assertReadable, syncCatalog, type Synced } from "../../workspace/models/sync-catalog.ts";
import { Project } from "../../workspace/project/project.ts";
import { writeFiles } from "../../workspace/project/write-file.ts";
import { createCommand } from "../command-line.ts";
import { exit, type ExitCode, type Io } from "../io.ts";
import { paintFor } from "../paint.ts";

/** `argv`: the words after `models sync`. */
export async function syncCommand(argv: readonly string[], io: Io): Promise<ExitCode> {
  await createCommand("falc models sync", io)
    .usage("[options]")
    .description(
      "Read the endpoints of this project's installed @fal-ai/client, and update the types of declared endpoints.",
    )
    .option("--json", "print one JSON object")
    .addHelpText(
      "after",
      `
falc knows the endpoints of the client version it was built with. For any other version it reads the client's types, which
takes a second, and keeps the result in .falc/, which is not committed: in CI, run this before falc check. The client's
code is not run.

The types of declared endpoints, workflows/models/<id>.d.ts, are regenerated where <id>.json has changed.

Examples:
  falc models sync           after npm install @fal-ai/client@...`,
    )
    .action(async ({ json = false }: { readonly json?: boolean }) => {
      const project = new Project(io.cwd);
      const installed = assertReadable(clientOf(project));
      const synced = await syncCatalog(project, installed, io.env);
      const editor = findEditorClient(installed);
      const stale = await findStaleTypes(project);
      project.assertUnlinked(stale.map(({ file }) => file));
      writeFiles(stale, (file) => project.relative(file));
      const types = stale.map(({ file }) => project.relative(file));
      if (json) io.stdout.write(`${printJson({ ...synced, ...(editor && { editor }), types })}\n`);
      else {
        printSynced(synced, editor, io);
        for (const file of types) io.stdout.write(`${file}: regenerated\n`);
      }
    })
    .parseAsync([...argv], { from: "user" });
  return exit.ok;
}

function printSynced(synced: Synced, editor: EditorClient | undefined, io: Io): void {
  const { client } = synced;
  if (synced.status === "current") {
    io.stdout.write(`falc has the endpoints of @fal-ai/client ${client} already; nothing to do\n`);
  } else {
    const { endpoints, added, removed, comparedWith, ms } = synced;
    const changes = `${added.length} added and ${removed.length} removed compared with ${comparedWith}`;
    io.stdout.write(`@fal-ai/client ${client}: ${endpoints} endpoints, ${changes}, in ${ms} ms\n`);
  }
  if (editor === undefined) return;
  const warning = paintFor(io.stderr, io.env).kind("warning", "warning");
  io.stderr.write(
    `${warning}: in the editor, model() has the types of @fal-ai/client ${editor.client}, which falc has installed in ${editor.folder}. ` +
      `Install that version in the project, so that both agree\n`,
  );
}
