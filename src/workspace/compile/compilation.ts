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
import type { Catalog } from "../../endpoints/catalog.ts";
import { openCatalog } from "../../endpoints/lookup.ts";
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

/** What outlives a request: each text is parsed once, and falc's own catalogue read once. */
export interface KeptOpen {
  readonly syntax: SyntaxCache;
  readonly builtIn: Catalog;
}

export function keepOpen(): KeptOpen {
  return { syntax: new SyntaxCache(), builtIn: openCatalog() };
}

/** In the order of the files. Calls `begin` before each. Throws a WorkspaceError for an unreadable file. */
export function runCompilations(
  { cwd, files, required, extras }: CompileRequest,
  begin: (file: WorkflowFile) => void = () => undefined,
  { syntax, builtIn } = keepOpen(),
): readonly Compilation[] {
  const world = new World(new Project(cwd), builtIn);
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
