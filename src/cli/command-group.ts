/** Commands below one name: `falc`, `falc models`. Only the command that runs is loaded. */
import { suggest } from "../guess/suggest.ts";
import { CommandError, exit, type ExitCode, type Io } from "./io.ts";

export interface CommandGroup {
  /** As typed by the user. */
  readonly name: "falc" | `falc ${string}`;
  readonly description: string;
  /** For its help. */
  readonly examples: string;
  /** Printed by `--version`; a group without it has no such option. */
  readonly version?: () => string;
  /** By name, in the order of the help. */
  readonly commands: Readonly<Record<string, CommandRow>>;
}

export interface CommandRow {
  /** `run <workflow>` */
  readonly usage: string;
  readonly summary: string;
  /** `argv`: the words after the name. */
  readonly run: (argv: readonly string[], io: Io) => Promise<ExitCode>;
}

/** `argv`: the words after the group's name. Throws a CommandError for an unknown command. */
export async function runGroup(group: CommandGroup, argv: readonly string[], io: Io): Promise<ExitCode> {
  const { name, commands } = group;
  const [word, ...rest] = argv;
  if (word === undefined || word.startsWith("-")) return describeGroup(group, argv, io);
  const command = Object.hasOwn(commands, word) ? commands[word] : undefined;
  if (command !== undefined) return command.run(rest, io);
  const near = suggest(word, Object.keys(commands));
  throw new CommandError(
    `there is no command ${JSON.stringify(`${name} ${word}`.slice("falc ".length))}`,
    exit.usage,
    near === undefined ? `All commands: ${name} --help` : `Did you mean ${name} ${near}?`,
  );
}

/** `falc`, `falc --help`, `falc --version`: here, commands are only rows of the help. */
async function describeGroup(
  { name, description, examples, version, commands }: CommandGroup,
  argv: readonly string[],
  io: Io,
): Promise<ExitCode> {
  const { createCommand } = await import("./command-line.ts");
  const program = createCommand(name, io).usage("<command> [options]").description(description);
  if (version !== undefined) program.version(version(), "-v, --version", "print the version");
  program
    .helpCommand(false)
    .configureHelp({ subcommandTerm: (command) => command.usage() })
    .addHelpText("after", `\nHelp for one command: ${name} <command> --help\n\nExamples:\n${examples}`)
    .action(() => program.help({ error: true }));
  for (const [each, { usage, summary }] of Object.entries(commands))
    program.command(each).usage(usage).summary(summary);
  program.parse([...argv], { from: "user" });
  return exit.ok;
}
