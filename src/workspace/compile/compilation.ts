/** Compilations of a project's files, in any thread: the request and the answer as plain data. */
import { joinFiles } from "../../compiler/join-files.ts";
import {
  compileAlone,
  type CompiledAlone,
  type CompileExtras,
  type CompileResult,
  ModuleLoader,
  SyntaxCache,
  type WorkflowFile,
} from "../../compiler/pipeline.ts";
import { Project } from "../project/project.ts";
import { type Answer, World } from "./answers.ts";

export interface CompileRequest {
  /** The folder from which the project is searched. */
  readonly cwd: string;
  readonly files: readonly WorkflowFile[];
  /** Whether the user named these files: a file without a workflow is an error then. */
  readonly required: boolean;
  readonly extras?: CompileExtras;
}

export interface Compilation {
  readonly compiled: CompiledAlone;
  /** What it depended on. */
  readonly answers: readonly Answer[];
}

/**
 * In the order of the files. Calls `begin` before each. `syntax`: of earlier requests, so that a text is parsed once.
 * Throws a WorkspaceError for an unreadable file.
 */
export function runCompilations(
  { cwd, files, required, extras }: CompileRequest,
  begin: (file: WorkflowFile) => void = () => undefined,
  syntax = new SyntaxCache(),
): readonly Compilation[] {
  const world = new World(new Project(cwd));
  return files.map((file) => {
    begin(file);
    const { host, catalog, answers } = world.record();
    // A loader for each: one that has read a file for another workflow would not ask for it again.
    const compiled = compileAlone(file, new ModuleLoader(host, syntax), catalog, required, extras);
    return { compiled, answers: answers() };
  });
}

/** All files together. */
export function runCompilation(request: CompileRequest): CompileResult {
  return joinFiles(
    runCompilations(request).map(({ compiled }) => compiled),
    request.required,
  );
}
