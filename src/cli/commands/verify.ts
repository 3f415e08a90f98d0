/**
 * `falc verify`: runs the function and its graph with the same answers, and compares them. The only command that runs
 * user code.
 */
import { extendCatalog } from "../../endpoints/extend.ts";
import type { Catalog } from "../../endpoints/catalog.ts";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { diagnosticToJson } from "../../diagnostics/formats/json.ts";
import type { JsonObject } from "../../lib/json.ts";
import { checkInput } from "../../runner/input.ts";
import type { Compiler } from "../../workspace/compile/compiler-thread.ts";
import { printDiagnostics, printProblemCount } from "../compile/print.ts";
import { assertOwnArtifacts, nothingToCompile, selectFiles } from "../../workspace/compile/select.ts";
import { openProjectCatalog } from "../../workspace/models/project-catalog.ts";
import { warnOfOtherClient } from "../client-notice.ts";
import { CommandError, exit, type ExitCode, interruptedCode, type Io } from "../io.ts";
import { printable } from "../../lib/printable.ts";
import { Project } from "../../workspace/project/project.ts";
import { openEmulator } from "../run/engine.ts";
import { readInput, type RunInput } from "../run/input.ts";
import { findReachedFields } from "../../workspace/run/reached-fields.ts";
import { type Upload, uploadFiles } from "../../workspace/run/uploads.ts";
import { parseVerifyArguments, type VerifyArguments } from "../verify/arguments.ts";
import { printResult, printSample, printWarning } from "../verify/print.ts";
import { sampleInput } from "../../workspace/verify/sample-input.ts";
import { type Subject, subjectOf } from "../../workspace/verify/subject.ts";
import { verificationToJson, type WorkflowResult } from "../verify/to-json.ts";
import { verifyWorkflow } from "../../workspace/verify/verify-workflow.ts";

/** `argv`: the words after `verify`. */
export async function verifyCommand(argv: readonly string[], io: Io, compiler: Compiler): Promise<ExitCode> {
  const project = new Project(io.cwd);
  // The workflow's fields are flags too, so it has to be compiled before the flags can be parsed.
  const [first = ""] = argv;
  const names = new Set(project.listWorkflowFiles().flatMap(({ name, path }) => [name, path]));
  const word = first.startsWith("-") || first === "" ? argv.find((each) => names.has(each)) : first;
  if (word === undefined) parseVerifyArguments(argv, undefined, io);

  const files = selectFiles(project, word === undefined ? [] : [word], io.cwd);
  const compiled = await compiler.compile({ cwd: io.cwd, files, required: word !== undefined });
  const workflows = compiled.files.filter(({ emitted, failed }) => emitted !== undefined || failed);
  if (workflows.length === 0) throw nothingToCompile(project, files);
  assertOwnArtifacts(project, workflows, files);
  warnOfOtherClient(project, io);
  const { diagnostics } = compiled;
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
  // Each upload has its own URL, and both runs must get the same one.
  const uploaded = new Map<string, Promise<string>>();
  const upload: Upload = (file) => {
    const url = uploaded.get(file) ?? engine.upload(file);
    uploaded.set(file, url);
    return url;
  };
  try {
    const verification = await verifyWorkflow(subject, engine.calls, {
      project,
      given: await uploadFiles(input.given, input.files, upload),
      filled: await uploadFiles(input.filled, input.files, upload),
      orders,
      timeoutSeconds: timeout,
      signal,
      io,
    });
    return { subject, input, verification };
  } finally {
    await engine.close();
  }
}

interface VerifyInput extends RunInput {
  readonly isSample: boolean;
  /** Why no sample could be made that the interface accepts. */
  readonly problem?: string;
}

function catalogOf({ sourceMap }: Subject, project: Project): Catalog {
  return extendCatalog(openProjectCatalog(project), sourceMap.endpoints);
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
  const reached = findReachedFields(subject.graph, catalogOf(subject, project));
  const given = sampleInput(subject.inputSchema, reached);
  const checked = checkInput(subject.inputSchema, given);
  const files = new Map<string, string>();
  if ("input" in checked) return { given, filled: checked.input, files, isSample: true };
  const problems = checked.problems.map(({ path, message }) => printable(`${path} ${message}`)).join("; ");
  return { given, filled: given satisfies JsonObject, files, isSample: true, problem: problems };
}
