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
import type { Catalog } from "../catalog/schema.ts";
import { Collector } from "../diagnostics/collector.ts";
import type { Diagnostic, DiagnosticCode } from "../diagnostics/diagnostic.ts";
import { ModuleLoader, type SourceHost } from "./1-parse/load.ts";
import { parse, type WorkflowFile } from "./1-parse/parse.ts";
import type { Settings, Surroundings } from "./1-parse/surroundings.ts";
import { evaluate } from "./2-evaluate/evaluate.ts";
import { check } from "./3-check/check.ts";
import { lower } from "./4-lower/lower.ts";
import { findDisputedRewrites } from "./2-evaluate/survey.ts";
import { wordsForAll } from "./rewrites/for-all.ts";
import { cover } from "./coverage/cover.ts";
import type { Coverage } from "./coverage/coverage.ts";
import { Recording } from "./coverage/recording.ts";
import { RecordingInterpreter } from "./coverage/recording-interpreter.ts";
import { emit, type EmittedWorkflow, type NodePlace, type SourcePlace } from "./5-emit/emit.ts";
import { emitSaved } from "./5-emit/saved.ts";
import { type EndpointUse, listUses } from "./uses.ts";

export type {
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

export interface CompiledFile {
  readonly file: WorkflowFile;
  /** `undefined` for a helper, and after an error. */
  readonly emitted: EmittedWorkflow | undefined;
  readonly failed: boolean;
  /** Every source file that was read for it, to know later whether the artifact is still current. */
  readonly sources: readonly { readonly path: string; readonly text: string }[];
  /** The configuration that decided where imports lead, absolute; `undefined` if there is none. */
  readonly configuration: string | undefined;
  /** If requested and there is an artifact: what became of everything in the source. */
  readonly coverage?: Coverage;
  /** If requested and there is an artifact: the document that fal's REST API takes to save it, as JSON text. */
  readonly saved?: string;
  /** If requested and the file could be evaluated, even with errors: how it uses endpoints. */
  readonly uses?: readonly EndpointUse[];
  /** Ids of endpoints that it uses and the catalogue lacks; `undefined` if evaluation did not get that far. */
  readonly unknownEndpoints?: readonly string[];
}

/** Results made only on request: they cost more than a compilation, or report what does not concern the graph. */
export interface CompileExtras {
  readonly coverage?: boolean;
  /** The SAVED form. */
  readonly saved?: boolean;
  readonly uses?: boolean;
}

export interface CompileResult {
  readonly files: readonly CompiledFile[];
  /** Of all files, in file order. */
  readonly diagnostics: readonly Diagnostic[];
}

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
    const own = new Collector();
    begin(file);
    const result = compileOne(file, loader, catalog, required, own, extras);
    return { file, own, configuration: loader.optionsOf(file.path).file, ...result };
  });
  // Files that a workflow imports need not be workflows themselves.
  const workflows = compiled.filter(({ isHelper }) => !isHelper);
  const imported = new Set(
    workflows.flatMap(({ file, sources }) =>
      sources.map(({ path }) => path).filter((path) => path !== file.path),
    ),
  );
  const all = new Collector();
  const results = compiled.map(({ own, isHelper, ...result }): CompiledFile => {
    if (isHelper && !required && imported.has(result.file.path)) return { ...result, failed: false };
    for (const diagnostic of own.list()) all.add(diagnostic);
    return { ...result, failed: own.hasErrors };
  });
  return { files: results, diagnostics: all.list() };
}

/** Errors of the first stage that leave the syntax trees intact: the second stage can find further problems. */
const recoverableErrors: ReadonlySet<DiagnosticCode> = new Set<DiagnosticCode>([
  "import-not-found",
  "import-outside-project",
  "import-json-invalid",
]);

function compileOne(
  file: WorkflowFile,
  loader: ModuleLoader,
  catalog: Catalog,
  required: boolean,
  found: Collector,
  extras: CompileExtras,
): Omit<CompiledFile, "file" | "failed" | "configuration"> & { readonly isHelper: boolean } {
  const { report } = found;
  const parsed = parse(file, loader, required, report);
  const sources = [...(parsed?.modules.values() ?? [])].map(({ source }) => source);
  if (parsed === undefined || found.hasErrorsExcept(recoverableErrors))
    return { emitted: undefined, sources, isHelper: parsed === undefined };
  const recording = extras.coverage === true ? new Recording() : undefined;
  const machine = recording && new RecordingInterpreter(recording, parsed, catalog, report);
  const evaluation = evaluate(parsed, catalog, report, machine);
  const { unknownEndpoints, workflow, isOther: isHelper } = evaluation;
  for (const disputed of findDisputedRewrites(found.list(), parsed, catalog))
    found.withdraw(disputed, wordsForAll(disputed));
  const evaluated = found.hasErrors ? undefined : workflow;
  const uses = extras.uses === true && evaluated !== undefined && { uses: listUses(evaluated) };
  check({ ...evaluation, workflow: evaluated }, catalog, report);
  const known = { sources, isHelper, unknownEndpoints };
  if (evaluated === undefined) return { emitted: undefined, ...known };
  if (found.hasErrors) return { emitted: undefined, ...known, ...uses };
  const lowered = lower(evaluated);
  const saved = extras.saved === true ? emitSaved(lowered, report) : undefined;
  if (found.hasErrors) return { emitted: undefined, ...known };
  const emitted = emit(lowered);
  return {
    emitted,
    ...known,
    ...uses,
    ...(recording && { coverage: cover(parsed, recording, evaluated, emitted) }),
    ...(saved !== undefined && { saved }),
  };
}
