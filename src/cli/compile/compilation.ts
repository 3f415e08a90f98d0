/** One compilation of a project's files, in whichever thread: what it is asked, and what it answers, as plain data. */
import {
  compile,
  type CompileResult,
  type CompileExtras,
  type WorkflowFile,
} from "../../compiler/pipeline.ts";
import { openProjectCatalog } from "../catalog.ts";
import { Project } from "../project.ts";

export interface CompileRequest {
  /** The folder the project is looked for from. */
  readonly cwd: string;
  readonly files: readonly WorkflowFile[];
  /** Whether the user named these very files: one without a workflow in it is an error then. */
  readonly required: boolean;
  readonly wanted?: CompileExtras;
}

/** `begin` is told of each workflow before its turn. Throws a CommandError for a file that cannot be read. */
export function runCompilation(
  { cwd, files, required, wanted }: CompileRequest,
  begin: (file: WorkflowFile) => void = () => undefined,
): CompileResult {
  const project = new Project(cwd);
  return compile(files, project.sourceHost(), openProjectCatalog(project), required, begin, wanted);
}
