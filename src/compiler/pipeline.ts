/**
 * The compiler as a table of stages; nothing else decides their order. Each stage is a function from one type to the
 * next that reports what it finds, and the next starts only if there was no error. Checking has no result, and also checks
 * the calls of a workflow with other errors, so that all problems of a file are reported in one run.
 *
 *   1-parse     file → ParsedWorkflow       syntax trees of all files it reaches
 *   2-evaluate  ParsedWorkflow → Evaluation   calls and their inputs; without errors EvaluatedWorkflow, with the output
 *   3-check     Evaluation, catalogue → nothing: it only reports what the endpoints would reject
 *   4-lower     EvaluatedWorkflow → LoweredWorkflow  the graph
 *   5-emit      LoweredWorkflow → EmittedWorkflow    bytes
 */
import type { Catalog } from "../endpoints/catalog.ts";
import { Collector } from "../diagnostics/collector.ts";
import type { DiagnosticCode } from "../diagnostics/diagnostic.ts";
import { SyntaxCache } from "./1-parse/file-syntax.ts";
import type { ParsedWorkflow } from "./1-parse/module.ts";
import { ModuleLoader, type SourceHost } from "./1-parse/load.ts";
import { parse, type WorkflowFile } from "./1-parse/parse.ts";
import type { Settings, Surroundings } from "./1-parse/surroundings.ts";
import { evaluate } from "./2-evaluate/evaluate.ts";
import { check } from "./3-check/check.ts";
import { lower } from "./4-lower/lower.ts";
import { type Budget, ChangedInterpreter, type ChangedLiteral } from "./2-evaluate/changed-literal.ts";
import { countEvaluations } from "./2-evaluate/survey.ts";
import type { Evidence } from "./propose/evidence.ts";
import type { Outcome } from "./propose/literal-changes.ts";
import { proposer, type Stages } from "./propose/propose.ts";
import { cover } from "./account/cover.ts";
import type { Coverage } from "./account/coverage.ts";
import { Recording } from "./account/recording.ts";
import { RecordingInterpreter } from "./account/recording-interpreter.ts";
import { emit, type EmittedWorkflow, type NodePlace } from "./5-emit/emit.ts";
import type { SourcePlace } from "./5-emit/source-place.ts";
import { emitSaved } from "./5-emit/saved.ts";
import { type CompiledAlone, type CompiledFile, type CompileResult, joinFiles } from "./join-files.ts";
import { type EndpointUse, listUses } from "./uses.ts";

export { ModuleLoader, SyntaxCache };
export type {
  CompiledAlone,
  CompiledFile,
  CompileResult,
  Coverage,
  EmittedWorkflow,
  EndpointUse,
  NodePlace,
  SourceHost,
  SourcePlace,
  Settings,
  Surroundings,
  WorkflowFile,
};

/** Results made only on request: they cost more than a compilation, or report what does not concern the graph. */
export interface CompileExtras {
  readonly coverage?: boolean;
  /** The SAVED form. */
  readonly saved?: boolean;
  readonly uses?: boolean;
}

export type StageName = "1-parse" | "2-evaluate" | "4-lower" | "5-emit";

/** Receives what a stage gave, `undefined` if nothing, as soon as it has ended. `3-check` gives nothing. */
export type Observe = (stage: StageName, gave: unknown) => void;

/**
 * `required`: the user named these files, so one without a workflow in it is an error, whoever imports it. `begin` is
 * called before each file.
 */
export function compile(
  files: readonly WorkflowFile[],
  host: SourceHost,
  catalog: Catalog,
  required: boolean,
  begin: (file: WorkflowFile) => void = () => undefined,
  extras: CompileExtras = {},
): CompileResult {
  const loader = new ModuleLoader(host);
  const compiled = files.map((file) => {
    begin(file);
    return compileAlone(file, loader, catalog, required, extras);
  });
  return joinFiles(compiled, required);
}

/** One file as if it were the only one. */
export function compileAlone(
  file: WorkflowFile,
  loader: ModuleLoader,
  catalog: Catalog,
  required: boolean,
  extras: CompileExtras = {},
  observe: Observe = () => undefined,
): CompiledAlone {
  const found = new Collector<Evidence>();
  const parsed = parse(file, loader, required, found.report);
  observe("1-parse", parsed);
  const { evaluation, counted, changed, ...result } = compileStages(parsed, catalog, found, extras, observe);
  const configuration = loader.optionsOf(file.path).file;
  const suggest = proposer({ evaluation, counted, changed, catalog, reported: found.reported });
  return { file, configuration, ...result, failed: found.hasErrors, diagnostics: found.list(suggest) };
}

/** Everything after the first stage about one file but its diagnostics, and what the suggestions in them start from. */
type Compiled = Omit<CompiledAlone, "file" | "failed" | "configuration" | "diagnostics"> &
  Pick<Stages, "evaluation" | "counted" | "changed">;

/** Errors of the first stage that leave the syntax trees intact: the second stage can find further problems. */
const recoverableErrors: ReadonlySet<DiagnosticCode> = new Set<DiagnosticCode>([
  "import-not-found",
  "import-outside-project",
  "import-json-invalid",
]);

function compileStages(
  parsed: ParsedWorkflow | undefined,
  catalog: Catalog,
  found: Collector<Evidence>,
  extras: CompileExtras,
  observe: Observe,
): Compiled {
  const { report } = found;
  const sources = [...(parsed?.modules.values() ?? [])].map(({ source }) => source);
  if (parsed === undefined || found.hasErrorsExcept(recoverableErrors)) {
    const again = { counted: () => undefined, changed: () => undefined };
    return { emitted: undefined, evaluation: undefined, ...again, sources, isHelper: parsed === undefined };
  }
  const recording = extras.coverage === true ? new Recording() : undefined;
  const machine = recording && new RecordingInterpreter(recording, parsed, catalog, report);
  const evaluation = evaluate(parsed, catalog, report, machine);
  observe("2-evaluate", evaluation);
  const { unknownEndpoints, workflow, isOther: isHelper, calls } = evaluation;
  const budget: Budget = { steps: maxChangedSteps };
  const again = {
    counted: () => countEvaluations(parsed, catalog),
    changed: (literal: ChangedLiteral) => compileChanged(literal, budget, parsed, catalog),
  };
  const evaluated = found.hasErrors ? undefined : workflow;
  const uses = extras.uses === true && evaluated !== undefined && { uses: listUses(evaluated) };
  check({ calls, workflow: evaluated }, catalog, report);
  const ended = {
    sources,
    isHelper,
    unknownEndpoints,
    evaluation,
    ...again,
  };
  if (evaluated === undefined) return { emitted: undefined, ...ended };
  if (found.hasErrors) return { emitted: undefined, ...ended, ...uses };
  const lowered = lower(evaluated);
  observe("4-lower", lowered.graph);
  const saved = extras.saved === true ? emitSaved(lowered, report) : undefined;
  if (found.hasErrors) return { emitted: undefined, ...ended };
  const emitted = emit(lowered);
  observe("5-emit", emitted);
  return {
    emitted,
    ...ended,
    ...uses,
    ...(recording && { coverage: cover(parsed, recording, evaluated, emitted) }),
    ...(saved !== undefined && { saved }),
  };
}

/** For all literals that are tried: a third of what one evaluation may take. */
const maxChangedSteps = 500_000;

/** To check a call takes about as long as this many steps. */
const stepsPerCheck = 10;

/** What the workflow would do with another value of a literal; `undefined` if that takes too many steps. */
function compileChanged(
  literal: ChangedLiteral,
  budget: Budget,
  parsed: ParsedWorkflow,
  catalog: Catalog,
): Outcome | undefined {
  const found = new Collector<Evidence>();
  const { report } = found;
  const machine = new ChangedInterpreter(literal, budget, parsed, catalog, report);
  const evaluation = evaluate(parsed, catalog, report, machine);
  budget.steps -= evaluation.calls.length * stepsPerCheck;
  if (budget.steps < 0) return undefined;
  check({ calls: evaluation.calls, workflow: undefined }, catalog, report);
  return { evaluation, reported: found.reported };
}
