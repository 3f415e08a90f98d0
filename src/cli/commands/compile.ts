/** `falc compile`: sources → artifacts. All or nothing: with an error in any workflow, nothing is written. */
import type { CompiledFile, EmittedWorkflow } from "../../compiler/pipeline.ts";
import { diagnosticToJson } from "../../diagnostics/formats/json.ts";
import { createCommand } from "../command-line.ts";
import type { CompilerThread } from "../compile/compiler-thread.ts";
import { printCompilation, type Outcome } from "../compile/print.ts";
import { findOrphans } from "../compile/orphans.ts";
import { assertOwnArtifacts, nothingToCompile, selectFiles } from "../compile/select.ts";
import { exit, type ExitCode, type Io } from "../io.ts";
import { artifactsFolder, Project } from "../project.ts";
import { digest, sourceMapFiles } from "../source-map.ts";
import { type FileContent, isCurrent, writeFiles } from "../write-file.ts";

/** `argv`: what stands behind `compile`. `compiler`: loading already. */
export async function compileCommand(
  argv: readonly string[],
  io: Io,
  compiler: CompilerThread,
): Promise<ExitCode> {
  let code: ExitCode = exit.ok;
  await createCommand("falc compile", io)
    .usage("[workflows...] [options]")
    .description("Compile the workflows of this project to dist-workflows/. Never runs their code.")
    .argument("[workflows...]", "names, files or folders (default: all of workflows/)")
    .option("--check", "write nothing; fail when an artifact is not up to date, or has no workflow")
    .option("--json", "print one JSON object instead of text")
    .addHelpText(
      "after",
      `
With an error in any workflow, nothing is written.

Examples:
  falc compile
  falc compile product-shot
  falc compile --check        in CI: are the committed artifacts current?`,
    )
    .action(async (words: readonly string[], { check = false, json = false }: Partial<CompileOptions>) => {
      code = await compileWorkflows(words, { check, json }, io, compiler);
    })
    .parseAsync([...argv], { from: "user" });
  return code;
}

export interface CompileOptions {
  readonly check: boolean;
  readonly json: boolean;
}

async function compileWorkflows(
  words: readonly string[],
  { check, json }: CompileOptions,
  io: Io,
  compiler: CompilerThread,
): Promise<ExitCode> {
  const project = new Project(io.cwd);
  const files = selectFiles(project, words, io.cwd);
  const { files: compiled, diagnostics } = await compiler.compile({
    cwd: io.cwd,
    files,
    required: words.length > 0,
  });
  const workflows = compiled.filter(({ emitted, failed }) => emitted !== undefined || failed);
  if (workflows.length === 0) throw nothingToCompile(project, files);
  assertOwnArtifacts(project, workflows, files);
  const failed = workflows.some((file) => file.failed);
  // Compared before anything is written.
  const outcomes = workflows.map((file) => outcomeOf(file, project, check || failed));
  if (!check && !failed) {
    writeFiles(
      workflows.flatMap((file) => filesOf(file, project)),
      (file) => project.relative(file),
    );
  }
  // Of a part of the workflows nobody can say what is missing.
  const orphans = words.length > 0 ? [] : findOrphans(project, workflows);
  if (json) {
    const result = { workflows: outcomes, orphans, diagnostics: diagnostics.map(diagnosticToJson) };
    io.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
  } else {
    printCompilation(outcomes, orphans, diagnostics, check, io);
  }
  const stale = check && (orphans.length > 0 || outcomes.some(({ status }) => status === "out of date"));
  return failed || stale ? exit.failed : exit.ok;
}

function outcomeOf({ file, emitted }: CompiledFile, project: Project, nothingWritten: boolean): Outcome {
  const artifact = `${artifactsFolder}/${file.name}.json`;
  const base = { workflow: file.name, source: file.path, artifact };
  if (emitted === undefined) return { ...base, status: "failed", modelCalls: 0, nodes: 0 };
  const { modelCalls, nodes } = emitted;
  const current = artifactsOf(emitted, project).every(({ file: path, content }) => isCurrent(path, content));
  const status = current ? "unchanged" : nothingWritten ? "out of date" : "written";
  return { ...base, status, modelCalls, nodes };
}

function filesOf({ file, emitted, sources }: CompiledFile, project: Project): readonly FileContent[] {
  if (emitted === undefined) return [];
  const map = {
    nodes: emitted.sourceMap,
    endpoints: emitted.endpoints,
    sources: Object.fromEntries(sources.map(({ path, text }) => [path, digest(text)])),
  };
  return [...artifactsOf(emitted, project), ...sourceMapFiles(project, file.name, map)];
}

function artifactsOf({ name, graph, schema }: EmittedWorkflow, project: Project): readonly FileContent[] {
  const base = project.absolute(`${artifactsFolder}/${name}`);
  return [
    { file: `${base}.json`, content: graph },
    { file: `${base}.schema.json`, content: schema },
  ];
}
