/** `falc runs`: what was run, what it paid for, and what is left of it. One file per sub-command, loaded when it runs. */
import { type CommandGroup, runGroup } from "../command-group.ts";
import type { ExitCode, Io } from "../io.ts";

/** `argv`: the words after `runs`; without a command, the runs are listed. */
export function runsCommand(argv: readonly string[], io: Io): Promise<ExitCode> {
  const [first] = argv;
  const isList = first === undefined || (first.startsWith("-") && first !== "--help" && first !== "-h");
  return runGroup(runs, isList ? ["list", ...argv] : argv, io);
}

const commands: CommandGroup["commands"] = {
  list: {
    usage: "list [workflow]",
    summary: "list the runs on fal, the latest first",
    run: async (argv, io) => (await import("../runs/list.ts")).listCommand(argv, io),
  },
  show: {
    usage: "show [run]",
    summary: "tell what a run sent, paid for and got; the latest one by default",
    run: async (argv, io) => (await import("../runs/show.ts")).showCommand(argv, io),
  },
  prune: {
    usage: "prune",
    summary: "delete old runs; what they paid for is paid for again when it is needed",
    run: async (argv, io) => (await import("../runs/prune.ts")).pruneCommand(argv, io),
  },
};

const runs: CommandGroup = {
  name: "falc runs",
  description:
    "The runs of this project whose answers last: on fal, or in an emulator of its own process. They are kept in .falc/runs.",
  examples: `\
  falc runs                             what was run
  falc runs show                        the story of the latest run
  falc run --resume                     go on with the latest unfinished run
  falc runs prune --older 30d           delete what is older`,
  commands,
};
