/** `falc models`: the endpoints that a project can use. One file per sub-command, loaded when it runs. */
import { suggest } from "../../lib/suggest.ts";
import { createCommand } from "../command-line.ts";
import { CommandError, exit, type ExitCode, type Io } from "../io.ts";

/** `argv`: what stands behind `models`. */
export async function modelsCommand(argv: readonly string[], io: Io): Promise<ExitCode> {
  const [word, ...rest] = argv;
  const name = Object.keys(commands).find((each): each is keyof typeof commands => each === word);
  if (name !== undefined) return commands[name].run(rest, io);
  if (word !== undefined && !word.startsWith("-")) {
    const near = suggest(word, Object.keys(commands));
    throw new CommandError(
      `there is no command ${JSON.stringify(`models ${word}`)}`,
      exit.usage,
      near === undefined ? "All of them: falc models --help" : `Did you mean falc models ${near}?`,
    );
  }
  return describeCommands(argv, io);
}

const commands = {
  list: {
    usage: "list [words...]",
    summary: "list the endpoints that are known",
    run: async (argv: readonly string[], io: Io) => (await import("../models/list.ts")).listCommand(argv, io),
  },
  show: {
    usage: "show <id>",
    summary: "show what one takes and gives, and a call of it to paste",
    run: async (argv: readonly string[], io: Io) => (await import("../models/show.ts")).showCommand(argv, io),
  },
  add: {
    usage: "add [id]",
    summary: "declare one by fal's document of it, so that it is checked and typed",
    run: async (argv: readonly string[], io: Io) => (await import("../models/add.ts")).addCommand(argv, io),
  },
  remove: {
    usage: "remove <id>",
    summary: "declare one no more",
    run: async (argv: readonly string[], io: Io) =>
      (await import("../models/remove.ts")).removeCommand(argv, io),
  },
  outdated: {
    usage: "outdated [ids...]",
    summary: "what fal changed since they were declared, and which lines that breaks",
    run: async (argv: readonly string[], io: Io) =>
      (await import("../models/outdated.ts")).outdatedCommand(argv, io),
  },
  sync: {
    usage: "sync",
    summary: "read the endpoints of another version of fal's client",
    run: async (argv: readonly string[], io: Io) => (await import("../models/sync.ts")).syncCommand(argv, io),
  },
} as const;

/** `falc models`, `falc models --help`. */
async function describeCommands(argv: readonly string[], io: Io): Promise<ExitCode> {
  const program = createCommand("falc models", io)
    .usage("<command> [options]")
    .description(
      "The endpoints that workflows can call: what falc knows of them, and those that this project declares.",
    )
    .helpCommand(false)
    .configureHelp({ subcommandTerm: (command) => command.usage() })
    .addHelpText(
      "after",
      `
Help for one command: falc models <command> --help

Examples:
  falc models list upscale           find an endpoint
  falc models show fal-ai/flux/dev   what it takes and gives
  falc models add me/my-app          declare one that falc does not know`,
    )
    .action(() => program.help({ error: true }));
  for (const [name, { usage, summary }] of Object.entries(commands))
    program.command(name).usage(usage).summary(summary);
  program.parse([...argv], { from: "user" });
  return exit.ok;
}
