#!/usr/bin/env node
/**
 * The command in the package, `dist/falc.cjs`: starts the command line from V8's compiled code. CommonJS, because
 * loading Node's loader of ES modules takes a third of the time that an empty process takes.
 */
import { commandLineProgram } from "../assets.ts";
import { version } from "../workspace/version.ts";
import { exit } from "./io.ts";
import type * as CommandLine from "./main.ts";
import { runProcess } from "./process.ts";

void runProcess(async (argv, io) => {
  if (argv.length === 1 && (argv[0] === "--version" || argv[0] === "-v")) {
    io.stdout.write(`${version()}\n`);
    return exit.ok;
  }
  const { loadProgram } = await import("../workspace/cache/code-cache.ts");
  const { userCacheFolder } = await import("../workspace/cache/user-cache.ts");
  const { exports, keep } = loadProgram(commandLineProgram, userCacheFolder(io.env), commandOf(argv));
  const code = await (exports as typeof CommandLine).main(argv, io);
  keep();
  return code;
});

/** The cache contains the functions that ran, and each command runs different ones. */
function commandOf([word = ""]: readonly string[]): string {
  const commands = ["compile", "check", "run", "emulator", "models", "explain", "verify"];
  return commands.includes(word) ? word : "help";
}
