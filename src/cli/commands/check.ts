/** `falc check`: is everything in order? Compiles without writing; one list, one exit code. */
import { isComplete } from "../../compiler/coverage/coverage.ts";
import { coverageToJson, printCoverage, type CoveredWorkflow } from "../check/print-coverage.ts";
import { warnOfOtherClient } from "../client-notice.ts";
import { createCommand } from "../command-line.ts";
import { compileSelected } from "../compile/compile-selected.ts";
import type { CompilerThread } from "../compile/compiler-thread.ts";
import { outcomeOf } from "../compile/outcome.ts";
import { type Compilation, compilationToJson, printCompilation } from "../compile/print.ts";
import { addFormatOption, type Format, type FormatOptions, formatOf } from "../format-option.ts";
import { CommandError, exit, type ExitCode, type Io } from "../io.ts";
import { printJson } from "../printable.ts";

/** `argv`: what stands behind `check`. `compiler`: loading already. */
export async function checkCommand(
  argv: readonly string[],
  io: Io,
  compiler: CompilerThread,
): Promise<ExitCode> {
  let code: ExitCode = exit.ok;
  const command = createCommand("falc check", io)
    .usage("[workflows...] [options]")
    .description(
      "Check the workflows of this project and their artifacts. Writes nothing, never runs their code.",
    )
    .argument("[workflows...]", "names, files or folders (default: all of workflows/)")
    .option("--coverage", "prove that every call, operand and key of the source is accounted for")
    .option("--verbose", "with --coverage: list each of them with what became of it");
  await addFormatOption(command)
    .addHelpText(
      "after",
      `
Fails when a workflow does not compile, when an artifact is not up to date or has no workflow, and, with --coverage, when
anything in the source is neither in the artifact nor computed away for a reason that is given.

Examples:
  falc check                             before a commit, and in CI
  falc check --coverage                  has anything been dropped?
  falc check product-shot --coverage --verbose
  falc check --format github             in GitHub Actions: problems are shown at their lines`,
    )
    .action(
      async (words: readonly string[], { coverage = false, verbose = false, ...rest }: CommandOptions) => {
        if (verbose && !coverage) {
          throw new CommandError("--verbose lists what --coverage finds", exit.usage, "Add --coverage.");
        }
        code = await checkWorkflows(words, { coverage, verbose, format: formatOf(rest) }, io, compiler);
      },
    )
    .parseAsync([...argv], { from: "user" });
  return code;
}

interface CommandOptions extends FormatOptions {
  readonly coverage?: boolean;
  readonly verbose?: boolean;
}

interface CheckOptions {
  readonly coverage: boolean;
  readonly verbose: boolean;
  readonly format: Format;
}

async function checkWorkflows(
  words: readonly string[],
  { coverage, verbose, format }: CheckOptions,
  io: Io,
  compiler: CompilerThread,
): Promise<ExitCode> {
  const { project, workflows, diagnostics, orphans } = await compileSelected(words, io.cwd, compiler, {
    coverage,
  });
  const notice = warnOfOtherClient(project, io);
  const outcomes = workflows.map((file) => outcomeOf(file, project, true));
  const compilation: Compilation = { outcomes, orphans, diagnostics, check: true, notice };
  const covered = workflows.flatMap(({ file, sources, coverage: found }): CoveredWorkflow[] =>
    found === undefined ? [] : [{ name: file.name, sources, coverage: found }],
  );
  if (format === "json") {
    const result = {
      ...compilationToJson(compilation),
      ...(coverage && { coverage: coverageToJson(covered) }),
    };
    io.stdout.write(`${printJson(result)}\n`);
  } else {
    printCompilation(compilation, format, io);
    printCoverage(covered, { verbose, summary: format !== "sarif" }, io);
  }
  const isInOrder =
    orphans.length === 0 &&
    outcomes.every(({ status }) => status === "unchanged") &&
    covered.every((each) => isComplete(each.coverage));
  return isInOrder ? exit.ok : exit.failed;
}
