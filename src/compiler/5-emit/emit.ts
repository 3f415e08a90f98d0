/** Stage 5. The graph → the bytes of the artifacts, and the source map. The same workflow gives the same bytes. */
import type { Endpoint } from "../../endpoints/catalog.ts";
import { writeBare } from "../../graph/dialects/bare.ts";
import { writeReuse } from "../../graph/reuse.ts";
import type { Json, JsonObject } from "../../lib/json.ts";
import type { LoweredWorkflow } from "../4-lower/lower.ts";
import { fieldPlaces } from "./field-places.ts";
import { outputSchema } from "./output-schema.ts";
import { printJson } from "./print-json.ts";
import { placeOf, type SourcePlace } from "./source-place.ts";

/** A node's location, and for one in a helper the calls that led there, outermost first. */
export interface NodePlace extends SourcePlace {
  readonly calledFrom?: readonly SourcePlace[];
}

export interface EmittedWorkflow {
  readonly name: string;
  /** `<name>.json`: what fal's `workflows/execute` takes as `workflow`. */
  readonly graph: string;
  /** `<name>.schema.json`: `{ title, description, input, output }`, the last two JSON Schema; then `writeReuse`. */
  readonly schema: string;
  /** Node id → source location, lines and columns from 1. */
  readonly sourceMap: Readonly<Record<string, NodePlace>>;
  /** Node id → where the fields that it sends are written, see `fieldPlaces`. */
  readonly fieldPlaces: Readonly<Record<string, Readonly<Record<string, SourcePlace>>>>;
  /** Endpoints that the workflow itself declares, which an emulator needs. */
  readonly endpoints: readonly Endpoint[];
  /** Nodes that call a model, without text nodes, which cost nothing. */
  readonly modelCalls: number;
  readonly nodes: number;
}

export function emit({ workflow, graph, origins, neverReused }: LoweredWorkflow): EmittedWorkflow {
  const { name, title, description, inputSchema, calls, declared } = workflow;
  const schema: JsonObject = {
    title: title ?? name,
    ...(description !== undefined && { description }),
    input: inputSchema as unknown as Json,
    output: outputSchema(workflow) as unknown as Json,
    ...writeReuse(neverReused),
  };
  const sourceMap: Record<string, NodePlace> = {};
  const places: Record<string, Readonly<Record<string, SourcePlace>>> = {};
  for (const [id, { span, trail, input }] of origins) {
    if (input !== undefined) places[id] = fieldPlaces(input);
    sourceMap[id] = { ...placeOf(span), ...(trail.length > 0 && { calledFrom: trail.map(placeOf) }) };
  }
  return {
    name,
    graph: printJson(writeBare(graph)),
    schema: printJson(schema),
    sourceMap,
    fieldPlaces: places,
    endpoints: declared,
    modelCalls: calls.length,
    nodes: graph.nodes.length,
  };
}
