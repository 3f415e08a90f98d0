/**
 * `falc models outdated`: what changed at fal since an endpoint was declared, and which lines of which workflows that
 * breaks.
 */
import { type Change, printPlace } from "../../endpoints/changes/change.ts";
import { coarsen, isSureByTypes } from "../../endpoints/changes/coarsen.ts";
import { listChanges } from "../../endpoints/changes/list-changes.ts";
import type { Endpoint } from "../../endpoints/catalog.ts";
import type { EndpointUse } from "../../compiler/pipeline.ts";
import { linesAt, positionAt, printPosition, type Span } from "../../diagnostics/span.ts";
import { addTo } from "../../lib/add-to.ts";
import { findDeclared, openClientCatalog } from "../../workspace/models/project-catalog.ts";
import { createCommand } from "../command-line.ts";
import { openCompiler } from "../../workspace/compile/compiler-thread.ts";
import { count } from "../compile/print.ts";
import { exit, type ExitCode, type Io } from "../io.ts";
import { type CliPaint, paintFor } from "../paint.ts";
import { printable, printJson } from "../../lib/printable.ts";
import { Project } from "../../workspace/project/project.ts";
import { placesOf } from "../../workspace/models/broken-lines.ts";
import {
  type Current,
  type FindCurrent,
  fromFal,
  fromFiles,
} from "../../workspace/models/current-documents.ts";
import { describeChange } from "./describe-change.ts";
import { undeclared } from "../../workspace/models/unknown-endpoint.ts";

/** `argv`: the words after `models outdated`. */
export async function outdatedCommand(argv: readonly string[], io: Io): Promise<ExitCode> {
  let code: ExitCode = exit.ok;
  await createCommand("falc models outdated", io)
    .usage("[ids...] [options]")
    .description("Compare the endpoints that this project declares with fal's current documents.")
    .argument("[ids...]", "endpoints (default: all that workflows/models/ declares)")
    .option("--from <path>", "compare with a document, or a folder of them, instead of asking fal")
    .option("--json", "print one JSON object")
    .addHelpText(
      "after",
      `
Lists every field that changed, whether the change breaks workflows, and the lines it affects. If fal cannot be reached, an
endpoint is compared with the types of fal's client, which state no limits. This command changes nothing: falc models add
applies a change.

Exit code: 1 if a change is breaking, or if an endpoint could not be compared at all.

Examples:
  falc models outdated
  falc models outdated me/my-app --from my-app.openapi.json`,
    )
    .action(async (ids: readonly string[], { from, json = false }: OutdatedOptions) => {
      const project = new Project(io.cwd);
      const current = from === undefined ? fromFal(openClientCatalog(project)) : await fromFiles(from, io);
      const found = await compareDeclared(declaredIds(ids, project), project, current);
      await findPlaces(found, project, io);
      if (json) io.stdout.write(`${printJson({ endpoints: found.map(toJson) })}\n`);
      else printComparisons(found, io);
      code = found.some(isBad) ? exit.failed : exit.ok;
    })
    .parseAsync([...argv], { from: "user" });
  return code;
}

interface OutdatedOptions {
  readonly from?: string;
  readonly json?: boolean;
}

interface Comparison {
  readonly id: string;
  readonly current: Current;
  readonly changes: readonly PlacedChange[];
}

interface PlacedChange extends Change {
  /** The lines that it breaks, or that may behave differently now. */
  places: readonly Span[];
}

function declaredIds(ids: readonly string[], project: Project): readonly string[] {
  const declared = project.listDeclared();
  for (const id of ids) if (!declared.includes(id)) throw undeclared(id, project);
  return ids.length > 0 ? [...new Set(ids)] : declared;
}

async function compareDeclared(
  ids: readonly string[],
  project: Project,
  find: FindCurrent,
): Promise<readonly Comparison[]> {
  const found: Comparison[] = [];
  for (const id of ids) {
    const declared = findDeclared(id, project);
    if (declared === undefined) continue;
    const current = await find(id);
    const changes = changesSince(declared, current).map((change) => ({ ...change, places: [] }));
    found.push({ id, current, changes });
  }
  return found;
}

function changesSince(declared: Endpoint, current: Current): readonly Change[] {
  switch (current.kind) {
    case "document":
      return listChanges(declared, current.endpoint);
    case "types":
      return listChanges(coarse(declared), coarse(current.endpoint)).filter(isSureByTypes);
    case "unknown":
      return [];
  }
}

function coarse({ id, input, output }: Endpoint): Endpoint {
  return { id, input: coarsen(input), output: coarsen(output) };
}

/** Compiles the workflows without writing, if there is anything to look for. */
async function findPlaces(found: readonly Comparison[], project: Project, io: Io): Promise<void> {
  const files = project.listWorkflowFiles();
  if (files.length === 0 || found.every(({ changes }) => changes.length === 0)) return;
  const compiled = await openCompiler(io).compile({
    cwd: io.cwd,
    files,
    required: false,
    extras: { uses: true },
  });
  const uses = new Map<string, EndpointUse[]>();
  for (const use of compiled.files.flatMap((file) => file.uses ?? [])) addTo(uses, use.endpoint, use);
  for (const { id, changes } of found)
    for (const change of changes) change.places = placesOf(change, uses.get(id) ?? []);
}

function isBad({ current, changes }: Comparison): boolean {
  return current.kind === "unknown" || changes.some(({ effect }) => effect === "breaking");
}

function printComparisons(found: readonly Comparison[], io: Io): void {
  const paint = paintFor(io.stdout, io.env);
  const [byTypes] = found.filter(({ current }) => current.kind === "types");
  if (byTypes !== undefined && byTypes.current.kind === "types") {
    const warning = paintFor(io.stderr, io.env).kind("warning", "warning");
    io.stderr.write(`${warning}: ${printable(byTypes.current.reason)}\n`);
    io.stderr.write("Compared with the types of fal's client instead, which state no limits.\n\n");
  }
  if (found.length === 0) {
    io.stdout.write("This project declares no endpoints: workflows/models/ is empty.\n");
    return;
  }
  for (const comparison of found) {
    io.stdout.write(`${paint.strong(comparison.id)}  ${printable(summary(comparison))}\n`);
    for (const change of byEffect(comparison.changes)) io.stdout.write(printChange(change, paint));
  }
  // The client's types are not a document that could be adopted.
  const commands = found.flatMap(({ id, current, changes }) => {
    if (current.kind !== "document" || changes.length === 0) return [];
    return [`falc models add ${id}${current.file === undefined ? "" : ` --from ${current.file}`}`];
  });
  if (commands.length > 0) io.stdout.write(`\nTo apply a change: ${commands.join("\n  or: ")}\n`);
}

function summary({ current, changes }: Comparison): string {
  if (current.kind === "unknown") return `cannot be compared: ${current.reason}`;
  const by = current.kind === "types" ? ", according to the types of fal's client" : "";
  if (changes.length === 0) return `up to date${by}`;
  const breaking = changes.filter(({ effect }) => effect === "breaking").length;
  return `${count(changes.length, "change")}, ${breaking} breaking${by}`;
}

const order = ["breaking", "behaviour", "compatible"] as const;

function byEffect(changes: readonly PlacedChange[]): readonly PlacedChange[] {
  return changes.toSorted((a, b) => order.indexOf(a.effect) - order.indexOf(b.effect));
}

/** A line for the change, and one per location: `    workflows/hero.ts:12:5  acceleration: "high",`. */
function printChange(change: PlacedChange, paint: CliPaint): string {
  const { effect, places, side } = change;
  const label = effect === "breaking" ? paint.kind("error", effect) : effect;
  const lines = places.map((span) => {
    const at = positionAt(span.source, span.start).line;
    const [line = ""] = linesAt(span.source, at, at);
    return `      ${printPosition(span)}  ${paint.faint(printable(line).slice(0, 100))}\n`;
  });
  const unused = effect === "breaking" && places.length === 0 ? paint.faint("  no workflow is affected") : "";
  return `  ${label}  ${side} ${printable(printPlace(change))}: ${printable(describeChange(change))}${unused}\n${lines.join("")}`;
}

function toJson({ id, current, changes }: Comparison): object {
  const reason = current.kind === "document" ? {} : { reason: current.reason };
  return {
    id,
    status: current.kind === "unknown" ? "unknown" : changes.length === 0 ? "current" : "changed",
    comparedWith: current.kind === "unknown" ? null : current.kind,
    ...reason,
    changes: byEffect(changes).map(({ side, kind, effect, was, now, places, ...change }) => ({
      side,
      field: printPlace({ side, ...change }),
      kind,
      effect,
      was,
      now,
      places: places.map(({ source, start }) => ({ file: source.path, ...positionAt(source, start) })),
    })),
  };
}
