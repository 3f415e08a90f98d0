/**
 * `falc models add`: fal's OpenAPI document of an endpoint → the files that declare it. All or nothing, except with
 * `--missing`.
 */
import { printPlace } from "../../endpoints/changes/change.ts";
import { listChanges } from "../../endpoints/changes/list-changes.ts";
import { isEndpointId } from "../../graph/endpoint-id.ts";
import { printable, printJson } from "../../lib/printable.ts";
import { openCompiler } from "../../workspace/compile/open-compiler.ts";
import { type Added, declare } from "../../workspace/models/declare.ts";
import { readMissing } from "../../workspace/models/missing.ts";
import type { ReadDocument } from "../../workspace/models/read-document.ts";
import { fetchRequested, readRequested } from "../../workspace/models/requested-documents.ts";
import { formOfIds } from "../../workspace/models/unknown-endpoint.ts";
import { Project } from "../../workspace/project/project.ts";
import { createCommand } from "../command-line.ts";
import { CommandError, exit, type ExitCode, type Io } from "../io.ts";
import { type CliPaint, paintFor } from "../paint.ts";
import { describeChange } from "./describe-change.ts";

/** `argv`: the words after `models add`. */
export async function addCommand(argv: readonly string[], io: Io): Promise<ExitCode> {
  let code: ExitCode = exit.ok;
  await createCommand("falc models add", io)
    .usage("[id] [options]")
    .description(
      "Declare an endpoint from its OpenAPI document: falc then checks calls against it, and editors know its types.",
    )
    .argument("[id]", "the endpoint, e.g. fal-ai/flux/dev; optional with --from")
    .option("--missing", "every endpoint that the project's workflows use and falc does not know")
    .option("--from <files...>", "read documents from files instead of asking fal; - is standard input")
    .option("--json", "print JSON instead of text")
    .addHelpText(
      "after",
      `
Writes workflows/models/<id>.json, which falc checks calls against, and its types
in <id>.d.ts beside it. Commit both. Declaring an endpoint again replaces it.
This also helps for endpoints that falc already knows: fal's documents state the
limits of numbers, too.

Examples:
  falc models add fal-ai/flux/dev                  read the document from fal
  falc models add me/my-app --from app.json        read a local document
  falc models add --from documents/*.json          declare several endpoints
  falc models add --missing                        every endpoint in use that falc does not know
  falc models add --missing --from documents/      from a folder of documents

--missing exits with 1 if an endpoint could not be declared; the others are still declared.`,
    )
    .action(async (id: string | undefined, options: AddOptions) => {
      if (options.missing === true) {
        if (id !== undefined)
          throw new CommandError(
            "--missing finds the endpoints itself",
            exit.usage,
            `For one: falc models add ${id}`,
          );
        code = await addMissing(options, io);
        return;
      }
      const documents = await readDocuments(id, options.from ?? [], io);
      const project = new Project(io.cwd);
      const added = await declare(documents, project);
      if (options.json === true)
        io.stdout.write(`${printJson({ endpoints: added.map((each) => toJson(each, project)) })}\n`);
      else printAdded(added, project, io);
    })
    .parseAsync([...argv], { from: "user" });
  return code;
}

async function addMissing({ from = [], json = false }: AddOptions, io: Io): Promise<ExitCode> {
  const project = new Project(io.cwd);
  const { documents, unavailable, unread } = await readMissing(project, from, io, openCompiler(io));
  const added = await declare(documents, project);
  if (json)
    io.stdout.write(
      `${printJson({ endpoints: added.map((each) => toJson(each, project)), failed: unavailable, unread })}\n`,
    );
  else {
    if (added.length + unavailable.length === 0)
      io.stdout.write("falc knows every endpoint that the workflows use\n");
    printAdded(added, project, io);
    const error = paintFor(io.stderr, io.env).kind("error", "error");
    for (const { id, problem, hint, files } of unavailable) {
      const used = `${id} is used by ${files.join(", ")}`;
      io.stderr.write(`${error}: ${printable(problem)}\n${[used, ...(hint ? [hint] : [])].join("\n")}\n`);
    }
    const warning = paintFor(io.stderr, io.env).kind("warning", "warning");
    for (const file of unread)
      io.stderr.write(
        `${warning}: ${file} could not be read, so what it uses is not known; see falc compile ${file}\n`,
      );
  }
  return unavailable.length + unread.length > 0 ? exit.failed : exit.ok;
}

interface AddOptions {
  readonly missing?: boolean;
  readonly from?: readonly string[];
  readonly json?: boolean;
}

async function readDocuments(
  id: string | undefined,
  files: readonly string[],
  io: Io,
): Promise<readonly ReadDocument[]> {
  if (id !== undefined && !isEndpointId(id)) throw noEndpointId(id);
  if (files.length > 0) {
    if (id !== undefined && files.length > 1)
      throw new CommandError("each of several documents has its own id", exit.usage, "Leave out the id.");
    return readRequested(id, files, io);
  }
  if (id === undefined)
    throw new CommandError("which endpoint?", exit.usage, "falc models add <id>, or --from <file>");
  return [await fetchRequested(id)];
}

function noEndpointId(id: string): CommandError {
  const isFile = id.endsWith(".json");
  return new CommandError(
    `${JSON.stringify(id)} is not a valid endpoint id`,
    exit.usage,
    isFile ? `To read a file: falc models add --from ${id}` : formOfIds,
  );
}

function toJson(added: Added, project: Project): object {
  const { endpoint, status, files, notes } = added;
  return {
    id: endpoint.id,
    status,
    files: files.map(({ file }) => project.relative(file)),
    changes: changesOf(added),
    notes,
  };
}

function printAdded(added: readonly Added[], project: Project, io: Io): void {
  const paint = paintFor(io.stdout, io.env);
  for (const each of added) io.stdout.write(printOne(each, project, paint));
  const [first] = added;
  if (first === undefined || added.every(({ status }) => status === "unchanged")) return;
  const { id } = first.endpoint;
  io.stdout.write(`\nIn a workflow:  model(${JSON.stringify(id)})\nExample call:   falc models show ${id}\n`);
}

function printOne(added: Added, project: Project, paint: CliPaint): string {
  const { endpoint, status, files, notes } = added;
  const lines = [
    `${paint.strong(endpoint.id)}  ${status}`,
    ...(status === "unchanged" ? [] : files.map(({ file }) => `  ${project.relative(file)}`)),
    ...changesOf(added).map((change) => `  ${printable(change)}`),
    ...notes.map((note) => `  ${paint.kind("warning", "note")}: ${printable(note)}`),
  ];
  return `${lines.join("\n")}\n`;
}

/** `breaking  input style: removed; it was string`. Empty for an endpoint that was not declared before. */
function changesOf({ before, endpoint }: Added): readonly string[] {
  if (before === undefined) return [];
  return listChanges(before, endpoint).map(
    (change) => `${change.effect}  ${change.side} ${printPlace(change)}: ${describeChange(change)}`,
  );
}
