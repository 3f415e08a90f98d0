/** Arguments → exit code. A command's dependencies are loaded when it runs. */
import { openCompiler } from "../workspace/compile/open-compiler.ts";
import { version } from "../workspace/version.ts";
import { type CommandGroup, runGroup } from "./command-group.ts";
import type { ExitCode, Io } from "./io.ts";

/** Never throws: errors are printed. */
export async function main(argv: readonly string[], io: Io): Promise<ExitCode> {
  // `falc help run product-shot` is `falc run product-shot --help`.
  const words = argv[0] === "help" ? [...argv.slice(1), "--help"] : argv;
  try {
    return await runGroup(falc, words, io);
  } catch (error) {
    const { requestsJson } = await import("./format-option.ts");
    return (await import("./report-error.ts")).reportError(error, requestsJson(words), io);
  }
}

const commands: CommandGroup["commands"] = {
  compile: {
    usage: "compile [workflows...]",
    summary: "compile workflows to graphs",
    run: async (argv, io) =>
      (await import("./commands/compile.ts")).compileCommand(argv, io, openCompiler(io)),
  },
  check: {
    usage: "check [workflows...]",
    summary: "check workflows, their types and their artifacts, and prove that nothing was dropped",
    run: async (argv, io) => (await import("./commands/check.ts")).checkCommand(argv, io, openCompiler(io)),
  },
  run: {
    usage: "run <workflow>",
    summary: "run a compiled workflow in the emulator, without an account, or on fal",
    run: async (argv, io) => (await import("./commands/run.ts")).runCommand(argv, io),
  },
  runs: {
    usage: "runs [command]",
    summary: "list the runs on fal, show what they paid for, delete old ones",
    run: async (argv, io) => (await import("./commands/runs.ts")).runsCommand(argv, io),
  },
  emulator: {
    usage: "emulator",
    summary: "serve fal's API on this machine, for fal's client and falc run, with faults if you like",
    run: async (argv, io) => (await import("./commands/emulator.ts")).emulatorCommand(argv, io),
  },
  recipe: {
    usage: "recipe <file>",
    summary: "show how a file was made that falc run --out has saved",
    run: async (argv, io) => (await import("./commands/recipe.ts")).recipeCommand(argv, io),
  },
  models: {
    usage: "models <command>",
    summary: "find, show and declare the endpoints that workflows call",
    run: async (argv, io) => (await import("./commands/models.ts")).modelsCommand(argv, io),
  },
  explain: {
    usage: "explain [code]",
    summary: "explain a diagnostic: an example and its fix",
    run: async (argv, io) => (await import("./commands/explain.ts")).explainCommand(argv, io),
  },
  verify: {
    usage: "verify [workflow]",
    summary: "run a workflow's function (your code) and its graph, and compare them",
    run: async (argv, io) => (await import("./commands/verify.ts")).verifyCommand(argv, io, openCompiler(io)),
  },
};

const falc: CommandGroup = {
  name: "falc",
  description: "Compiles plain async TypeScript functions into fal.ai workflow graphs, and runs them.",
  version,
  examples: `\
  falc compile                                    compile workflows/ to dist-workflows/
  falc run product-shot --prompt "a red chair"    run a workflow
  falc run product-shot --help                    list its inputs`,
  commands,
};
