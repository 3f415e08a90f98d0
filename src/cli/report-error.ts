/** An error → what the user reads, and the exit code. */
import { CommanderError } from "commander";
import { printableJson } from "../lib/printable.ts";
import { redact } from "../runner/redact.ts";
import { commandErrorOf } from "./command-error-of.ts";
import { CommandError, exit, type ExitCode, type Io } from "./io.ts";
import { paintFor } from "./paint.ts";
import { withSourcePlaces } from "./source-trace.ts";

/**
 * Tells the user what to do about it. With `json`, the error is also an object on standard output, so that a program
 * always finds one there. Errors caused by neither the user nor the system are bugs in falc and keep their stack trace.
 */
export function reportError(error: unknown, json: boolean, io: Io): ExitCode {
  // commander has already printed its message; a request for help is such an "error" too.
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return exit.ok;
    if (json) printError(partsOf(error.message), io);
    return exit.usage;
  }
  const known = commandErrorOf(error) ?? missingPart(error);
  const paint = paintFor(io.stderr, io.env);
  if (known === undefined) {
    const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
    io.stderr.write(
      `${paint.kind("error", "falc has a bug")}, please report it:\n${redact(withSourcePlaces(trace))}\n`,
    );
    return exit.failed;
  }
  const { message, hint, exitCode } = known;
  if (json) printError({ message, hint }, io);
  io.stderr.write(`${paint.kind("error", "error")}: ${message}\n`);
  if (hint !== undefined) io.stderr.write(`${hint}\n`);
  return exitCode;
}

/** `error: unknown option '--chekc'\n(Did you mean --check?)` */
function partsOf(said: string): ErrorParts {
  const [message = "", ...more] = said
    .replace(/^error: /, "")
    .trimEnd()
    .split("\n");
  return { message, hint: more.length === 0 ? undefined : more.join("\n").replace(/^\((.*)\)$/, "$1") };
}

interface ErrorParts {
  readonly message: string;
  readonly hint?: string | undefined;
}

/** Without a hint, the object has none. */
function printError(error: ErrorParts, io: Io): void {
  io.stdout.write(`${printableJson(JSON.stringify({ kind: "error", ...error }))}\n`);
}

/** Packages that falc needs, or its own files, may be incomplete, or not be opened because too many files are. */
function missingPart(error: unknown): CommandError | undefined {
  if (!(error instanceof Error && "code" in error)) return undefined;
  if (error.code !== "MODULE_NOT_FOUND" && error.code !== "ERR_MODULE_NOT_FOUND") return undefined;
  return new CommandError(
    `a part of falc cannot be loaded: ${error.message.split("\n")[0] ?? ""}`,
    exit.failed,
    "Install falc again. If it is complete, see ulimit -n: too many files may be open.",
  );
}
