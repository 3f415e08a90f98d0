/** `falc compile <workflow> --form saved`: the document on standard output, diagnostics on standard error, no file. */
import { savedName } from "../../graph/dialects/saved.ts";
import { warnOfOtherClient } from "../client-notice.ts";
import { CommandError, exit, type ExitCode, type Io } from "../io.ts";
import { printableJson } from "../../lib/printable.ts";
import type { Project } from "../../workspace/project/project.ts";
import { compileSelected } from "../../workspace/compile/compile-selected.ts";
import type { Compiler } from "../../workspace/compile/compiler-thread.ts";
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
  assertOwnName(workflow.file.name, workflow.file.path, project);
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

/** If two workflows are saved under one name, the second replaces the first, or is rejected. */
function assertOwnName(name: string, path: string, project: Project): void {
  const saved = savedName(name);
  const other = project
    .listWorkflowFiles()
    .find((file) => file.path !== path && file.name.replaceAll("/", "-") === saved);
  if (other === undefined) return;
  throw new CommandError(
    `${path} and ${other.path} would both be saved as ${saved}`,
    exit.failed,
    "Rename one of them.",
  );
}
