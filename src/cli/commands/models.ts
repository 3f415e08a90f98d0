/** `falc models`: the endpoints that a project can use. One file per sub-command, loaded when it runs. */
import { type CommandGroup, runGroup } from "../command-group.ts";
import type { ExitCode, Io } from "../io.ts";

/** `argv`: the words after `models`. */
export function modelsCommand(argv: readonly string[], io: Io): Promise<ExitCode> {
  return runGroup(models, argv, io);
}

const commands: CommandGroup["commands"] = {
  list: {
    usage: "list [words...]",
    summary: "list the known endpoints",
    run: async (argv, io) => (await import("../models/list.ts")).listCommand(argv, io),
  },
  show: {
    usage: "show <id>",
    summary: "show an endpoint's input and output, and an example call to paste",
    run: async (argv, io) => (await import("../models/show.ts")).showCommand(argv, io),
  },
  add: {
    usage: "add [id]",
    summary: "declare an endpoint from its OpenAPI document, for checks and types",
    run: async (argv, io) => (await import("../models/add.ts")).addCommand(argv, io),
  },
  remove: {
    usage: "remove <id>",
    summary: "remove the declaration of an endpoint",
    run: async (argv, io) => (await import("../models/remove.ts")).removeCommand(argv, io),
  },
  outdated: {
    usage: "outdated [ids...]",
    summary: "show what fal has changed since the endpoints were declared, and which lines that breaks",
    run: async (argv, io) => (await import("../models/outdated.ts")).outdatedCommand(argv, io),
  },
  prices: {
    usage: "prices [workflows or ids...]",
    summary: "read what the endpoints cost into the project's price list",
    run: async (argv, io) => (await import("../models/prices.ts")).pricesCommand(argv, io),
  },
  sync: {
    usage: "sync",
    summary: "read the endpoints of another version of fal's client",
    run: async (argv, io) => (await import("../models/sync.ts")).syncCommand(argv, io),
  },
};

const models: CommandGroup = {
  name: "falc models",
  description:
    "The endpoints that workflows can call: what falc knows about them, and those that this project declares.",
  examples: `\
  falc models list upscale           find an endpoint
  falc models show fal-ai/flux/dev   its input and output
  falc models add me/my-app          declare an endpoint that falc does not know`,
  commands,
};
