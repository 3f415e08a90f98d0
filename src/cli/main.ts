/** Arguments → exit code. What a command needs is loaded when it runs. */
import { suggest } from "../lib/suggest.ts";
import { startCompiler } from "./compile/compiler-thread.ts";
import { CommandError, exit, type ExitCode, type Io } from "./io.ts";
import { version } from "./version.ts";

/** Never throws: what goes wrong is printed. */
export async function main(argv: readonly string[], io: Io): Promise<ExitCode> {
  // `falc help run product-shot` is `falc run product-shot --help`.
  const words = argv[0] === "help" ? [...argv.slice(1), "--help"] : argv;
  try {
    return await dispatch(words, io);
  } catch (error) {
    const { asksForJson } = await import("./format-option.ts");
    return (await import("./explain.ts")).explain(error, asksForJson(words), io);
  }
}

/** Name → summary, and what runs it with the words behind the name. */
const commands = {
  compile: {
    usage: "compile [workflows...]",
    summary: "compile workflows to graphs",
    run: async (argv: readonly string[], io: Io) => {
      // First of all: what is read from here on is read while the compiler loads.
      const compiler = startCompiler();
      return (await import("./commands/compile.ts")).compileCommand(argv, io, compiler);
    },
  },
  check: {
    usage: "check [workflows...]",
    summary: "check workflows, their types and their artifacts, and that nothing was dropped",
    run: async (argv: readonly string[], io: Io) => {
      const compiler = startCompiler();
      return (await import("./commands/check.ts")).checkCommand(argv, io, compiler);
    },
  },
  run: {
    usage: "run <workflow>",
    summary: "run a compiled workflow, without an account in the emulator or on fal",
    run: async (argv: readonly string[], io: Io) => (await import("./commands/run.ts")).runCommand(argv, io),
  },
  models: {
    usage: "models <command>",
    summary: "find, show and declare the endpoints that workflows call",
    run: async (argv: readonly string[], io: Io) =>
      (await import("./commands/models.ts")).modelsCommand(argv, io),
  },
  explain: {
    usage: "explain [code]",
    summary: "explain a diagnostic, with an example of it and what to write instead",
    run: async (argv: readonly string[], io: Io) =>
      (await import("./commands/explain.ts")).explainCommand(argv, io),
  },
  verify: {
    usage: "verify [workflow]",
    summary: "run a workflow's function and its graph, which runs your code, and compare",
    run: async (argv: readonly string[], io: Io) => {
      const compiler = startCompiler();
      return (await import("./commands/verify.ts")).verifyCommand(argv, io, compiler);
    },
  },
} as const;

async function dispatch(argv: readonly string[], io: Io): Promise<ExitCode> {
  const [word, ...rest] = argv;
  const name = Object.keys(commands).find((each): each is keyof typeof commands => each === word);
  if (name !== undefined) return commands[name].run(rest, io);
  if (word !== undefined && !word.startsWith("-")) {
    const near = suggest(word, Object.keys(commands));
    const hint = near === undefined ? "All commands: falc --help" : `Did you mean falc ${near}?`;
    throw new CommandError(`there is no command ${JSON.stringify(word)}`, exit.usage, hint);
  }
  return describeProgram(argv, io);
}

/** `falc`, `falc --help`, `falc --version`: the commands are rows of its help here, nothing else. */
async function describeProgram(argv: readonly string[], io: Io): Promise<ExitCode> {
  const { createCommand } = await import("./command-line.ts");
  const program = createCommand("falc", io)
    .usage("<command> [options]")
    .description("Compiles plain async TypeScript functions into fal.ai workflow graphs, and runs them.")
    .version(version(), "-v, --version", "print the version")
    .helpCommand(false)
    .configureHelp({ subcommandTerm: (command) => command.usage() })
    .addHelpText(
      "after",
      `
Help for one command: falc <command> --help

Examples:
  falc compile                                    compile workflows/ to dist-workflows/
  falc run product-shot --prompt "a red chair"    run one of them
  falc run product-shot --help                    its own inputs`,
    )
    .action(() => program.help({ error: true }));
  for (const [name, { usage, summary }] of Object.entries(commands)) {
    program.command(name).usage(usage).summary(summary);
  }
  program.parse([...argv], { from: "user" });
  return exit.ok;
}
