/** `falc compile`: sources → artifacts. All or nothing: with an error in any workflow, nothing is written. */
import { openCatalog } from "../../catalog/lookup.ts";
import { compile, type CompileResult, type EmittedWorkflow } from "../../compiler/pipeline.ts";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { diagnosticToJson } from "../../diagnostics/formats/json.ts";
import { printDiagnostic } from "../../diagnostics/formats/text.ts";
import { CommandError, exit, type ExitCode, type Io } from "../io.ts";
import { paintFor } from "../paint.ts";
import { artifactsFolder, Project, workflowsFolder } from "../project.ts";
import { digest, type SourcePlace, writeSourceMap } from "../source-map.ts";
import { isCurrent, writeIfChanged } from "../write-file.ts";

export interface CompileOptions {
  readonly check: boolean;
  readonly json: boolean;
}

/** What became of one workflow. */
interface Outcome {
  readonly workflow: string;
  readonly source: string;
  readonly artifact: string;
  readonly status: "written" | "unchanged" | "out of date" | "failed";
  readonly modelCalls: number;
  readonly nodes: number;
}

export async function compileCommand(
  words: readonly string[],
  options: CompileOptions,
  io: Io,
): Promise<ExitCode> {
  const project = new Project(io.cwd);
  const named = words.length > 0;
  const files = named ? words.map((word) => project.findWorkflow(word, io.cwd)) : project.listWorkflowFiles();
  if (files.length === 0) throw nothingToCompile(project);
  const result = compile(files, project.sourceHost(), openCatalog(), named);
  const failed = result.files.some((file) => file.failed);
  if (!failed && result.files.every(({ emitted }) => emitted === undefined)) throw nothingToCompile(project);
  const outcomes = result.files.flatMap((file): Outcome[] => {
    if (file.emitted === undefined && !file.failed) return [];
    return [settle(file, project, failed, options.check)];
  });
  if (options.json) io.stdout.write(`${JSON.stringify(toJson(result, outcomes), null, 2)}\n`);
  else print(result.diagnostics, outcomes, options, io);
  const stale = options.check && outcomes.some(({ status }) => status === "out of date");
  return failed || stale ? exit.failed : exit.ok;
}

function nothingToCompile(project: Project): CommandError {
  return new CommandError(
    `there is no workflow in ${project.absolute(workflowsFolder)}`,
    exit.usage,
    `A workflow is a .ts file with a default async function:

    // ${workflowsFolder}/hello.ts
    import { model } from "falc";

    const flux = model("fal-ai/flux/dev");

    export default async function hello(input: { prompt: string }) {
      const photo = await flux({ prompt: input.prompt });
      return { image: photo.images[0].url };
    }`,
  );
}

function settle(
  { file, emitted, sources }: CompileResult["files"][number],
  project: Project,
  anyFailed: boolean,
  check: boolean,
): Outcome {
  const artifact = `${artifactsFolder}/${file.name}.json`;
  const base = { workflow: file.name, source: file.path, artifact };
  if (emitted === undefined) return { ...base, status: "failed", modelCalls: 0, nodes: 0 };
  const { modelCalls, nodes } = emitted;
  const artifacts = [
    [project.absolute(artifact), emitted.graph],
    [project.absolute(`${artifactsFolder}/${file.name}.schema.json`), emitted.schema],
  ] as const;
  const current = artifacts.every(([path, content]) => isCurrent(path, content));
  if (check || anyFailed) {
    return { ...base, status: current ? "unchanged" : "out of date", modelCalls, nodes };
  }
  for (const [path, content] of artifacts) writeIfChanged(path, content);
  writeSourceMap(project, file.name, {
    nodes: placesOf(emitted),
    sources: Object.fromEntries(sources.map(({ path, text }) => [path, digest(text)])),
  });
  return { ...base, status: current ? "unchanged" : "written", modelCalls, nodes };
}

function placesOf({ sourceMap }: EmittedWorkflow): Record<string, SourcePlace> {
  return sourceMap as unknown as Record<string, SourcePlace>;
}

function print(
  diagnostics: readonly Diagnostic[],
  outcomes: readonly Outcome[],
  { check }: CompileOptions,
  io: Io,
): void {
  const paint = paintFor(io.stderr, io.env);
  for (const diagnostic of diagnostics) io.stderr.write(`${printDiagnostic(diagnostic, paint)}\n\n`);
  const failed = outcomes.some(({ status }) => status === "failed");
  const out = paintFor(io.stdout, io.env);
  for (const { source, artifact, status, modelCalls } of outcomes) {
    if (failed) continue;
    const calls = `${modelCalls} model call${modelCalls === 1 ? "" : "s"}`;
    const note = status === "written" ? "" : `, ${status === "out of date" ? "out of date" : "unchanged"}`;
    io.stdout.write(`${source} -> ${out.strong(artifact)}   ${out.faint(`${calls}${note}`)}\n`);
  }
  if (check && outcomes.some(({ status }) => status === "out of date")) {
    io.stderr.write(`Some artifacts are not up to date. Run: falc compile\n`);
  }
  if (!failed) return;
  const errors = diagnostics.filter(({ kind }) => kind !== "warning").length;
  const written = check ? "" : " Nothing was written.";
  io.stderr.write(`${paint.kind("error", `${errors} problem${errors === 1 ? "" : "s"}.`)}${written}\n`);
}

function toJson({ diagnostics }: CompileResult, workflows: readonly Outcome[]) {
  return { workflows, diagnostics: diagnostics.map(diagnosticToJson) };
}
