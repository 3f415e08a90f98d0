/** From files that were compiled one by one, at whatever time, to the result for all of them. */
import { eachOnce } from "../diagnostics/collector.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { WorkflowFile } from "./1-parse/parse.ts";
import type { EmittedWorkflow } from "./5-emit/emit.ts";
import type { Coverage } from "./account/coverage.ts";
import type { EndpointUse } from "./uses.ts";

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

/** A file as if it were the only one. */
export interface CompiledAlone extends CompiledFile {
  /** Whether it has no workflow, as far as it could be read. */
  readonly isHelper: boolean;
  /** In file order. */
  readonly diagnostics: readonly Diagnostic[];
}

export interface CompileResult {
  readonly files: readonly CompiledFile[];
  /** Of all files, in file order. */
  readonly diagnostics: readonly Diagnostic[];
}

/** `required`: the user named these files. */
export function joinFiles(compiled: readonly CompiledAlone[], required: boolean): CompileResult {
  // Files that a workflow imports need not be workflows themselves.
  const workflows = compiled.filter(({ isHelper }) => !isHelper);
  const imported = new Set(
    workflows.flatMap(({ file, sources }) =>
      sources.map(({ path }) => path).filter((path) => path !== file.path),
    ),
  );
  const all: Diagnostic[] = [];
  const files = compiled.map(({ isHelper, diagnostics, ...result }): CompiledFile => {
    if (isHelper && !required && imported.has(result.file.path)) return { ...result, failed: false };
    all.push(...diagnostics);
    return result;
  });
  return { files, diagnostics: eachOnce(all) };
}
