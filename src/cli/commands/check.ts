/** `falc check`: whether everything is in order. Compiles without writing; one list, one exit code. */
import { printJson } from "../../lib/printable.ts";
import { compareGenerated } from "../../workspace/check/compare-generated.ts";
import { compileAndCheckTypes, type CheckExtras } from "../../workspace/check/compile-and-check-types.ts";
import { isInOrder } from "../../workspace/check/is-in-order.ts";
import type { Compiler } from "../../workspace/compile/open-compiler.ts";
import { coverageToJson, printCoverage, type CoveredWorkflow } from "../check/print-coverage.ts";
import { printTypeCheck, typeCheckToJson } from "../check/print-type-check.ts";
import { warnOfOtherClient } from "../client-notice.ts";
import { createCommand } from "../command-line.ts";
import { type Compilation, compilationToJson, printCompilation } from "../compile/print.ts";
import { addFormatOption, type Format, type FormatOptions, formatOf } from "../format-option.ts";
import { CommandError, exit, type ExitCode, type Io } from "../io.ts";

/** `argv`: the words after `check`. */
export async function checkCommand(argv: readonly string[], io: Io, compiler: Compiler): Promise<ExitCode> {
  let code: ExitCode = exit.ok;
  const command = createCommand("falc check", io)
    .usage("[workflows...] [options]")
    .description(
      "Check the workflows of this project, their types and their artifacts. Writes no artifacts and never runs their code.",
    )
    .argument("[workflows...]", "names, files or folders (default: all of workflows/)")
    .option("--coverage", "prove that every call, operand and key in the source is accounted for")
    .option("--no-types", "skip the type check by the project's own TypeScript")
    .option("--verbose", "with --coverage: list each of them and what became of it");
  await addFormatOption(command)
    .addHelpText(
      "after",
      `
Fails if a workflow does not compile or has type errors, if an artifact is out of date or has no workflow, if the types of a
declared endpoint do not match its declaration, and, with --coverage, if anything in the source is neither in the artifact
nor left out for a stated reason.

Types are checked by the project's own TypeScript (5.9, 6 or 7, from its node_modules), which runs beside the compiler
with the options of workflows/tsconfig.json, or of the nearest tsconfig.json above it. With --no-types, nothing from the
project is run.

Examples:
  falc check                             before a commit, and in CI
  falc check --no-types                  on a branch whose node_modules you do not trust
  falc check --coverage                  has anything been dropped?
  falc check product-shot --coverage --verbose
  falc check --format github             in GitHub Actions: show problems at their lines`,
    )
    .action(
      async (
        words: readonly string[],
        { coverage = false, types = true, verbose = false, ...rest }: CommandOptions,
      ) => {
        if (verbose && !coverage) {
          throw new CommandError("--verbose needs --coverage", exit.usage, "Add --coverage.");
        }
        const options = { coverage, types, verbose, format: formatOf(rest) };
        code = await checkWorkflows(words, options, io, compiler);
      },
    )
    .parseAsync([...argv], { from: "user" });
  return code;
}

interface CommandOptions extends FormatOptions {
  readonly coverage?: boolean;
  readonly types?: boolean;
  readonly verbose?: boolean;
}

interface CheckOptions extends CheckExtras {
  readonly verbose: boolean;
  readonly format: Format;
}

async function checkWorkflows(
  words: readonly string[],
  { verbose, format, ...extras }: CheckOptions,
  io: Io,
  compiler: Compiler,
): Promise<ExitCode> {
  const checked = await compileAndCheckTypes(words, extras, io, compiler);
  const { project, workflows, diagnostics, types, repeated } = checked;
  const notice = warnOfOtherClient(project, io);
  const generated = await compareGenerated(checked);
  const { staleTypes } = generated;
  const compilation: Compilation = {
    ...generated,
    project,
    diagnostics,
    check: true,
    notice,
  };
  const covered = workflows.flatMap(({ file, sources, coverage: found }): CoveredWorkflow[] =>
    found === undefined ? [] : [{ name: file.name, sources, coverage: found }],
  );
  if (format === "json") {
    const result = {
      ...compilationToJson(compilation),
      types: typeCheckToJson(types, repeated),
      staleTypes,
      ...(extras.coverage && { coverage: coverageToJson(covered) }),
    };
    io.stdout.write(`${printJson(result)}\n`);
  } else {
    const summary = format !== "sarif";
    printCompilation(compilation, format, io);
    printTypeCheck(types, { repeated, summary }, io);
    if (format === "text") printStaleTypes(staleTypes, io);
    printCoverage(covered, { verbose, summary }, io);
  }
  return isInOrder(checked, generated) ? exit.ok : exit.failed;
}

function printStaleTypes(files: readonly string[], io: Io): void {
  for (const file of files) {
    const declaration = file.replace(/\.d\.ts$/, ".json");
    io.stderr.write(`${file} does not match ${declaration}. Run: falc models sync\n`);
  }
}
