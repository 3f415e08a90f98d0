/** A graph without the nodes whose outputs are known already: what has to be sent, so that nothing is paid for twice. */
import { valueOf } from "../graph/record-of.ts";
import {
  type Graph,
  type GraphRecord,
  type GraphValue,
  isRecord,
  isReference,
  type RunNode,
} from "../graph/types.ts";
import type { Json, JsonObject } from "../lib/json.ts";
import { findReference } from "./resolve-reference.ts";
import { UnresolvedReference } from "./unresolved-reference.ts";

export interface Remaining {
  readonly graph: Graph;
  readonly input: JsonObject;
}

/**
 * The nodes that are not held, with the values of references to those that are, in their inputs and in the output. A text
 * that fal would read as a reference, `$5 off`, becomes a field of the input. A value of the output that is missing is left
 * out, as when a run ends. Throws `UnresolvedReference` for one that a node needs. `held`: outputs by node id. Linear.
 */
export function remainingGraph(graph: Graph, input: JsonObject, held: ReadonlyMap<string, Json>): Remaining {
  if (held.size === 0) return { graph, input };
  const writer = new ValueWriter(graph, input, held);
  const nodes = graph.nodes.filter(({ id }) => !held.has(id)).map((node) => writer.writeNode(node));
  const fields = writer.write(graph.output.fields, () => undefined) as GraphRecord;
  const output = { depends: writer.dependsOf(graph.output.depends), fields };
  return {
    graph: { input: new Map([...graph.input, ...writer.placeholders()]), nodes, output },
    input: { ...input, ...Object.fromEntries(writer.texts) },
  };
}

class ValueWriter {
  /** Field of the input → text. */
  readonly texts = new Map<string, string>();
  readonly #taken: ReadonlySet<string>;
  readonly #held: ReadonlyMap<string, Json>;
  #needsInput = false;

  constructor({ input: fields }: Graph, input: JsonObject, held: ReadonlyMap<string, Json>) {
    this.#held = held;
    this.#taken = new Set([...fields.keys(), ...Object.keys(input)]);
  }

  writeNode(node: RunNode): RunNode {
    this.#needsInput = false;
    const fail = (error: UnresolvedReference): undefined => {
      throw error;
    };
    // A record stays one.
    const input = this.write(node.input, fail) as GraphRecord;
    return { ...node, input, depends: this.dependsOf(node.depends) };
  }

  /** For what was written since the last node began. */
  dependsOf(depends: readonly string[]): readonly string[] {
    const left = depends.filter((id) => !this.#held.has(id));
    const isMissing = this.#needsInput && !left.includes("input");
    this.#needsInput = false;
    return isMissing ? ["input", ...left] : left;
  }

  placeholders(): readonly (readonly [string, Json])[] {
    return [...this.texts.keys()].map((name) => [name, ""] as const);
  }

  /** `missing`: what takes the place of a value that is not there; `undefined` is nothing. */
  write(value: GraphValue, missing: (error: UnresolvedReference) => undefined): GraphValue | undefined {
    if (isReference(value)) {
      if (!this.#held.has(value.root)) return value;
      const found = findReference(value, { input: {}, outputs: this.#held });
      return found instanceof UnresolvedReference ? missing(found) : this.#literal(valueOf(found));
    }
    if (isRecord(value)) {
      const fields = new Map<string, GraphValue>();
      for (const [key, field] of value.fields) {
        const written = this.write(field, missing);
        if (written !== undefined) fields.set(key, written);
      }
      return { kind: "record", fields };
    }
    return Array.isArray(value)
      ? (value as readonly GraphValue[]).map((item) => this.write(item, missing) ?? null)
      : value;
  }

  /** fal has no escape for a text that begins with `$`. */
  #literal(value: GraphValue): GraphValue {
    if (typeof value === "string") return value.startsWith("$") ? this.#asInput(value) : value;
    if (isRecord(value)) {
      const fields = [...value.fields].map(([key, field]) => [key, this.#literal(field)] as const);
      return { kind: "record", fields: new Map(fields) };
    }
    return Array.isArray(value) ? (value as readonly GraphValue[]).map((item) => this.#literal(item)) : value;
  }

  #asInput(text: string): GraphValue {
    this.#needsInput = true;
    let number = this.texts.size + 1;
    while (this.#taken.has(`held_${number}`) || this.texts.has(`held_${number}`)) number += 1;
    const name = `held_${number}`;
    this.texts.set(name, text);
    return { kind: "reference", root: "input", path: [name] };
  }
}
