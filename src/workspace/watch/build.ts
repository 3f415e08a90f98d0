/** One build of a project that is being watched: what has changed is compiled, compared and written. */
import type { EmittedWorkflow } from "../../compiler/pipeline.ts";
import { type Outcome, settleFiles } from "../artifacts/outcome.ts";
import { compileChanged, compileSelected, type Selected } from "../compile/compile-selected.ts";
import type { Compiler } from "../compile/open-compiler.ts";
import { systemError } from "../system-error.ts";
import { WorkspaceError } from "../workspace-error.ts";

/** `outcomes`: of the workflows that were compiled this time. */
export type Built =
  | (Selected & { readonly outcomes: readonly Outcome[] })
  /** A workflow that is being renamed, or a file that cannot be read, is no reason to stop watching. */
  | { readonly error: WorkspaceError };

/**
 * Returns a function that builds, and that remembers what it has written. `words`: as for `compileSelected`; they are
 * looked up again each time. `changed`: absolute paths of all files that changed since the last build, if nothing else
 * did.
 */
export function openBuilds(
  words: readonly string[],
  cwd: string,
  compiler: Compiler,
): (changed?: ReadonlySet<string>) => Promise<Built> {
  /** Compiled, compared and written by an earlier build. */
  const written = new WeakSet<EmittedWorkflow>();
  let last: Selected | undefined;
  const compile = (changed: ReadonlySet<string> | undefined) =>
    changed !== undefined && last !== undefined
      ? compileChanged(last, changed, compiler)
      : compileSelected(words, cwd, compiler);
  return async (files) => {
    try {
      const selected = await compile(files);
      last = selected;
      const { project, workflows } = selected;
      const failed = workflows.some((file) => file.failed);
      const changed = workflows.filter(({ emitted }) => emitted === undefined || !written.has(emitted));
      const outcomes = settleFiles(changed, project, !failed);
      if (!failed) for (const { emitted } of changed) if (emitted !== undefined) written.add(emitted);
      return { ...selected, outcomes };
    } catch (error) {
      last = undefined;
      const known = error instanceof WorkspaceError ? error : systemError(error);
      if (known === undefined) throw error;
      return { error: known };
    }
  };
}
