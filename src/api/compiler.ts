/** `falc/compiler`: compiles a project's workflows inside another program, such as a build tool, a test or an editor. */
import path from "node:path";
import { diagnosticToJson } from "../diagnostics/formats/json.ts";
import type { DiagnosticJson } from "../diagnostics/formats/diagnostic-json.ts";
import { assertOwnArtifacts, listAll, selectFiles } from "../workspace/compile/select.ts";
import { openSession } from "../workspace/compile/session.ts";
import { workflowsFolder } from "../workspace/project/folders.ts";
import { Project } from "../workspace/project/project.ts";
import { isFolder } from "../workspace/project/read-source.ts";
import { isInside } from "../workspace/project/source-files.ts";
import { systemError } from "../workspace/system-error.ts";
import { WorkspaceError } from "../workspace/workspace-error.ts";
import type { CompiledWorkflow } from "./compiled-workflow.ts";
import { toWorkflow } from "./to-workflow.ts";

export type {
  DiagnosticJson as Diagnostic,
  Place,
  TextEdit,
} from "../diagnostics/formats/diagnostic-json.ts";
export type { DiagnosticKind } from "../diagnostics/kind.ts";
export type { Position } from "../diagnostics/span.ts";
export type { Json, JsonObject } from "../lib/json.ts";
export type { Schema } from "../schema/schema.ts";
export { WorkspaceError, type WorkspaceErrorKind } from "../workspace/workspace-error.ts";
export type {
  CompiledWorkflow,
  FailedWorkflow,
  NodePlace,
  SourcePlace,
  Workflow,
  WorkflowInterface,
} from "./compiled-workflow.ts";

export interface CompilerOptions {
  /** The folder that holds `workflows/`. A relative path is resolved now. */
  readonly root: string;
  /**
   * A folder of the caller's for V8's compiled code of the compiler, which makes the first compilation of the next
   * process half a second faster. That code runs unchecked: use a folder that only this user can write. By default, it
   * is kept nowhere.
   */
  readonly codeCache?: string;
}

export interface Compiler {
  /**
   * The workflows as they are on disk now: what changed since the last call is compiled, the rest is returned as before.
   * `files`: names of workflows, paths from the root, or folders; by default, all of `workflows/`. Nothing is written.
   *
   * Problems in the sources are diagnostics. A `WorkspaceError` says that there is no such file, that it cannot be read,
   * that two workflows have one name, or that a limit on time or memory was reached.
   */
  compile(files?: readonly string[]): Promise<Compilation>;
  /**
   * Compiles whatever depends on these files and folders again in the next call, even if their contents are the same.
   * Changed contents need no such call. Paths from the root, or absolute.
   */
  invalidate(paths: readonly string[]): void;
  /** Ends the compiler's thread; compilations in progress and later ones are rejected. May be called again. */
  close(): Promise<void>;
}

export interface Compilation {
  /** By the names of their files; those that other files only import are left out. */
  readonly workflows: readonly CompiledWorkflow[];
  /** Of all workflows, in the order of their files and lines. Empty if there is nothing to say. */
  readonly diagnostics: readonly DiagnosticJson[];
}

/**
 * A compiler for one project. It works in a thread of its own, as `falc compile` does: the caller's thread stays free,
 * and a source that never ends or uses up all memory is given up after a minute or 400 MB. The thread starts with the
 * first compilation and does not keep the process from ending. The author's code is never run.
 */
export function createCompiler({ root, codeCache }: CompilerOptions): Compiler {
  const folder = path.resolve(root);
  const session = openSession(folder, codeCache);
  return {
    compile: (files) => withWorkspaceErrors(() => compile(folder, files)),
    invalidate(paths) {
      const meant = paths.map((each) => path.resolve(folder, each));
      session.forget((file) => meant.some((each) => isInside(file, each)));
    },
    close: () => session.close(),
  };

  async function compile(cwd: string, words: readonly string[] | undefined): Promise<Compilation> {
    const project = projectAt(cwd);
    const isEmpty = words === undefined ? listAll(project).length === 0 : words.length === 0;
    if (isEmpty) return { workflows: [], diagnostics: [] };
    const files = selectFiles(project, words ?? [], cwd);
    const compiled = await session.compile({ files, required: words !== undefined });
    const workflows = compiled.files.filter(({ emitted, failed }) => emitted !== undefined || failed);
    assertOwnArtifacts(project, workflows, files);
    return {
      workflows: workflows.map(toWorkflow),
      diagnostics: compiled.diagnostics.map(diagnosticToJson),
    };
  }
}

/** Not a project around the folder: its workflows are not what was asked for. */
function projectAt(folder: string): Project {
  const project = new Project(folder);
  if (!isFolder(folder)) throw new WorkspaceError("file-unreadable", `${folder} is not a folder`);
  if (project.root === folder) return project;
  throw new WorkspaceError(
    "no-such-workflow",
    `there is no ${workflowsFolder}/ in ${folder}`,
    `The project around it is ${project.root}.`,
  );
}

async function withWorkspaceErrors<Value>(run: () => Promise<Value>): Promise<Value> {
  try {
    return await run();
  } catch (error) {
    throw systemError(error) ?? error;
  }
}
