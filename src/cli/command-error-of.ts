/** What the workspace throws, as the error of a command: the one place that gives it an exit code. */
import { systemError } from "../workspace/system-error.ts";
import { WorkspaceError, type WorkspaceErrorKind } from "../workspace/workspace-error.ts";
import { CommandError, exit, type ExitCode } from "./io.ts";

/** `undefined` for an error that is a bug in falc. `code`: instead of the one for the error's kind. */
export function commandErrorOf(error: unknown, code?: ExitCode): CommandError | undefined {
  if (error instanceof CommandError) return error;
  const known = error instanceof WorkspaceError ? error : systemError(error);
  return known && new CommandError(known.message, code ?? exitCodes[known.kind], known.advice);
}

const exitCodes: Readonly<Record<WorkspaceErrorKind, ExitCode>> = {
  "no-such-workflow": exit.usage,
  "file-unreadable": exit.failed,
  "file-unwritable": exit.failed,
  "name-taken": exit.failed,
  "artifact-invalid": exit.failed,
  "answers-invalid": exit.usage,
  "faults-invalid": exit.usage,
  "declaration-invalid": exit.failed,
  "endpoint-unknown": exit.failed,
  "category-unknown": exit.usage,
  "document-unusable": exit.failed,
  "prices-unusable": exit.failed,
  "prices-invalid": exit.failed,
  "client-unusable": exit.failed,
  "typescript-failed": exit.failed,
  "limit-reached": exit.failed,
  "upload-failed": exit.failed,
  stopped: exit.interrupted,
  "not-started": exit.failed,
};
