/** Errors of the file system in words. They are the user's to mend, so they have no stack trace. */
import { CommandError, exit } from "./io.ts";

/** `cannot read a.json: permission denied`; `undefined` for any other error. `what` stands for the path it names. */
export function systemError(error: unknown, what?: string): CommandError | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code, syscall, path = what } = error as NodeJS.ErrnoException;
  if (code === undefined || syscall === undefined || path === undefined) return undefined;
  const reason = reasons.get(code) ?? error.message;
  const verb = /^(rename|unlink|rm|write)$/.test(syscall) ? "write" : "read";
  const tried = syscall === "mkdir" ? `make the folder ${path}` : `${verb} ${what ?? path}`;
  return new CommandError(`cannot ${tried}: ${reason}`, exit.failed);
}

const reasons: ReadonlyMap<string, string> = new Map([
  ["EACCES", "permission denied"],
  ["EPERM", "permission denied"],
  ["EROFS", "the file system is read-only"],
  ["ENOSPC", "the disk is full"],
  ["EDQUOT", "the disk quota is used up"],
  ["ENOTDIR", "part of the path is a file, not a folder"],
  ["EEXIST", "a file of that name already exists"],
  ["EISDIR", "it is a folder, not a file"],
  ["ENOENT", "there is no such file"],
  ["ELOOP", "its links form a loop"],
  ["ENAMETOOLONG", "the name is too long"],
]);
