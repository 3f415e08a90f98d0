/**
 * `falc verify`: runs the function and its graph with the same answers, and compares them. The only command that runs
 * user code.
 */
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { diagnosticToJson } from "../../diagnostics/formats/json.ts";
import { compileSelected } from "../../workspace/compile/compile-selected.ts";
import type { Compiler } from "../../workspace/compile/open-compiler.ts";
import { Project } from "../../workspace/project/project.ts";
import { type Subject, subjectOf } from "../../workspace/verify/subject.ts";
import {
  catalogOf,
  makeSample,
  type VerifyInput,
  verifySubject,
  type WorkflowResult,
} from "../../workspace/verify/verify-subject.ts";
import { warnOfOtherClient } from "../client-notice.ts";
import { printDiagnostics, printProblemCount } from "../compile/print.ts";
import { CommandError, exit, type ExitCode, interruptedCode, type Io } from "../io.ts";
import { openEmulator } from "../run/engine.ts";
import { readInput } from "../run/input.ts";
import { parseVerifyArguments, type VerifyArguments } from "../verify/arguments.ts";
import { printResult, printSample, printWarning } from "../verify/print.ts";
import { verificationToJson } from "../verify/to-json.ts";

/** `argv`: the words after `verify`. */
export async function verifyCommand(argv: readonly string[], io: Io, compiler: Compiler): Promise<ExitCode> {
  const project = new Project(io.cwd);
  // The workflow's fields are flags too, so it has to be compiled before the flags can be parsed.
  const [first = ""] = argv;
  const names = new Set(project.listWorkflowFiles().flatMap(({ name, path }) => [name, path]));
  const word = first.startsWith("-") || first === "" ? argv.find((each) => names.has(each)) : first;
  if (word === undefined) parseVerifyArguments(argv, undefined, io);

  const words = word === undefined ? [] : [word];
  const { workflows, diagnostics } = await compileSelected(words, io.cwd, compiler);
  warnOfOtherClient(project, io);
  if (workflows.some(({ failed }) => failed)) return refuse(diagnostics, argv, io);
  const subjects = workflows.flatMap((file) =>
    file.emitted === undefined ? [] : [subjectOf(file, file.emitted, diagnostics, project)],
  );

  const [only] = word !== undefined && subjects.length === 1 ? subjects : [];
  const args = parseVerifyArguments(argv, only, io);
  if (args.workflow !== word) {
    throw new CommandError("put the workflow's name first: falc verify <workflow> …", exit.usage);
  }
  if (args.input !== undefined && only === undefined) {
    throw new CommandError("an input is for one workflow: falc verify <workflow> --input …", exit.usage);
  }
  if (!args.json) printDiagnostics(diagnostics, io);
  return verifyAll(subjects, only !== undefined, args, diagnostics, project, io);
}

/** Like `falc compile`. */
function refuse(diagnostics: readonly Diagnostic[], argv: readonly string[], io: Io): ExitCode {
  if (argv.includes("--json")) {
    const result = { workflows: [], diagnostics: diagnostics.map(diagnosticToJson) };
    io.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
  } else {
    printDiagnostics(diagnostics, io);
    printProblemCount(diagnostics, " Nothing was run.", io);
  }
  return exit.failed;
}

async function verifyAll(
  subjects: readonly Subject[],
  named: boolean,
  args: VerifyArguments,
  diagnostics: readonly Diagnostic[],
  project: Project,
  io: Io,
): Promise<ExitCode> {
  printWarning(subjects, io);
  const width = Math.max(...subjects.map(({ name }) => name.length));
  const results: WorkflowResult[] = [];
  let signal: AbortSignal | undefined;
  for (const subject of subjects) {
    const input = await inputOf(subject, args, project, io);
    if (!args.json && named && input.isSample) printSample(input.given, io);
    // Only now is there something to stop; before, Ctrl-C just ends the process.
    signal ??= io.catchInterrupt();
    const result = await verifyOne(subject, input, args, project, signal, io);
    results.push(result);
    if (!args.json) printResult(result, named ? undefined : width, io);
    if (result.verification?.verdict.kind === "interrupted") return interruptedCode(signal);
  }
  if (args.json) {
    const json = {
      workflows: results.map(verificationToJson),
      diagnostics: diagnostics.map(diagnosticToJson),
    };
    io.stdout.write(`${JSON.stringify(json, null, 2)}\n`);
  }
  return results.every(({ verification }) => verification?.verdict.kind === "same") ? exit.ok : exit.failed;
}

async function verifyOne(
  subject: Subject,
  input: VerifyInput,
  { orders, timeout }: VerifyArguments,
  project: Project,
  signal: AbortSignal,
  io: Io,
): Promise<WorkflowResult> {
  if (input.problem !== undefined) return { subject, input, verification: undefined };
  const engine = await openEmulator(catalogOf(subject, project), "Declare its input and output");
  try {
    const verification = await verifySubject(subject, input, engine, {
      project,
      orders,
      timeoutSeconds: timeout,
      signal,
      cwd: io.cwd,
      env: io.env,
      print: (text) => io.stderr.write(text),
    });
    return { subject, input, verification };
  } finally {
    await engine.close();
  }
}

async function inputOf(
  subject: Subject,
  args: VerifyArguments,
  project: Project,
  io: Io,
): Promise<VerifyInput> {
  if (args.input !== undefined || args.fields.size > 0) {
    const catalog = catalogOf(subject, project);
    return { ...(await readInput(args, subject, catalog, io, "verify")), isSample: false };
  }
  return makeSample(subject, project);
}
