/** One compilation of a project's files, in any thread: the request and the answer as plain data. */
import {
  compile,
  type CompileResult,
  type CompileExtras,
  type WorkflowFile,
} from "../../compiler/pipeline.ts";
import { Project } from "../project.ts";
import { type Answer, recordAnswers } from "./answers.ts";

export interface CompileRequest {
  /** The folder from which the project is searched. */
  readonly cwd: string;
  readonly files: readonly WorkflowFile[];
  /** Whether the user named these files: a file without a workflow is an error then. */
  readonly required: boolean;
  readonly extras?: CompileExtras;
}

export interface Compilation {
  readonly result: CompileResult;
  /** What it depended on. */
  readonly answers: readonly Answer[];
}

/** Calls `begin` before each workflow. Throws a CommandError for an unreadable file. */
export function runCompilation(
  { cwd, files, required, extras }: CompileRequest,
  begin: (file: WorkflowFile) => void = () => undefined,
): Compilation {
  const { host, catalog, answers } = recordAnswers(new Project(cwd));
  const result = compile(files, host, catalog, required, begin, extras);
  return { result, answers: answers() };
}
