/** What became of everything in the source, for people and for tools. */
import type { Coverage, CoveredPlace, Fate } from "../../compiler/account/coverage.ts";
import { isComplete } from "../../compiler/account/coverage.ts";
import { printFrame } from "../../diagnostics/formats/text.ts";
import type { SourceText } from "../../diagnostics/span.ts";
import { printable } from "../../lib/printable.ts";
import { count } from "../compile/print.ts";
import type { Io } from "../io.ts";
import { paintFor } from "../paint.ts";

export interface CoveredWorkflow {
  readonly name: string;
  readonly sources: readonly SourceText[];
  readonly coverage: Coverage;
}

export interface CoverageOptions {
  /** Every location with its fate. */
  readonly verbose: boolean;
  /** Whether standard output is for people. */
  readonly summary: boolean;
}

const words: Readonly<Record<Fate, string>> = {
  artifact: "in the artifact",
  computed: "computed",
  "not-reached": "not reached",
  unused: "unused",
  unaccounted: "not accounted for",
};

const fates = Object.keys(words) as readonly Fate[];

/** Gaps on standard error, with a frame each; a line per workflow on standard output. */
export function printCoverage(
  covered: readonly CoveredWorkflow[],
  { verbose, summary }: CoverageOptions,
  io: Io,
): void {
  for (const workflow of covered) {
    printGaps(workflow, io);
    if (summary && verbose) printPlaces(workflow, io);
    if (summary) io.stdout.write(`${printSummary(workflow)}\n`);
  }
  if (covered.every(({ coverage }) => isComplete(coverage))) return;
  io.stderr.write(
    `${paintFor(io.stderr, io.env).kind("error", "The artifact may not mean what the source means.")} This is a bug in falc, please report it.\n`,
  );
}

/** `product-shot: 2 calls, 9 operands, 3 keys: all accounted for (8 in the artifact, 6 computed)` */
function printSummary({ name, coverage }: CoveredWorkflow): string {
  const { places } = coverage;
  const kinds = (["call", "operand", "key"] as const).map((kind) =>
    count(places.filter((place) => place.kind === kind).length, kind),
  );
  const parts = fates.flatMap((fate) => {
    const number = places.filter((place) => place.fate === fate).length;
    return number === 0 ? [] : [`${number} ${words[fate]}`];
  });
  const verdict = isComplete(coverage) ? "all accounted for" : "NOT all accounted for";
  return `${name}: ${kinds.join(", ")}: ${verdict} (${parts.join(", ")})`;
}

function printGaps({ name, sources, coverage }: CoveredWorkflow, { stderr, env }: Io): void {
  const paint = paintFor(stderr, env);
  for (const place of coverage.places) {
    if (place.fate !== "unaccounted") continue;
    const source = sources.find(({ path }) => path === place.file);
    const { file, line, column, start, end, reason = "" } = place;
    const frame = source === undefined ? "" : `\n\n${printFrame({ source, start, end })}\n`;
    stderr.write(
      `${paint.strong(`${file}:${line}:${column}`)} ${paint.kind("error", "not accounted for")}\n${printable(reason)}${frame}\n`,
    );
  }
  for (const { where, message } of coverage.problems) {
    stderr.write(`${paint.strong(`${name}: ${where}`)} ${paint.kind("error", printable(message))}\n`);
  }
}

/** `13:23  flux({ prompt })   in the artifact: photo`, by file, in columns. */
function printPlaces({ coverage }: CoveredWorkflow, { stdout, env }: Io): void {
  const paint = paintFor(stdout, env);
  const { places } = coverage;
  const position = ({ line, column }: CoveredPlace) => `${line}:${column}`;
  const [positions, texts] = [position, textOf].map((column) =>
    Math.max(0, ...places.map((place) => column(place).length)),
  );
  let file: string | undefined;
  for (const place of places) {
    if (place.file !== file) stdout.write(`${paint.strong(place.file)}\n`);
    file = place.file;
    const fate = [words[place.fate], ...(place.at.length > 0 ? [`: ${place.at.join(", ")}`] : [])].join("");
    const reason = place.reason === undefined ? "" : paint.faint(`   ${printable(place.reason)}`);
    const columns = `  ${position(place).padEnd(positions ?? 0)}  ${place.kind.padEnd(7)}  ${textOf(place).padEnd(texts ?? 0)}`;
    stdout.write(`${columns}  ${fate}${reason}\n`);
  }
}

function textOf({ text }: CoveredPlace): string {
  const shown = printable(text);
  return shown.length > 40 ? `${shown.slice(0, 39)}…` : shown;
}

export function coverageToJson(covered: readonly CoveredWorkflow[]): readonly object[] {
  return covered.map(({ name, coverage }) => ({
    workflow: name,
    complete: isComplete(coverage),
    problems: coverage.problems,
    places: coverage.places.map(({ start: _start, end: _end, ...place }) => place),
  }));
}
