/** Errors of the file system in words. They are the user's to mend, so they have no stack trace. */
import { systemReason } from "../lib/system-reason.ts";
import { CommandError, exit } from "./io.ts";

/** `cannot read a.json: permission denied`; `undefined` for any other error. `what` stands for the path it names. */
export function systemError(error: unknown, what?: string): CommandError | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code, syscall, path = what } = error as NodeJS.ErrnoException;
  if (code === undefined || syscall === undefined || path === undefined) return undefined;
  const reason = systemReason(error) ?? error.message;
  const verb = /^(rename|unlink|rm|write)$/.test(syscall) ? "write" : "read";
  const tried = syscall === "mkdir" ? `make the folder ${path}` : `${verb} ${what ?? path}`;
  return new CommandError(`cannot ${tried}: ${reason}`, exit.failed);
}
