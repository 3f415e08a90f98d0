/**
 * The oracle: a workflow's function is run directly, its compiled graph is run by the scheduler, both against the
 * same recorded answers. The calls and their inputs, as a multiset, and the output must match, or the compiler is
 * wrong.
 */
import { createHash } from "node:crypto";
import { type AnswerOrder, inTurns } from "./answer-order.ts";
import { withBackend } from "../../src/index.ts";
import { openCatalog } from "../../src/endpoints/lookup.ts";
import { extendCatalog } from "../../src/endpoints/extend.ts";
import type { Catalog, Endpoint } from "../../src/endpoints/catalog.ts";
import type { Schema } from "../../src/schema/schema.ts";
import { readBare } from "../../src/graph/dialects/bare.ts";
import type { Json, JsonObject } from "../../src/lib/json.ts";
import { checkInput } from "../../src/runner/input.ts";
import { scheduledEngine } from "../../src/execution/scheduled-engine.ts";
import { isTextNode, runTextNode } from "../../src/execution/text-node.ts";

const catalog = openCatalog();

export interface Observation {
  /** `endpoint input`, input as canonical JSON, sorted: order of completion is not part of the meaning. */
  readonly calls: readonly string[];
  readonly output: Json;
}

/**
 * Runs the function itself, with its calls answered in this order; `declared`: endpoints that the workflow declares.
 * Calls of text endpoints are left out, because the compiler adds such nodes. Throws what the function throws.
 */
export async function observeFunction(
  workflow: (input: never) => Promise<unknown>,
  input: JsonObject,
  order: AnswerOrder = inTurns,
  declared: readonly Endpoint[] = [],
): Promise<Observation> {
  const known = extendCatalog(catalog, declared);
  const calls: string[] = [];
  let running = 0;
  const output = await withBackend(
    async ({ endpoint, input: sent }) => {
      running += 1;
      const answered = answer(endpoint, sent as JsonObject, calls, known);
      await order(mark(endpoint, sent as JsonObject));
      running -= 1;
      return answered;
    },
    () => workflow(reversed(input) as never),
  );
  // An unawaited call is still made, and so are the calls of an unawaited function.
  const returned = JSON.parse(JSON.stringify(output ?? null)) as Json;
  do await afterMicrotasks();
  while (running > 0);
  return { calls: calls.sort(), output: returned };
}

function afterMicrotasks(): Promise<void> {
  return new Promise((resolve) => void setImmediate(resolve));
}

/** Runs the compiled graph. */
export async function observeGraph(
  artifact: unknown,
  input: JsonObject,
  declared: readonly Endpoint[] = [],
): Promise<Observation> {
  const known = extendCatalog(catalog, declared);
  const read = readBare(artifact);
  if ("problems" in read) throw new Error(`not a graph: ${read.problems.join("; ")}`);
  const calls: string[] = [];
  const outcome = await scheduledEngine({
    call: async (node, sent) => answer(node.app, sent, calls, known),
  }).run(read.graph, input);
  if (outcome.kind !== "completed") throw new Error(`the graph failed: ${JSON.stringify(outcome)}`);
  return { calls: calls.sort(), output: JSON.parse(JSON.stringify(outcome.output)) as Json };
}

/** An input that the schema accepts, with a unique value in every field without a default. */
export interface SampleInput {
  /** Fields with a default are left out. */
  readonly given: JsonObject;
  /** With defaults, as for a run. */
  readonly filled: JsonObject;
}

export function sampleInput(schema: Schema): SampleInput {
  const fields = Object.entries(schema.properties ?? {});
  const given = fields
    .filter(([, field]) => field.default === undefined)
    .map(([name, field]) => [name, sample(field, name)] as const);
  const input = Object.fromEntries(given);
  const checked = checkInput(schema, input);
  if ("problems" in checked) throw new Error(`no sample input: ${JSON.stringify(checked.problems)}`);
  return { given: input, filled: checked.input };
}

function answer(endpoint: string, input: JsonObject, calls: string[], known: Catalog): Json {
  if (isTextNode(endpoint)) return runTextNode(endpoint, input);
  calls.push(`${endpoint} ${canonical(input)}`);
  const schema = known.find(endpoint)?.output;
  const own = mark(endpoint, input);
  return reversed(schema === undefined ? anything(own) : sample(schema, own));
}

/** Eight hexadecimal digits that identify a call by its input. */
function mark(endpoint: string, input: JsonObject): string {
  return createHash("sha256")
    .update(`${endpoint} ${canonical(input)}`)
    .digest("hex")
    .slice(0, 8);
}

/** A copy with its keys in another order than the schema's, because no order is guaranteed. */
function reversed(value: Json): Json {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).reverse();
  return Object.fromEntries(entries.map(([key, part]) => [key, reversed(part)]));
}

/** The answer of an endpoint that only a fixture knows. */
function anything(mark: string): Json {
  return {
    text: `text ${mark}`,
    image: { url: `url ${mark}` },
    items: [{ url: `a ${mark}` }, { url: `b ${mark}` }],
    count: 3,
  };
}

/** A value of a schema in which every string shows its origin. */
function sample(schema: Schema, mark: string): Json {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return schema.enum[0] ?? null;
  const branch = schema.anyOf?.[0] ?? schema.oneOf?.[0];
  if (branch !== undefined) return sample(branch, mark);
  if (schema.prefixItems !== undefined)
    return schema.prefixItems.map((item, index) => sample(item, `${mark}.${index}`));
  const [type] = [schema.type].flat();
  switch (type) {
    case "string":
      return schema.format === "uri" ? `https://example.com/${mark}` : mark;
    case "number":
    case "integer":
      return schema.minimum ?? 7;
    case "boolean":
      return true;
    case "null":
      return null;
    case "array":
      return [0, 1, 2].map((index) => sample(schema.items ?? {}, `${mark}.${index}`));
    default:
      return Object.fromEntries(
        Object.entries(schema.properties ?? {}).map(([name, field]) => [
          name,
          sample(field, `${mark}.${name}`),
        ]),
      );
  }
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
