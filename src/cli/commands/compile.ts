/**
 * `falc compile`: sources → artifacts. All or nothing: with an error in any workflow, nothing is written. With
 * another form than the artifacts', it prints a single workflow instead.
 */
import { Option } from "commander";
import { settleFiles } from "../../workspace/artifacts/outcome.ts";
import { compileSelected } from "../../workspace/compile/compile-selected.ts";
import type { Compiler } from "../../workspace/compile/open-compiler.ts";
import { warnOfOtherClient } from "../client-notice.ts";
import { createCommand } from "../command-line.ts";
import { printCompilation } from "../compile/print.ts";
import { printSaved } from "../compile/saved.ts";
import { addFormatOption, type Format, type FormatOptions, formatOf } from "../format-option.ts";
import { CommandError, exit, type ExitCode, type Io } from "../io.ts";

/** `argv`: the words after `compile`. */
export async function compileCommand(argv: readonly string[], io: Io, compiler: Compiler): Promise<ExitCode> {
  let code: ExitCode = exit.ok;
  const command = createCommand("falc compile", io)
    .usage("[workflows...] [options]")
    .description("Compile the workflows of this project to dist-workflows/. Never runs their code.")
    .argument("[workflows...]", "names, files or folders (default: all of workflows/)")
    .option("--check", "write nothing; fail if an artifact is out of date or has no workflow")
    .option("--watch", "compile again whenever something changes that a workflow depends on")
    .addOption(
      new Option(
        "--form <form>",
        "bare: the artifacts (default); saved: print one workflow as the document that fal's REST API saves",
      ).choices(["bare", "saved"]),
    );
  await addFormatOption(command)
    .addHelpText(
      "after",
      `
If any workflow has an error, nothing is written.

The saved form holds less than a graph: its output can only be references, and its input fields have a name and a type but
no limits or choices. With --form saved, no artifact is written.

Examples:
  falc compile                     all workflows
  falc compile product-shot        one workflow
  falc compile --watch             while you edit: each change compiles what depends on it
  falc compile --check             in CI: are the committed artifacts up to date?
  falc compile --format github     in GitHub Actions: show problems at their lines
  falc compile product-shot --form saved > product-shot.saved.json`,
    )
    .action(async (words: readonly string[], options: CommandOptions) => {
      const { check = false, watch = false, form = "bare" } = options;
      const format = formatOf(options);
      if (form === "saved") assertAlone("--form saved", { check, watch, format });
      else if (watch) assertAlone("--watch", { check, format });
      code =
        form === "saved"
          ? await printSaved(words, io, compiler)
          : watch
            ? await (await import("../compile/watch-workflows.ts")).watchWorkflows(words, io, compiler)
            : await compileWorkflows(words, { check, format }, io, compiler);
    })
    .parseAsync([...argv], { from: "user" });
  return code;
}

interface CommandOptions extends FormatOptions {
  readonly check?: boolean;
  readonly watch?: boolean;
  readonly form?: "bare" | "saved";
}

/** With --form saved, standard output contains only the document; --watch writes artifacts, for people. */
function assertAlone(
  option: string,
  { check, watch = false, format }: CompileOptions & { readonly watch?: boolean },
): void {
  const other = check ? "--check" : watch ? "--watch" : format === "text" ? undefined : `--format ${format}`;
  if (other === undefined) return;
  throw new CommandError(
    `${option} and ${other} contradict each other`,
    exit.usage,
    option === "--watch"
      ? "--watch writes the artifacts and prints text."
      : "Only the saved form is printed to standard output.",
  );
}

interface CompileOptions {
  readonly check: boolean;
  readonly format: Format;
}

async function compileWorkflows(
  words: readonly string[],
  { check, format }: CompileOptions,
  io: Io,
  compiler: Compiler,
): Promise<ExitCode> {
  const { project, workflows, diagnostics, orphans } = await compileSelected(words, io.cwd, compiler);
  const notice = warnOfOtherClient(project, io);
  const failed = workflows.some((file) => file.failed);
  const outcomes = settleFiles(workflows, project, !check && !failed);
  printCompilation({ project, outcomes, orphans, diagnostics, check, notice }, format, io);
  const stale = check && (orphans.length > 0 || outcomes.some(({ status }) => status === "out of date"));
  return failed || stale ? exit.failed : exit.ok;
}
