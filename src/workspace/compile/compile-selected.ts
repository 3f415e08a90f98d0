/** From a command's words to compiled workflows, for `compile` and `check`. */
import type { CompiledFile, CompileResult, CompileExtras } from "../../compiler/pipeline.ts";
import { findOrphans, type Orphan } from "../artifacts/orphans.ts";
import { Project } from "../project/project.ts";
import type { CompileRequest } from "./compilation.ts";
import type { Compiler } from "./open-compiler.ts";
import { assertOwnArtifacts, nothingToCompile, selectFiles } from "./select.ts";

export interface Selected {
  readonly project: Project;
  /** What the words came to. */
  readonly request: CompileRequest;
  /** At least one; helpers are left out. */
  readonly workflows: readonly CompiledFile[];
  readonly diagnostics: CompileResult["diagnostics"];
  readonly orphans: readonly Orphan[];
}

/** Throws a WorkspaceError if the words mean no workflow. `extras`: outputs besides the artifacts. */
export async function compileSelected(
  words: readonly string[],
  cwd: string,
  compiler: Compiler,
  extras: CompileExtras = {},
): Promise<Selected> {
  const project = new Project(cwd);
  const files = selectFiles(project, words, cwd);
  return compileFiles(project, { cwd, files, required: words.length > 0, extras }, compiler);
}

/**
 * The same again, if nothing is different but the content of some files. `changed`: their absolute paths. Nothing else is
 * looked at, so that it takes as long as what depends on them.
 */
export async function compileChanged(
  { project, request }: Selected,
  changed: ReadonlySet<string>,
  compiler: Compiler,
): Promise<Selected> {
  return compileFiles(project, request, compiler, changed);
}

async function compileFiles(
  project: Project,
  request: CompileRequest,
  compiler: Compiler,
  changed?: ReadonlySet<string>,
): Promise<Selected> {
  const { files: compiled, diagnostics } = await compiler.compile(request, changed);
  const workflows = compiled.filter(({ emitted, failed }) => emitted !== undefined || failed);
  if (workflows.length === 0) throw nothingToCompile(project, request.files);
  assertOwnArtifacts(project, workflows, request.files);
  // A selection of workflows does not show what is missing.
  const orphans = request.required ? [] : findOrphans(project, workflows);
  return { project, request, workflows, diagnostics, orphans };
}
