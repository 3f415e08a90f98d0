/** `falc models sync`: the endpoints of the client that the project has installed, into the project's cache. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { type Client, falcsOwnClient } from "../../catalog/build/find-client.ts";
import { readBuilt, readBuiltHeader } from "../../catalog/lookup.ts";
import { readStored } from "../../catalog/read-stored.ts";
import { cacheFiles, inCache } from "../cache.ts";
import { clientOf, digestOfTypes, findClientCatalog, syncedFile } from "../client-catalog.ts";
import { createCommand } from "../command-line.ts";
import { CommandError, exit, type ExitCode, type Io } from "../io.ts";
import { paintFor } from "../paint.ts";
import { printable, printJson } from "../printable.ts";
import { Project } from "../project.ts";
import { systemError } from "../system-error.ts";
import { writeFiles } from "../write-file.ts";

/** `argv`: what stands behind `models sync`. */
export async function syncCommand(argv: readonly string[], io: Io): Promise<ExitCode> {
  await createCommand("falc models sync", io)
    .usage("[options]")
    .description("Read the endpoints of the @fal-ai/client that this project has installed.")
    .option("--json", "print one JSON object")
    .addHelpText(
      "after",
      `
falc knows the endpoints of the version it was built with. Of another one it reads the types, which takes a second, and keeps
the result in .falc/, which is not committed: in CI, run this before falc check. Nothing of the client is executed.

Examples:
  falc models sync           after npm install @fal-ai/client@...`,
    )
    .action(async ({ json = false }: { readonly json?: boolean }) => {
      const project = new Project(io.cwd);
      const installed = assertReadable(clientOf(project));
      const synced = await sync(project, installed);
      const editor = findEditorClient(installed);
      if (json) io.stdout.write(`${printJson({ ...synced, ...(editor && { editor }) })}\n`);
      else printSynced(synced, editor, io);
    })
    .parseAsync([...argv], { from: "user" });
  return exit.ok;
}

/** What sync can be made of. */
interface ReadableClient extends Client {
  readonly version: string;
  readonly types: string;
}

type Synced =
  /** Nothing was done: there is a catalogue of this client. */
  | { readonly status: "current"; readonly client: string }
  | {
      readonly status: "written";
      readonly client: string;
      readonly endpoints: number;
      /** The version of the client that falc was built with, and what is otherwise there: ids. */
      readonly comparedWith: string;
      readonly added: readonly string[];
      readonly removed: readonly string[];
      readonly file: string;
      readonly ms: number;
    };

async function sync(project: Project, installed: ReadableClient): Promise<Synced> {
  const begun = performance.now();
  const client = installed.version;
  if (findClientCatalog(project, installed).kind !== "missing") return { status: "current", client };

  const text = await build(installed);
  const file = syncedFile(client);
  const files = cacheFiles(project, file, text);
  project.assertUnlinked(files.map((each) => each.file));
  writeFiles(files, (each) => project.relative(each));

  const endpoints = new Set(readStored(text).ids);
  const own = new Set(readStored(readBuilt()).ids);
  return {
    status: "written",
    client,
    endpoints: endpoints.size,
    comparedWith: readBuiltHeader().client,
    added: [...endpoints].filter((id) => !own.has(id)),
    removed: [...own].filter((id) => !endpoints.has(id)),
    file: inCache(file),
    ms: Math.round(performance.now() - begun),
  };
}

function assertReadable(client: Client | undefined): ReadableClient {
  if (client === undefined) {
    throw new CommandError("@fal-ai/client is not installed", exit.failed, "Run: npm install @fal-ai/client");
  }
  const { folder, version, types } = client;
  if (version === undefined) {
    throw new CommandError(`${path.join(folder, "package.json")} has no version`, exit.failed, again);
  }
  if (types === undefined) {
    throw new CommandError(
      `@fal-ai/client ${version} does not declare its endpoints`,
      exit.failed,
      "Update it: npm install @fal-ai/client@latest",
    );
  }
  return { folder, version, types };
}

const again = "Install it again: npm install @fal-ai/client";

/** Throws a CommandError for types that cannot be read, or not be understood. */
async function build({ version, types }: ReadableClient): Promise<string> {
  const text = readTypes(types);
  // Its parser takes half a second to load.
  const { buildCatalog } = await import("../../catalog/build/build-catalog.ts");
  try {
    return buildCatalog(version, text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CommandError(
      `falc does not understand the endpoints of @fal-ai/client ${version}: ${printable(reason)}`,
      exit.failed,
      `It goes on with those of ${readBuiltHeader().client}. Read: ${types}`,
    );
  }
}

function readTypes(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new CommandError(systemError(error)?.message ?? String(error), exit.failed, again);
  }
}

/** falc's own client, by which `model()` is typed, where that one declares other endpoints than the project's. */
function findEditorClient(
  installed: ReadableClient,
): { readonly client: string; readonly folder: string } | undefined {
  const own = falcsOwnClient();
  if (own?.version === undefined || own.version === installed.version) return undefined;
  if (digestOfTypes(own) === digestOfTypes(installed)) return undefined;
  return { client: own.version, folder: own.folder };
}

function printSynced(synced: Synced, editor: ReturnType<typeof findEditorClient>, io: Io): void {
  const { client } = synced;
  if (synced.status === "current") {
    io.stdout.write(`falc has the endpoints of @fal-ai/client ${client} already: nothing to do\n`);
  } else {
    const { endpoints, added, removed, comparedWith, ms } = synced;
    const changes = `${added.length} new and ${removed.length} gone against ${comparedWith}`;
    io.stdout.write(`@fal-ai/client ${client}: ${endpoints} endpoints, ${changes}, in ${ms} ms\n`);
  }
  if (editor === undefined) return;
  const warning = paintFor(io.stderr, io.env).kind("warning", "warning");
  io.stderr.write(
    `${warning}: in the editor, model() has the types of @fal-ai/client ${editor.client}, which falc has for itself in ${editor.folder}. ` +
      `Install that version in the project, and both agree\n`,
  );
}
