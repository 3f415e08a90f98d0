/** File system errors in words. The user has to fix them, so there is no stack trace. */
import { systemReason } from "../lib/system-reason.ts";
import { WorkspaceError, type WorkspaceErrorKind } from "./workspace-error.ts";

/**
 * `cannot read a.json: permission denied`; `undefined` for any other error. `what` replaces the path in the message.
 */
export function systemError(error: unknown, what?: string): WorkspaceError | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code, syscall, path = what } = error as NodeJS.ErrnoException;
  if (code === undefined || syscall === undefined || path === undefined) return undefined;
  const reason = systemReason(error) ?? error.message;
  return new WorkspaceError(kindOf(syscall), `cannot ${describeAttempt(syscall, path, what)}: ${reason}`);
}

function kindOf(syscall: string): WorkspaceErrorKind {
  if (syscall.startsWith("spawn")) return "not-started";
  return syscall === "mkdir" || writes.test(syscall) ? "file-unwritable" : "file-unreadable";
}

const writes = /^(rename|unlink|rm|rmdir|write)$/;

function describeAttempt(syscall: string, path: string, what = path): string {
  if (syscall === "mkdir") return `make the folder ${path}`;
  // `spawn /usr/bin/node`
  if (syscall.startsWith("spawn")) return `start ${what}`;
  return `${writes.test(syscall) ? "write" : "read"} ${what}`;
}
