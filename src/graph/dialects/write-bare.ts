/**
 * Writes the BARE form, exactly what fal's `workflows/execute` takes as `workflow`: the node `input`, the run
 * nodes in the graph's order, the display node `output`. Reading it back gives an equal graph.
 */
import { emptyRecord } from "../../lib/json.ts";
import type { Json, JsonObject } from "../../lib/json.ts";
import { listReferences } from "../list-references.ts";
import { quote } from "../../lib/quote.ts";
import { InvalidReference, parseReference, printReference } from "../reference.ts";
import type { Graph, GraphValue } from "../types.ts";
import { writeRecord, writeValue } from "./value.ts";

/**
 * The node map as JSON, keys in the order id, type, depends, app, input or fields. Throws for what the
 * graph's builder has to refuse: a literal string that starts with `$` (defaults of the input included), a
 * reference that the grammar cannot express, a value nested too deep, two nodes with the same id, a node
 * called `input` or `output`.
 */
export function writeBare(graph: Graph): JsonObject {
  const ids = new Set(["input", "output", ...graph.nodes.map((node) => node.id)]);
  if (ids.size !== graph.nodes.length + 2) throw new Error("falc: two nodes of the graph have the same id");
  const json = emptyRecord<Json>();
  json["input"] = { id: "input", type: "input", depends: [], input: writeDefaults(graph.input) };
  for (const { id, app, depends, input } of graph.nodes) {
    assertReadable(input, ids);
    json[id] = { id, type: "run", depends, app, input: writeRecord(input) };
  }
  const { depends, fields } = graph.output;
  assertReadable(fields, ids);
  json["output"] = { id: "output", type: "display", depends, fields: writeRecord(fields) };
  return json;
}

function writeDefaults(input: Graph["input"]): JsonObject {
  const json = emptyRecord<Json>();
  for (const [key, value] of input) {
    assertLiteral(value);
    json[key] = value;
  }
  return json;
}

/** Plain JSON is not a graph value (its objects are not wrapped), so only its strings are checked. */
function assertLiteral(value: Json): void {
  const stack: Json[] = [value];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    if (typeof next === "string") writeValue(next);
    else if (typeof next === "object" && next !== null)
      for (const item of Object.values(next)) stack.push(item);
  }
}

/** If ids contain dots, `$a.b` may mean the key `b` of `a` or the node `a.b`; such a graph cannot be written. */
function assertReadable(value: GraphValue, ids: ReadonlySet<string>): void {
  for (const reference of listReferences(value)) {
    const text = printReference(reference);
    if (parseReference(text, ids)?.root !== reference.root) {
      throw new InvalidReference(`the reference ${quote(text)} would be read as one into another node`);
    }
  }
}
