/**
 * Reads the BARE form, the node map that fal's `workflows/execute` takes: `{ "input": {…}, "photo": { "id":
 * "photo", "type": "run", … }, "output": {…} }`. The JSON is untrusted: nothing about it is assumed, and its
 * keys go only into maps.
 */
import { isJsonObject } from "../../lib/json.ts";
import type { Json, JsonObject } from "../../lib/json.ts";
import { isEndpointId } from "../endpoint-id.ts";
import { quote } from "../../lib/quote.ts";
import type { Graph, GraphRecord, RunNode } from "../types.ts";
import { validate } from "../validate.ts";
import { MAX_DEPTH, readRecord } from "./value.ts";

/**
 * The graph with its nodes in order, or every problem found, in plain words. Duplicates in `depends` are
 * removed, `metadata` (positions on the editor's canvas) is dropped, and the output node may have any id.
 */
export function readBare(json: unknown): { graph: Graph } | { problems: readonly string[] } {
  if (!isJsonObject(json)) return { problems: [`a workflow is an object of nodes, not ${describe(json)}`] };
  const problems: string[] = [];
  const ids = new Set(Object.keys(json));
  const nodes: RunNode[] = [];
  const outputs: { readonly id: string; readonly output: Graph["output"] }[] = [];
  let input: Graph["input"] | undefined;

  for (const [id, node] of Object.entries(json)) {
    const reader = new NodeReader(id, node, ids, problems);
    const type = reader.type();
    if (type === undefined) continue;
    const depends = reader.depends();
    if (type === "input") input = reader.literals(depends);
    if (type === "run") nodes.push({ id, app: reader.app(), depends, input: reader.record("input") });
    if (type === "display") outputs.push({ id, output: { depends, fields: reader.record("fields") } });
  }

  const [first, ...others] = outputs;
  if (!ids.has("input")) problems.push('the "input" node is missing');
  if (others.length > 0) {
    problems.push(
      `only one display node is allowed, but there are ${outputs.map(({ id }) => quote(id)).join(", ")}`,
    );
  } else if (first === undefined) {
    problems.push("there is no display node, so the workflow has no output");
  } else {
    reportWaitingForOutput(first.id, nodes, problems);
  }
  if (problems.length > 0 || input === undefined || first === undefined) return { problems };
  return validate({ input, nodes, output: first.output });
}

const TYPES = ["input", "run", "display"] as const;
type NodeType = (typeof TYPES)[number];

const KEYS: Readonly<Record<NodeType, readonly string[]>> = {
  input: ["id", "type", "depends", "input", "metadata"],
  run: ["id", "type", "depends", "app", "input", "metadata"],
  // The editor writes an empty `input` into display nodes.
  display: ["id", "type", "depends", "fields", "input", "metadata"],
};

/** Reads the parts of one node. An invalid part is reported and replaced by an empty one. */
class NodeReader {
  readonly #id: string;
  readonly #node: ReadonlyMap<string, Json>;
  readonly #ids: ReadonlySet<string>;
  readonly #problems: string[];
  readonly #usable: boolean;

  constructor(id: string, node: Json, ids: ReadonlySet<string>, problems: string[]) {
    this.#id = id;
    this.#ids = ids;
    this.#problems = problems;
    this.#usable = isJsonObject(node);
    this.#node = new Map(isJsonObject(node) ? Object.entries(node) : []);
    if (!this.#usable) this.#report(`is ${describe(node)}, not an object`);
  }

  /** The node's type, after checking its id and keys; `undefined` if the rest is not worth reading. */
  type(): NodeType | undefined {
    if (!this.#usable) return undefined;
    const id = this.#node.get("id");
    const found = this.#node.get("type");
    const type = TYPES.find((name) => name === found);
    if (id === undefined) this.#report('"id" is missing');
    else if (id !== this.#id) this.#report(`its id is ${show(id)}; the key and the id must be the same`);
    if (!isNodeId(this.#id)) this.#report("this is not a valid node id");
    if (type === undefined) {
      const problem = found === undefined ? '"type" is missing' : `unknown type ${show(found)}`;
      this.#report(`${problem}; it must be "input", "run" or "display"`);
      return undefined;
    }
    for (const key of this.#node.keys()) {
      if (!KEYS[type].includes(key))
        this.#report(`unknown key ${quote(key)} in a node of type ${quote(type)}`);
    }
    this.#reportReserved(type);
    return type;
  }

  #reportReserved(type: NodeType): void {
    if (type === "input" && this.#id !== "input") this.#report('the input node must be called "input"');
    if (type !== "input" && this.#id === "input") this.#report('"input" is reserved for the input node');
    if (type === "run" && this.#id === "output") this.#report('"output" is reserved for the display node');
  }

  depends(): readonly string[] {
    const list = this.#node.get("depends");
    if (!Array.isArray(list)) {
      const problem = list === undefined ? '"depends" is missing' : `"depends" is ${describe(list)}`;
      this.#report(`${problem}; it must be an array of node ids, even when empty`);
      return [];
    }
    const ids = new Set<string>();
    for (const id of list) {
      if (typeof id === "string") ids.add(id);
      else this.#report(`"depends" holds ${describe(id)}; it must be an array of node ids`);
    }
    return [...ids];
  }

  app(): string {
    const app = this.#node.get("app");
    if (typeof app === "string" && isEndpointId(app)) return app;
    const problem = app === undefined ? '"app" is missing' : `${show(app)} is not a valid endpoint id`;
    this.#report(`${problem}; "app" must look like "fal-ai/flux/dev"`);
    return "";
  }

  record(key: "input" | "fields"): GraphRecord {
    return readRecord(this.#object(key), key, this.#ids, (problem) => this.#report(problem));
  }

  /** The input node's defaults. fal allows no references there. */
  literals(depends: readonly string[]): ReadonlyMap<string, Json> {
    if (depends.length > 0) this.#report("the input node cannot depend on anything");
    const fields = Object.entries(this.#object("input"));
    for (const [key, value] of fields) this.#reportDollars(value, `input.${key}`, 1);
    return new Map(fields);
  }

  #reportDollars(value: Json, place: string, depth: number): void {
    if (typeof value === "string" && value.startsWith("$")) {
      this.#report(`${place}: ${quote(value)} starts with $, but the input node holds plain values only`);
    }
    if (typeof value !== "object" || value === null) return;
    if (depth > MAX_DEPTH)
      return this.#report(`${place.slice(0, 80)}…: is nested deeper than ${MAX_DEPTH} levels`);
    for (const [key, item] of Object.entries(value)) this.#reportDollars(item, `${place}.${key}`, depth + 1);
  }

  #object(key: string): JsonObject {
    const value = this.#node.get(key);
    if (value !== undefined && isJsonObject(value)) return value;
    const problem = value === undefined ? "is missing" : `is ${describe(value)}`;
    this.#report(`${quote(key)} ${problem}; it must be an object`);
    return {};
  }

  #report(problem: string): void {
    this.#problems.push(`node ${quote(this.#id)}: ${problem}`);
  }
}

/**
 * fal's editor generates ids with `/`, `-`, `.` and spaces. Refused are ids that could not be displayed,
 * referenced or stored.
 */
function isNodeId(id: string): boolean {
  return id.length <= 256 && /^[^\p{C}$"'[\]{}]+$/u.test(id) && id !== "__proto__";
}

function reportWaitingForOutput(outputId: string, nodes: readonly RunNode[], problems: string[]): void {
  for (const node of nodes) {
    if (node.depends.includes(outputId)) {
      problems.push(
        `node ${quote(node.id)} depends on ${quote(outputId)}, the output, which comes after all nodes`,
      );
    }
  }
}

function show(value: Json): string {
  return typeof value === "string" ? quote(value) : describe(value);
}

function describe(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "an array";
  if (typeof value === "object") return "an object";
  if (typeof value === "undefined") return "nothing";
  return `a ${typeof value}`;
}
