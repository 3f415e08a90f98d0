import type { CompiledFile, EmittedWorkflow } from "../compiler/pipeline.ts";
import type { JsonObject } from "../lib/json.ts";
import { artifactsFolder } from "../workspace/project/folders.ts";
import type { AnyWorkflow, CompiledWorkflow, Workflow, WorkflowInterface } from "./compiled-workflow.ts";

/** A compiled file as `falc/compiler` returns it. */
export function toWorkflow({ file: { name, path }, sources, emitted }: CompiledFile): CompiledWorkflow {
  const about = { name, file: path, sources: sources.map((source) => source.path) };
  return emitted === undefined
    ? { kind: "failed", ...about }
    : { kind: "compiled", ...about, ...results(emitted) };
}

function results({
  name,
  graph,
  schema,
  sourceMap,
  modelCalls,
}: EmittedWorkflow): Omit<Workflow, "kind" | keyof AnyWorkflow> {
  return {
    graph: JSON.parse(graph) as JsonObject,
    interface: JSON.parse(schema) as WorkflowInterface,
    artifacts: [
      { path: `${artifactsFolder}/${name}.json`, text: graph },
      { path: `${artifactsFolder}/${name}.schema.json`, text: schema },
    ],
    nodes: sourceMap,
    modelCalls,
  };
}
