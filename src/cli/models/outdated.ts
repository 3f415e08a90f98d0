/**
 * `falc models outdated`: what changed at fal since an endpoint was declared, and which lines of which workflows that
 * breaks.
 */
import { linesAt, positionAt, printPosition } from "../../diagnostics/span.ts";
import { printPlace } from "../../endpoints/changes/change.ts";
import { printable, printJson } from "../../lib/printable.ts";
import { openCompiler } from "../../workspace/compile/open-compiler.ts";
import {
  compareDeclared,
  type Comparison,
  declaredIds,
  findPlaces,
  type PlacedChange,
} from "../../workspace/models/compare-declared.ts";
import { fromFal, fromFiles } from "../../workspace/models/current-documents.ts";
import { openClientCatalog } from "../../workspace/models/project-catalog.ts";
import { Project } from "../../workspace/project/project.ts";
import { createCommand } from "../command-line.ts";
import { count } from "../compile/print.ts";
import { exit, type ExitCode, type Io } from "../io.ts";
import { type CliPaint, paintFor } from "../paint.ts";
import { describeChange } from "./describe-change.ts";

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
      await findPlaces(found, project, openCompiler(io));
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
