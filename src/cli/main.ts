/** Arguments → exit code. Every command is a row; what it needs is loaded when it runs. */
import { readFileSync } from "node:fs";
import { Command, CommanderError } from "commander";
import { CommandError, exit, type ExitCode, type Io } from "./io.ts";
import { paintFor } from "./paint.ts";

export async function main(argv: readonly string[], io: Io): Promise<ExitCode> {
  let code: ExitCode = exit.ok;
  const program = new Command("falc")
    .description("Compiles plain async TypeScript functions into fal.ai workflow graphs, and runs them.")
    .version(version(), "-v, --version", "print the version")
    .helpOption("-h, --help", "show help")
    .helpCommand("help [command]", "show a command's help")
    .addHelpText(
      "after",
      `
Examples:
  falc compile                                    compile workflows/ to dist-workflows/
  falc run product-shot --prompt "a red chair"    run it, without an account in the emulator
  falc run product-shot --help                    the workflow's own inputs`,
    );
  configure(program, io);

  const compileCommand = program
    .command("compile")
    .summary("compile workflows to graphs")
    .description("Compile the workflows of this project to dist-workflows/. Never runs their code.")
    .argument("[workflows...]", "names or files; all of workflows/ without any")
    .option("--check", "write nothing; fail when an artifact is not up to date")
    .option("--json", "print one JSON object instead of text")
    .addHelpText(
      "after",
      `
Examples:
  falc compile
  falc compile product-shot
  falc compile --check        in CI: are the committed artifacts current?`,
    )
    .action(async (names: string[], options: { check?: boolean; json?: boolean }) => {
      const { compileCommand: run } = await import("./commands/compile.ts");
      code = await run(names, { check: options.check ?? false, json: options.json ?? false }, io);
    });
  configure(compileCommand, io);

  const runCommand = program
    .command("run")
    .summary("run a compiled workflow")
    .usage("<workflow> [options] [--<field> <value>...]")
    .description("Run a compiled workflow: in the emulator, or on fal.")
    // A workflow's input fields are options of its own, known once its schema is read.
    .helpOption(false)
    .allowUnknownOption()
    .allowExcessArguments()
    .argument("[arguments...]")
    .action(async () => {
      const { runCommand: run } = await import("./commands/run.ts");
      code = await run(argv.slice(argv.indexOf("run") + 1), io);
    });
  configure(runCommand, io);

  try {
    await program.parseAsync([...argv], { from: "user" });
    return code;
  } catch (error) {
    return explain(error, io);
  }
}

/** Output and errors through `io`; commander's own texts, with its did-you-mean. */
export function configure(command: Command, io: Io): void {
  command
    .exitOverride()
    .showSuggestionAfterError(true)
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => io.stderr.write(text),
      getOutHelpWidth: () => io.stdout.columns,
      getErrHelpWidth: () => io.stderr.columns,
    });
}

/** Prints what the user can do about it. A bug of falc's keeps its stack trace. */
function explain(error: unknown, io: Io): ExitCode {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exit.ok : exit.usage;
  if (!(error instanceof CommandError)) throw error;
  const paint = paintFor(io.stderr, io.env);
  io.stderr.write(`${paint.kind("error", "error")}: ${error.message}\n`);
  if (error.hint !== undefined) io.stderr.write(`${error.hint}\n`);
  return error.exitCode;
}

export function version(): string {
  const url = new URL("../../package.json", import.meta.url);
  return (JSON.parse(readFileSync(url, "utf8")) as { version: string }).version;
}
