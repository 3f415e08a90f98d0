/** Compares a compiled workflow with its files on disk. */
import { existsSync } from "node:fs";
import type { CompiledFile, EmittedWorkflow } from "../../compiler/pipeline.ts";
import { artifactsFolder } from "../project/folders.ts";
import type { Project } from "../project/project.ts";
import { type FileContent, isCurrent, writeFiles } from "../project/write-file.ts";
import { sourceMapFiles, sourceMapOf } from "./source-map.ts";

/** What became of one workflow. */
export interface Outcome {
  readonly workflow: string;
  readonly source: string;
  readonly artifact: string;
  readonly status: "written" | "unchanged" | "out of date" | "failed";
  readonly modelCalls: number;
  readonly nodes: number;
  /** The first file that does not match; if the status is `out of date`. */
  readonly stale?: { readonly file: string; readonly isMissing: boolean };
}

/** Compares each workflow with its files and, if `write`, writes those that differ. */
export function settleFiles(
  workflows: readonly CompiledFile[],
  project: Project,
  write: boolean,
): readonly Outcome[] {
  const contents = workflows.flatMap((file) => filesOf(file, project));
  project.assertUnlinked(contents.map(({ file }) => file));
  // Compared before anything is written.
  const outcomes = workflows.map((file) => outcomeOf(file, project, !write));
  if (write) writeFiles(contents, (file) => project.relative(file));
  return outcomes;
}

/** To be called before anything is written. */
export function outcomeOf(
  { file, emitted }: CompiledFile,
  project: Project,
  nothingWritten: boolean,
): Outcome {
  const artifact = `${artifactsFolder}/${file.name}.json`;
  const base = { workflow: file.name, source: file.path, artifact };
  if (emitted === undefined) return { ...base, status: "failed", modelCalls: 0, nodes: 0 };
  const { modelCalls, nodes } = emitted;
  const counted = { ...base, modelCalls, nodes };
  const stale = artifactsOf(emitted, project).find(({ file: path, content }) => !isCurrent(path, content));
  if (stale === undefined) return { ...counted, status: "unchanged" };
  if (!nothingWritten) return { ...counted, status: "written" };
  const ending = stale.file.endsWith(".schema.json") ? ".schema.json" : ".json";
  const name = `${artifactsFolder}/${file.name}${ending}`;
  return { ...counted, status: "out of date", stale: { file: name, isMissing: !existsSync(stale.file) } };
}

/** The artifacts, and the source map in the cache; none after an error. */
function filesOf({ file, emitted, sources }: CompiledFile, project: Project): readonly FileContent[] {
  if (emitted === undefined) return [];
  const map = sourceMapOf(emitted, sources);
  return [...artifactsOf(emitted, project), ...sourceMapFiles(project, file.name, map)];
}

function artifactsOf({ name, graph, schema }: EmittedWorkflow, project: Project): readonly FileContent[] {
  const base = project.absolute(`${artifactsFolder}/${name}`);
  return [
    { file: `${base}.json`, content: graph },
    { file: `${base}.schema.json`, content: schema },
  ];
}
