/** `falc compile`: sources → artifacts. All or nothing: with an error in any workflow, nothing is written. */
import { createCommand } from "../command-line.ts";
import { compileSelected } from "../compile/compile-selected.ts";
import type { CompilerThread } from "../compile/compiler-thread.ts";
import { filesOf, outcomeOf } from "../compile/outcome.ts";
import { printCompilation } from "../compile/print.ts";
import { addFormatOption, type Format, type FormatOptions, formatOf } from "../format-option.ts";
import { exit, type ExitCode, type Io } from "../io.ts";
import { writeFiles } from "../write-file.ts";

/** `argv`: what stands behind `compile`. `compiler`: loading already. */
export async function compileCommand(
  argv: readonly string[],
  io: Io,
  compiler: CompilerThread,
): Promise<ExitCode> {
  let code: ExitCode = exit.ok;
  const command = createCommand("falc compile", io)
    .usage("[workflows...] [options]")
    .description("Compile the workflows of this project to dist-workflows/. Never runs their code.")
    .argument("[workflows...]", "names, files or folders (default: all of workflows/)")
    .option("--check", "write nothing; fail when an artifact is not up to date, or has no workflow");
  await addFormatOption(command)
    .addHelpText(
      "after",
      `
With an error in any workflow, nothing is written.

Examples:
  falc compile                     all workflows
  falc compile product-shot        one of them
  falc compile --check             in CI: are the committed artifacts current?
  falc compile --format github     in GitHub Actions: problems are shown at their lines`,
    )
    .action(async (words: readonly string[], { check = false, ...rest }: CommandOptions) => {
      code = await compileWorkflows(words, { check, format: formatOf(rest) }, io, compiler);
    })
    .parseAsync([...argv], { from: "user" });
  return code;
}

interface CommandOptions extends FormatOptions {
  readonly check?: boolean;
}

interface CompileOptions {
  readonly check: boolean;
  readonly format: Format;
}

async function compileWorkflows(
  words: readonly string[],
  { check, format }: CompileOptions,
  io: Io,
  compiler: CompilerThread,
): Promise<ExitCode> {
  const { project, workflows, diagnostics, orphans } = await compileSelected(words, io.cwd, compiler);
  const failed = workflows.some((file) => file.failed);
  const contents = workflows.flatMap((file) => filesOf(file, project));
  project.assertUnlinked(contents.map(({ file }) => file));
  // Compared before anything is written.
  const outcomes = workflows.map((file) => outcomeOf(file, project, check || failed));
  if (!check && !failed) writeFiles(contents, (file) => project.relative(file));
  printCompilation({ outcomes, orphans, diagnostics, check }, format, io);
  const stale = check && (orphans.length > 0 || outcomes.some(({ status }) => status === "out of date"));
  return failed || stale ? exit.failed : exit.ok;
}
