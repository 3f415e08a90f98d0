/**
 * Stage 4. Calls and output → the graph. Texts with references become text nodes, names become ids, and a node
 * depends on exactly what it refers to, plus its `after`.
 */
import { placeholderOf } from "../../schema/path.ts";
import type { Span } from "../../diagnostics/span.ts";
import { listReferences } from "../../graph/list-references.ts";
import type { Graph, GraphRecord, GraphValue, Reference, RunNode } from "../../graph/types.ts";
import type { Json } from "../../lib/json.ts";
import { unreachable } from "../../lib/unreachable.ts";
import type { Call } from "../evaluation.ts";
import type { Data, RecordData } from "../evaluation.ts";
import type { EvaluatedWorkflow } from "../evaluation.ts";
import type { ReferenceValue } from "../evaluation.ts";
import { NodeNames } from "./node-names.ts";
import { TextNodes } from "./text-nodes.ts";

export interface LoweredWorkflow {
  readonly workflow: EvaluatedWorkflow;
  readonly graph: Graph;
  /** The origin of each run node. */
  readonly origins: ReadonlyMap<string, Origin>;
  /** The run nodes that take no answer of an earlier run, in the graph's order. */
  readonly neverReused: readonly string[];
}

/** The expression that a node comes from, and the calls of helpers that led to it, outermost first. */
export interface Origin {
  readonly span: Span;
  readonly trail: readonly Span[];
  /** What a call sends; absent for a text node. */
  readonly input?: RecordData;
}

export function lower(workflow: EvaluatedWorkflow): LoweredWorkflow {
  return new Lowering(workflow).run();
}

class Lowering {
  readonly #workflow: EvaluatedWorkflow;
  readonly #names = new NodeNames();
  readonly #ids = new Map<Call, string>();
  readonly #texts: TextNodes;
  readonly #nodes: RunNode[] = [];
  readonly #origins = new Map<string, Origin>();

  constructor(workflow: EvaluatedWorkflow) {
    this.#workflow = workflow;
    this.#nameCalls();
    this.#texts = new TextNodes(this.#names, (reference) => this.#reference(reference));
  }

  run(): LoweredWorkflow {
    for (const call of this.#workflow.calls) {
      const id = this.#idOf(call);
      const input = this.#record(call.input, [id]);
      const depends = new Set([...rootsOf(input), ...call.after.map((other) => this.#idOf(other))]);
      this.#origins.set(id, { span: call.span, trail: call.trail, input: call.input });
      this.#nodes.push({ id, app: call.endpoint, depends: [...depends], input });
    }
    const fields = this.#record(this.#workflow.output, []);
    // `input` first, then nodes in the graph's order.
    const places = new Map(["input", ...this.#nodes.map(({ id }) => id)].map((id, place) => [id, place]));
    const sorted = (roots: Iterable<string>) =>
      [...roots].sort((a, b) => (places.get(a) ?? 0) - (places.get(b) ?? 0));
    const graph: Graph = {
      input: placeholders(this.#workflow),
      nodes: this.#nodes.map((node) => ({ ...node, depends: sorted(node.depends) })),
      output: { depends: sorted(rootsOf(fields)), fields },
    };
    const neverReused = this.#workflow.calls.filter(({ reuse }) => !reuse).map((call) => this.#idOf(call));
    return { workflow: this.#workflow, graph, origins: this.#origins, neverReused };
  }

  /** Explicit ids first: a generated name must avoid those. */
  #nameCalls(): void {
    const { calls } = this.#workflow;
    for (const call of calls) {
      if (call.id === undefined) continue;
      if (!this.#names.reserve(call.id)) throw new Error(`falc: two calls have the id ${call.id}`);
      this.#ids.set(call, call.id);
    }
    for (const call of calls) {
      if (this.#ids.has(call)) continue;
      this.#ids.set(call, this.#names.name(call.name ?? call.promiseName ?? call.callee));
    }
  }

  #idOf(call: Call): string {
    const id = this.#ids.get(call);
    if (id === undefined) throw new Error("falc: a reference to a call that is not in the workflow");
    return id;
  }

  #value(data: Data, path: readonly string[]): GraphValue {
    switch (data.kind) {
      case "literal":
        return data.value;
      case "reference":
        return this.#reference(data.reference);
      case "list":
        return data.items.map((item, index) => this.#value(item, [...path, String(index + 1)]));
      case "record":
        return this.#record(data, path);
      case "text": {
        const { id, node, output } = this.#texts.lower(data, path);
        if (node !== undefined) {
          this.#nodes.push(node);
          this.#origins.set(id, { span: data.span, trail: [] });
        }
        return { kind: "reference", root: id, path: [output] };
      }
      default:
        return unreachable(data);
    }
  }

  #record(data: RecordData, path: readonly string[]): GraphRecord {
    const fields = new Map<string, GraphValue>();
    for (const [key, value] of data.fields) fields.set(key, this.#value(value, [...path, key]));
    return { kind: "record", fields };
  }

  #reference({ root, path }: ReferenceValue): Reference {
    return { kind: "reference", root: root === "input" ? "input" : this.#idOf(root), path };
  }
}

/** The roots that a value refers to, without duplicates. */
function rootsOf(value: GraphValue): Set<string> {
  return new Set(listReferences(value).map(({ root }) => root));
}

/** Defaults, or a value of the field's type, as in fal's own examples. */
function placeholders({ inputSchema }: EvaluatedWorkflow): Map<string, Json> {
  const fields = Object.entries(inputSchema.properties ?? {});
  return new Map(fields.map(([name, schema]) => [name, placeholderOf(schema)]));
}
