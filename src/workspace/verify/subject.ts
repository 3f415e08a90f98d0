import { existsSync } from "node:fs";
import type { CompiledFile, EmittedWorkflow } from "../../compiler/pipeline.ts";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { readBare } from "../../graph/dialects/bare.ts";
import type { Graph } from "../../graph/types.ts";
import type { Schema } from "../../schema/schema.ts";
import { type SourceMap, sourceMapOf } from "../artifacts/source-map.ts";
import { artifactsFolder } from "../project/folders.ts";
import type { Project } from "../project/project.ts";
import { isCurrent } from "../project/write-file.ts";

/** A workflow to verify, compiled from its current source; the files on disk only determine `artifact`. */
export interface Subject {
  readonly name: string;
  /** The workflow's file, relative to the project. */
  readonly source: string;
  /** The tsconfig.json that decided where imports lead, absolute; `undefined` if there is none. */
  readonly configuration: string | undefined;
  readonly title: string;
  readonly graph: Graph;
  /** Has `properties`. */
  readonly inputSchema: Schema;
  readonly sourceMap: SourceMap;
  /** Whether a default exists only in a doc comment, so that a direct call of the function lacks it. */
  readonly hasCommentDefaults: boolean;
  /** Whether the files on disk match the source. */
  readonly artifact: "current" | "out of date" | "missing";
}

export function subjectOf(
  { file, sources, configuration }: CompiledFile,
  emitted: EmittedWorkflow,
  diagnostics: readonly Diagnostic[],
  project: Project,
): Subject {
  const read = readBare(JSON.parse(emitted.graph));
  if ("problems" in read) throw new Error(`the compiler wrote no graph: ${read.problems.join("; ")}`);
  const { title, input } = JSON.parse(emitted.schema) as { readonly title: string; readonly input: Schema };
  const base = project.absolute(`${artifactsFolder}/${file.name}`);
  return {
    name: file.name,
    source: file.path,
    configuration,
    title,
    graph: read.graph,
    inputSchema: input,
    sourceMap: sourceMapOf(emitted, sources),
    hasCommentDefaults: diagnostics.some(
      ({ code, span }) =>
        code === "input-default-in-comment" && sources.some(({ path }) => path === span.source.path),
    ),
    artifact: !existsSync(`${base}.json`)
      ? "missing"
      : isCurrent(`${base}.json`, emitted.graph) && isCurrent(`${base}.schema.json`, emitted.schema)
        ? "current"
        : "out of date",
  };
}
