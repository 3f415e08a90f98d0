/** `falc compile <workflow> --form saved`: the document on standard output, diagnostics on standard error, no file. */
import { printableJson } from "../../lib/printable.ts";
import { assertSavedName } from "../../workspace/compile/assert-saved-name.ts";
import { compileSelected } from "../../workspace/compile/compile-selected.ts";
import type { Compiler } from "../../workspace/compile/open-compiler.ts";
import { warnOfOtherClient } from "../client-notice.ts";
import { CommandError, exit, type ExitCode, type Io } from "../io.ts";
import { printDiagnostics, printProblemCount } from "./print.ts";

/** Throws a CommandError if the words mean no workflow, or several. */
export async function printSaved(words: readonly string[], io: Io, compiler: Compiler): Promise<ExitCode> {
  const selected = await compileSelected(words, io.cwd, compiler, { saved: true });
  const { project, workflows, diagnostics } = selected;
  const [workflow, ...others] = workflows;
  if (workflow === undefined || others.length > 0) throw severalWorkflows(workflows.map(({ file }) => file));
  warnOfOtherClient(project, io);
  printDiagnostics(diagnostics, io);
  if (workflow.saved === undefined) {
    printProblemCount(diagnostics, "", io);
    return exit.failed;
  }
  assertSavedName(workflow.file.name, workflow.file.path, project);
  io.stdout.write(printableJson(workflow.saved));
  return exit.ok;
}

function severalWorkflows(files: readonly { readonly name: string }[]): CommandError {
  const names = files.map(({ name }) => name);
  return new CommandError(
    `the saved form takes one workflow, but these are ${names.length}: ${names.join(", ")}`,
    exit.usage,
    `Name one: falc compile ${names[0] ?? "<workflow>"} --form saved`,
  );
}
