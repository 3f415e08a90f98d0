import { Command } from "commander";
import type { Io } from "./io.ts";
import { paintFor } from "./paint.ts";

/**
 * A commander command that prints through `io`, throws instead of ending the process, and words errors as falc does.
 * `helped`: what to type before `--help`.
 */
export function createCommand(name: string, io: Io, helped = name): Command {
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
      outputError: (text, write) => write(reword(text, helped, io)),
    });
}

/** `error: unknown option '--chekc'\n(Did you mean --check?)` */
function reword(text: string, helped: string, io: Io): string {
  const paint = paintFor(io.stderr, io.env);
  const said = text
    .replace(/^error(?=:)/, paint.kind("error", "error"))
    .replace(/^\((Did you mean .*)\)$/m, "$1");
  const saysWhatToDo = /Did you mean|Allowed choices|It takes/.test(said);
  return saysWhatToDo || !text.startsWith("error:") ? said : `${said}All options: ${helped} --help\n`;
}
