/** Checks an input before anything is sent, with the workflow's interface or without. */
import { findReference } from "../execution/resolve-reference.ts";
import { UnresolvedReference } from "../execution/unresolved-reference.ts";
import { listReferences } from "../graph/list-references.ts";
import { printPath } from "../graph/print-path.ts";
import type { Graph } from "../graph/types.ts";
import type { InputProblem } from "../lib/input-problem.ts";
import { isJsonObject, type Json, type JsonObject } from "../lib/json.ts";
import { copyJson } from "../runner/copy-json.ts";
import { describeValue } from "../schema/describe-schema.ts";
import { readInputSchema } from "../schema/read-input-schema.ts";

export type CheckedInput = { readonly input: JsonObject } | { readonly problems: readonly InputProblem[] };

/** `schema`: the content of the artifact's `.schema.json`. Throws a `TypeError` if it cannot be used. */
export async function checkRunInput(graph: Graph, input: unknown, schema: unknown): Promise<CheckedInput> {
  const checked = schema === undefined ? readObject(input) : await checkAgainst(schema, input);
  if ("problems" in checked) return checked;
  const problems = listMissing(graph, checked.input);
  return problems.length > 0 ? { problems } : checked;
}

async function checkAgainst(schema: unknown, input: unknown): Promise<CheckedInput> {
  const read = readInputSchema(schema);
  if ("problem" in read) throw new TypeError(`the schema cannot be used: ${read.problem}`);
  // Only a caller with a schema pays for loading what checks it.
  const { checkInput } = await import("../runner/input.ts");
  try {
    return checkInput(read.schema, input);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new TypeError(`the schema cannot be used: ${reason}`, { cause: error });
  }
}

function readObject(value: unknown): CheckedInput {
  if (!isJsonObject(value)) {
    return { problems: [{ path: "", message: `must be an object of fields, got ${describeValue(value)}` }] };
  }
  const problems: InputProblem[] = [];
  const input: Json = copyJson(value, (path, message) => problems.push({ path: printPath(path), message }));
  // A copy of an object is one.
  return problems.length > 0 ? { problems } : { input: input as JsonObject };
}

/** What the graph uses of the input and the input lacks: each value once. */
function listMissing(graph: Graph, input: JsonObject): readonly InputProblem[] {
  const values = [...graph.nodes.map((node) => node.input), graph.output.fields];
  const missing = new Map<string, InputProblem>();
  for (const reference of values.flatMap(listReferences)) {
    if (reference.root !== "input") continue;
    const found = findReference(reference, { input, outputs: new Map() });
    const path = printPath(reference.path);
    if (found instanceof UnresolvedReference)
      missing.set(path, { path, message: "is required: the graph uses it" });
  }
  return [...missing.values()];
}
