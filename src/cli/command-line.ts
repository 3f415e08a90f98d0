import { Command } from "commander";
import type { Io } from "./io.ts";
import { paintFor } from "./paint.ts";

/**
 * A commander command that prints through `io`, throws instead of ending the process, and words errors as falc does.
 */
export function createCommand(name: string, io: Io): Command {
  return new Command(name)
    .exitOverride()
    .helpOption("-h, --help", "show help")
    .showSuggestionAfterError(true)
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => io.stderr.write(text),
      // Wider lines are hard to read; narrower terminals get what fits.
      getOutHelpWidth: () => Math.min(io.stdout.columns, 100),
      getErrHelpWidth: () => Math.min(io.stderr.columns, 100),
      outputError: (text, write) => write(reword(text, io)),
    });
}

/** `error: unknown option '--chekc'\n(Did you mean --check?)` */
function reword(text: string, io: Io): string {
  const paint = paintFor(io.stderr, io.env);
  return text.replace(/^error(?=:)/, paint.kind("error", "error")).replace(/^\((Did you mean .*)\)$/m, "$1");
}
