/** From a command's words to compiled workflows, for `compile` and `check`. */
import type { CompiledFile, CompileResult, CompileExtras } from "../../compiler/pipeline.ts";
import { findOrphans, type Orphan } from "../artifacts/orphans.ts";
import { Project } from "../project/project.ts";
import type { Compiler } from "./open-compiler.ts";
import { assertOwnArtifacts, nothingToCompile, selectFiles } from "./select.ts";

export interface Selected {
  readonly project: Project;
  /** At least one; helpers are left out. */
  readonly workflows: readonly CompiledFile[];
  readonly diagnostics: CompileResult["diagnostics"];
  readonly orphans: readonly Orphan[];
}

/** Throws a WorkspaceError if the words mean no workflow. `wanted`: outputs besides the artifacts. */
export async function compileSelected(
  words: readonly string[],
  cwd: string,
  compiler: Compiler,
  extras: CompileExtras = {},
): Promise<Selected> {
  const project = new Project(cwd);
  const files = selectFiles(project, words, cwd);
  const { files: compiled, diagnostics } = await compiler.compile({
    cwd,
    files,
    required: words.length > 0,
    extras,
  });
  const workflows = compiled.filter(({ emitted, failed }) => emitted !== undefined || failed);
  if (workflows.length === 0) throw nothingToCompile(project, files);
  assertOwnArtifacts(project, workflows, files);
  // A selection of workflows does not show what is missing.
  const orphans = words.length > 0 ? [] : findOrphans(project, workflows);
  return { project, workflows, diagnostics, orphans };
}
