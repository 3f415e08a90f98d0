/**
 * Writes the SAVED form, the document that fal's REST API takes to save a workflow (`POST /v1/workflows`) and
 * that its editor exports: `{ name, title, is_public, contents: { name, version, nodes, output, schema,
 * metadata } }`. Unlike the BARE form it has no input node, and its output is a map from names to references.
 * Source: fal's OpenAPI document of the Platform APIs, and documents exported by its editor (read 2026-08).
 */
import { emptyRecord } from "../../lib/json.ts";
import type { Json, JsonObject } from "../../lib/json.ts";
import { listReferences } from "../list-references.ts";
import { quote } from "../../lib/quote.ts";
import { isRecord, isReference } from "../types.ts";
import type { Graph, GraphValue } from "../types.ts";
import { type Canvas, layOut } from "./canvas.ts";
import type { Schema } from "../../schema/schema.ts";
import { fieldType, inputField, outputField } from "./saved-fields.ts";
import { writeRecord } from "./value.ts";
import { writeBare } from "./write-bare.ts";

/** The content of a `<name>.schema.json`. */
export interface WorkflowInterface {
  readonly title: string;
  readonly description?: string;
  readonly input: Schema;
  readonly output: Schema;
}

export type SavedProblem =
  /** Nothing is written: a field of the output is not a reference. */
  | {
      readonly kind: "output";
      readonly field: string;
      readonly what: "a constant" | "an array" | "an object";
    }
  /** Written without a type: none found in fal's documents describes it. */
  | { readonly kind: "input-type"; readonly field: string }
  /** Written as required: fal is not known to apply defaults. */
  | { readonly kind: "input-default"; readonly field: string };

export interface Saved {
  /** `undefined` if there is a problem of kind `output`. */
  readonly document: JsonObject | undefined;
  readonly problems: readonly SavedProblem[];
}

/**
 * `name` may contain folders, `ads/hero`; see `savedName`. Throws where `writeBare` does, and for a name that
 * fal rejects: whoever built the graph has to refuse these.
 */
export function writeSaved(
  graph: Graph,
  { title, description, input, output }: WorkflowInterface,
  name: string,
): Saved {
  const problems: SavedProblem[] = [];
  for (const [field, value] of graph.output.fields.fields) {
    if (!isReference(value)) problems.push({ kind: "output", field, what: describe(value) });
  }
  const isSayable = problems.length === 0;
  const inputs = Object.entries(input.properties ?? {});
  for (const [field, schema] of inputs) {
    if (fieldType(schema) === undefined) problems.push({ kind: "input-type", field });
    if (schema.default !== undefined) problems.push({ kind: "input-default", field });
  }
  if (!isSayable) return { document: undefined, problems };

  const readers = firstReaders(graph);
  const canvas = layOut(graph);
  const short = cut(title);
  // A title that is too long is repeated in full in the description.
  const about = description ?? (short === title ? undefined : title);
  const contents = {
    name: "workflow",
    version: "1",
    nodes: nodesOf(graph, canvas),
    output: writeRecord(graph.output.fields),
    schema: {
      input: toRecord(
        inputs.map(([field, schema]) => {
          const required = input.required?.includes(field) === true;
          return [field, inputField(field, schema, required, readers.get(field) ?? readers.get(whole))];
        }),
      ),
      output: toRecord(
        [...graph.output.fields.fields.keys()].map((field) => {
          const schemas = output.properties ?? {};
          return [field, outputField(field, (Object.hasOwn(schemas, field) && schemas[field]) || {})];
        }),
      ),
    },
    metadata: {
      input: { position: { ...canvas.input } },
      ...(about !== undefined && { description: about }),
    },
  };
  return { document: { name: savedName(name), title: short, is_public: false, contents }, problems };
}

/**
 * The name that fal saves a workflow under, which cannot contain folders: `ads/hero` becomes `ads-hero`. Two
 * workflows of a project may get the same name.
 */
export function savedName(name: string): string {
  const saved = name.replaceAll("/", "-");
  if (!/^[a-zA-Z0-9_-]{1,128}$/.test(saved))
    throw new Error(`falc: ${quote(name)} is not a name that fal can save`);
  return saved;
}

/** The run nodes as in the BARE form, and the display node, each with its position on the canvas. */
function nodesOf(graph: Graph, canvas: Canvas): JsonObject {
  const { input: _, ...bare } = writeBare(graph);
  return toRecord(
    Object.entries(bare as Readonly<Record<string, JsonObject>>).map(([id, node]) => {
      const position = { ...(canvas.nodes.get(id) ?? canvas.output) };
      if (id !== "output") return [id, { ...node, metadata: { position } }];
      const { fields = {}, ...rest } = node;
      // The editor writes an empty input into display nodes.
      return [id, { ...rest, input: {}, fields, metadata: { position } }];
    }),
  );
}

/** Represents the whole input: no field can have this name. */
const whole = "";

/** Field of the input → the first node that reads it. */
function firstReaders({ nodes }: Graph): ReadonlyMap<string, string> {
  const readers = new Map<string, string>();
  for (const { id, input } of nodes) {
    for (const { root, path } of listReferences(input)) {
      const field = String(path[0] ?? whole);
      if (root === "input" && !readers.has(field)) readers.set(field, id);
    }
  }
  return readers;
}

/** Characters. */
const maxTitleLength = 256;

function cut(title: string): string {
  const characters = [...title];
  return characters.length > maxTitleLength ? `${characters.slice(0, maxTitleLength - 1).join("")}…` : title;
}

function describe(value: GraphValue): "a constant" | "an array" | "an object" {
  if (isRecord(value)) return "an object";
  return Array.isArray(value) ? "an array" : "a constant";
}

/** Not `Object.fromEntries`: a field may be called `__proto__`. */
function toRecord(entries: Iterable<readonly [string, Json]>): JsonObject {
  const record = emptyRecord<Json>();
  for (const [key, value] of entries) record[key] = value;
  return record;
}
