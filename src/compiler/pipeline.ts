/**
 * The compiler as a table of stages; nothing else decides their order. Each stage is a function from one type to the
 * next that reports what it finds, and the next starts only when there was no error. Checking makes nothing, and looks at
 * the calls that were met also when something else was refused: so all problems of a file are told in one run.
 *
 *   1-parse     file → ParsedWorkflow       syntax trees of all files it reaches
 *   2-evaluate  ParsedWorkflow → Evaluation   calls and their inputs; without errors EvaluatedWorkflow, with the output
 *   3-check     Evaluation, catalogue → nothing: it only reports what the endpoints would not take
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
import { findDisputed } from "./2-evaluate/survey.ts";
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
  /** Every source file that was read for it, for knowing later whether the artifact is still current. */
  readonly sources: readonly { readonly path: string; readonly text: string }[];
  /** The configuration that decided where imports lead, absolute; `undefined` where there is none. */
  readonly configuration: string | undefined;
  /** Where it was asked for and there is an artifact: what became of everything in the source. */
  readonly coverage?: Coverage;
  /** Where it was asked for and there is an artifact: the document that fal's REST API takes to save it, as JSON text. */
  readonly saved?: string;
  /** Where it was asked for and the file could be evaluated, whatever else is wrong with it: what it does with endpoints. */
  readonly uses?: readonly EndpointUse[];
  /** Ids of endpoints that it uses and the catalogue lacks; `undefined` where the file could not be read as far as that. */
  readonly unknownEndpoints?: readonly string[];
}

/** What is made only when somebody asks: it costs more than a compilation, or reports what is no concern of the graph. */
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
 * `required` says that the user named these very files: one without a workflow in it is an error then, whoever imports it.
 * `begin` is told of each file before its turn.
 */
export function compile(
  files: readonly WorkflowFile[],
  host: SourceHost,
  catalog: Catalog,
  required: boolean,
  begin: (file: WorkflowFile) => void = () => undefined,
  wanted: CompileExtras = {},
): CompileResult {
  const loader = new ModuleLoader(host);
  const compiled = files.map((file) => {
    const own = new Collector();
    begin(file);
    const result = compileOne(file, loader, catalog, required, own, wanted);
    return { file, own, configuration: loader.optionsOf(file.path).file, ...result };
  });
  // What a workflow imports is there for that: it need not be a workflow itself.
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

/** Errors of the first stage that leave the syntax trees whole: the second one finds what else is wrong. */
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
  wanted: CompileExtras,
): Omit<CompiledFile, "file" | "failed" | "configuration"> & { readonly isHelper: boolean } {
  const { report } = found;
  const parsed = parse(file, loader, required, report);
  const sources = [...(parsed?.modules.values() ?? [])].map(({ source }) => source);
  if (parsed === undefined || found.hasErrorsExcept(recoverableErrors))
    return { emitted: undefined, sources, isHelper: parsed === undefined };
  const recording = wanted.coverage === true ? new Recording() : undefined;
  const machine = recording && new RecordingInterpreter(recording, parsed, catalog, report);
  const evaluation = evaluate(parsed, catalog, report, machine);
  const { unknownEndpoints, workflow, isOther: isHelper } = evaluation;
  for (const disputed of findDisputed(found.list(), parsed, catalog))
    found.withdraw(disputed, wordsForAll(disputed));
  const evaluated = found.hasErrors ? undefined : workflow;
  const uses = wanted.uses === true && evaluated !== undefined && { uses: listUses(evaluated) };
  check({ ...evaluation, workflow: evaluated }, catalog, report);
  const known = { sources, isHelper, unknownEndpoints };
  if (evaluated === undefined) return { emitted: undefined, ...known };
  if (found.hasErrors) return { emitted: undefined, ...known, ...uses };
  const lowered = lower(evaluated);
  const saved = wanted.saved === true ? emitSaved(lowered, report) : undefined;
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
