/** File system errors in words. The user has to fix them, so there is no stack trace. */
import { systemReason } from "../lib/system-reason.ts";
import { CommandError, exit } from "../cli/io.ts";

/**
 * `cannot read a.json: permission denied`; `undefined` for any other error. `what` replaces the path in the message.
 */
export function systemError(error: unknown, what?: string): CommandError | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code, syscall, path = what } = error as NodeJS.ErrnoException;
  if (code === undefined || syscall === undefined || path === undefined) return undefined;
  const reason = systemReason(error) ?? error.message;
  return new CommandError(`cannot ${describeAttempt(syscall, path, what)}: ${reason}`, exit.failed);
}

function describeAttempt(syscall: string, path: string, what = path): string {
  if (syscall === "mkdir") return `make the folder ${path}`;
  // `spawn /usr/bin/node`
  if (syscall.startsWith("spawn")) return `start ${what}`;
  return `${/^(rename|unlink|rm|rmdir|write)$/.test(syscall) ? "write" : "read"} ${what}`;
}
