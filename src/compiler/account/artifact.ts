/**
 * The emitted graph, read back from its text and compared with what calls received: every field must be there with
 * its value, and nothing else. Shows where each value is found.
 */
import { reuseKey } from "../../graph/reuse.ts";
import type { Schema } from "../../schema/schema.ts";
import { isJsonObject as isObject, type Json, type JsonObject } from "../../lib/json.ts";
import type { EmittedWorkflow } from "../5-emit/emit.ts";
import type { Call, ReferenceValue } from "../evaluation.ts";
import type { Value } from "../2-evaluate/values/values.ts";
import { printPosition } from "../../diagnostics/span.ts";
import type { CoverageProblem } from "./coverage.ts";
import type { Interface } from "./interface.ts";
import type { Recording, SentCall } from "./recording.ts";
import { isLeftOut, type Sent } from "./sent.ts";
import { standInFor } from "./stand-in.ts";
import { mergeText, partsOfText as textParts } from "./laws/text-laws.ts";

/** Where a value, or an object's key, is found: `photo.input.prompt`. */
export type Found = ReadonlyMap<Value, ReadonlySet<string>>;

export interface Comparison {
  readonly problems: readonly CoverageProblem[];
  readonly found: Found;
  /** For each object that was sent: the keys that are in the artifact, with their locations. */
  readonly keys: ReadonlyMap<Value, ReadonlyMap<string, ReadonlySet<string>>>;
  /** For each object that was sent: the undefined keys, which JSON omits. */
  readonly leftOut: ReadonlyMap<Value, ReadonlySet<string>>;
  readonly nodes: ReadonlyMap<Call, string>;
  /** The nodes of calls that say `reuse: false`. */
  readonly neverReused: readonly string[];
}

export function compareArtifact(
  recording: Recording,
  { input }: Interface,
  emitted: EmittedWorkflow,
): Comparison {
  return new Comparing(recording, input, emitted).run();
}

/** The endpoints that join texts, which falc adds. */
const textEndpoints = new Set(["fal-ai/text-concat", "fal-ai/workflow-utilities/merge-text"]);

/** By type of node: its keys besides id, type and dependencies. */
const keysOf: Readonly<Record<string, readonly string[]>> = {
  input: ["input"],
  run: ["app", "input"],
  display: ["fields"],
};

class Comparing implements Comparison {
  readonly problems: CoverageProblem[] = [];
  readonly found = new Map<Value, Set<string>>();
  readonly keys = new Map<Value, Map<string, Set<string>>>();
  readonly leftOut = new Map<Value, Set<string>>();
  readonly nodes = new Map<Call, string>();
  readonly neverReused: string[] = [];

  readonly #recording: Recording;
  readonly #interface: Schema;
  readonly #emitted: EmittedWorkflow;
  readonly #graph: JsonObject;
  readonly #order: ReadonlyMap<string, number>;
  /** Paths in the graph with a value in the source. */
  readonly #claimed = new Set<string>();
  /** Roots that a node's fields refer to, which are its dependencies. */
  readonly #roots = new Map<string, Set<string>>();

  constructor(recording: Recording, inputSchema: Schema, emitted: EmittedWorkflow) {
    this.#recording = recording;
    this.#interface = inputSchema;
    this.#emitted = emitted;
    this.#graph = JSON.parse(emitted.graph) as JsonObject;
    this.#order = new Map(Object.keys(this.#graph).map((id, place) => [id, place]));
  }

  run(): Comparison {
    this.#findNodes();
    for (const sent of this.#recording.calls) this.#compareCall(sent);
    this.#compareOutput();
    this.#compareInput();
    for (const id of Object.keys(this.#graph)) this.#compareNode(id);
    return this;
  }

  /** A call and its node have the same source location; several nodes of one location are in the order of the calls. */
  #findNodes(): void {
    const free = new Map<string, string[]>();
    for (const [id, node] of Object.entries(this.#graph)) {
      const place = this.#emitted.sourceMap[id];
      if (place === undefined || !isObject(node) || node.type !== "run") continue;
      const key = `${place.file}:${place.line}:${place.column} ${String(node.app)}`;
      const ids = free.get(key) ?? [];
      ids.push(id);
      free.set(key, ids);
    }
    for (const ids of free.values()) ids.reverse();
    for (const { call } of this.#recording.calls) {
      const where = printPosition(call.span);
      const id = free.get(`${where} ${call.endpoint}`)?.pop();
      if (id !== undefined) this.nodes.set(call, id);
      else this.#problem(where, `this call of ${call.endpoint} has no node in the graph`);
    }
  }

  #compareCall({ call, callee, input, options }: SentCall): void {
    const id = this.nodes.get(call);
    const node = id === undefined ? undefined : this.#graph[id];
    if (id === undefined || !isObject(node)) return;
    this.#claimed.add(id);
    const { calledFrom = [] } = this.#emitted.sourceMap[id] ?? {};
    const trail = calledFrom.map(({ file, line, column }) => `${file}:${line}:${column}`);
    if (!isSame(trail, call.trail.map(printPosition)))
      this.#problem(id, "the source map lacks a call that led here");
    const app = callee.kind === "model" ? callee.endpoint : undefined;
    if (node.app === app) this.#note(callee, `${id}.app`);
    else this.#problem(`${id}.app`, `the source calls ${app ?? "no model"}`);
    this.#compare(input, node.input, `${id}.input`, id);
    if (options !== undefined) this.#compareOptions(options, id);
  }

  #compareOptions(options: Sent, id: string): void {
    if (options.kind !== "record") return;
    this.#note(options.value, id);
    const { id: given, after, reuse } = Object.fromEntries(options.fields);
    if (given !== undefined && !isLeftOut(given)) {
      const isSame = given.value.kind === "known" && given.value.value === id;
      if (!isSame) this.#problem(id, "the call has a different id in the source");
      else this.#noteKey(options.value, "id", given.value, id);
    }
    if (reuse !== undefined && !isLeftOut(reuse)) {
      const isNever = reuse.value.kind === "known" && reuse.value.value === false;
      if (isNever) this.neverReused.push(id);
      // A node of which nothing is said may be reused.
      this.#noteKey(options.value, "reuse", reuse.value, isNever ? `schema.${reuseKey}.${id}` : id);
    }
    if (after === undefined || isLeftOut(after)) return;
    this.#noteKey(options.value, "after", after.value, `${id}.depends`);
    for (const item of after.kind === "list" ? after.items : []) {
      for (const call of callsOf(item.value)) this.#rootsOf(id).add(this.nodes.get(call) ?? "?");
      this.#note(item.value, `${id}.depends`);
    }
  }

  #compareOutput(): void {
    const { output } = this.#recording;
    const node = this.#graph.output;
    if (output === undefined || !isObject(node)) {
      this.#problem("output", "the graph has no output");
      return;
    }
    this.#claimed.add("output");
    this.#compare(output, node.fields, "output.fields", "output");
  }

  /** The input node has a value for each field of the interface: its default if it has one. */
  #compareInput(): void {
    const node = this.#graph.input;
    if (!isObject(node) || !isObject(node.input)) return this.#problem("input", "the graph has no input");
    const fields = node.input;
    const { properties = {} } = this.#interface;
    this.#claimed.add("input");
    if (Object.keys(properties).length === 0) this.#claimed.add("input.input");
    for (const [key, schema] of Object.entries(properties)) {
      const path = `input.input.${key}`;
      this.#claim(path, fields[key]);
      if (!Object.hasOwn(fields, key))
        this.#problem(path, "the interface has this field, but the graph does not");
      else if (!isSame(fields[key], standInFor(schema)))
        this.#problem(path, `the interface asks for ${JSON.stringify(standInFor(schema))} here`);
    }
  }

  /** The reverse: everything in a node has a source, and it waits for what it refers to. */
  #compareNode(id: string): void {
    const node = this.#graph[id];
    if (!isObject(node)) return this.#problem(id, "this is not a node");
    if (!this.#claimed.has(id)) return this.#problem(id, "no call in the source produced this node");
    this.#compareForm(id, node);
    const { depends, input, fields } = node;
    for (const [name, part] of Object.entries({ input, fields })) {
      for (const path of leavesOf(part, `${id}.${name}`)) {
        if (!this.#claimed.has(path)) this.#problem(path, "nothing in the source produced this");
      }
    }
    // The input and all nodes, in the graph's order.
    const place = (root: string) => this.#order.get(root) ?? 0;
    const expected = [...this.#rootsOf(id)].sort((a, b) => place(a) - place(b));
    if (!isSame(depends, expected)) {
      const given = Array.isArray(depends) ? depends.map(String) : [];
      this.#problem(
        `${id}.depends`,
        `the source asks for [${expected.join(", ")}], but this is [${given.join(", ")}]`,
      );
    }
  }

  /** What a node has whatever the source says: its id, its type, and the keys of that type. */
  #compareForm(id: string, node: JsonObject): void {
    const type = id === "input" ? "input" : id === "output" ? "display" : "run";
    if (node.id !== id) this.#problem(`${id}.id`, `the node is called ${id}`);
    if (node.type !== type) this.#problem(`${id}.type`, `this is a node of type ${type}`);
    const expected = new Set(["id", "type", "depends", ...(keysOf[type] ?? [])]);
    for (const key of Object.keys(node)) {
      if (!expected.delete(key)) this.#problem(`${id}.${key}`, "nothing in the source produced this");
    }
    for (const key of expected) this.#problem(`${id}.${key}`, "the node lacks this");
  }

  /** `owner`: the node whose content is compared. */
  #compare(sent: Sent, json: Json | undefined, path: string, owner: string): void {
    if (sent.kind === "leaf") return this.#compareLeaf(sent.value, json, path, owner);
    this.#note(sent.value, path);
    if (sent.kind === "list") {
      if (!Array.isArray(json)) return this.#problem(path, "the source has an array here");
      this.#claim(path, json.length === 0 ? json : undefined);
      if (json.length !== sent.items.length) {
        this.#problem(
          path,
          `the source has ${sent.items.length} elements here, but the graph has ${json.length}`,
        );
      }
      for (const [index, item] of sent.items.entries()) {
        this.#compare(item, json[index], `${path}.${index}`, owner);
      }
      return;
    }
    if (!isObject(json)) return this.#problem(path, "the source has an object here");
    let kept = 0;
    for (const [key, field] of sent.fields) {
      if (isLeftOut(field)) {
        const keys = this.leftOut.get(sent.value) ?? new Set();
        this.leftOut.set(sent.value, keys.add(key));
        continue;
      }
      kept += 1;
      if (!Object.hasOwn(json, key)) {
        this.#problem(`${path}.${key}`, "the source sends this, but it is not in the graph");
        continue;
      }
      this.#noteKey(sent.value, key, undefined, `${path}.${key}`);
      this.#compare(field, json[key], `${path}.${key}`, owner);
    }
    if (kept === 0) this.#claimed.add(path);
  }

  #compareLeaf(value: Value, json: Json | undefined, path: string, owner: string): void {
    if (value.kind === "reference" && isObject(json)) return this.#compareExpanded(value, json, path, owner);
    this.#claim(path, json);
    this.#note(value, path);
    switch (value.kind) {
      case "known":
        if (!isSame(json, value.value))
          this.#problem(path, `the source has ${JSON.stringify(value.value)} here`);
        return;
      case "reference":
        return this.#compareReference(value, json, path, owner);
      case "text":
        return this.#compareText(value, json, path, owner);
      default:
        this.#problem(path, `the source has ${value.kind} here, which is not JSON`);
    }
  }

  /** `flux(input)`: one reference for each field of the interface. */
  #compareExpanded(value: ReferenceValue, json: JsonObject, path: string, owner: string): void {
    this.#note(value, path);
    const fields = Object.keys(value.schema?.properties ?? {});
    if (fields.length === 0) this.#claimed.add(path);
    for (const key of fields) {
      const place = `${path}.${key}`;
      this.#claim(place, json[key]);
      this.#compareReference({ ...value, path: [...value.path, key] }, json[key], place, owner);
    }
  }

  #compareReference(value: ReferenceValue, json: Json | undefined, path: string, owner: string): void {
    const written = this.#write(value);
    if (value.root === "input" && mayBeMissing(this.#interface, value.path))
      this.#problem(path, `a run may leave out ${written}, which has no default`);
    if (json !== written) this.#problem(path, `the source has ${written} here`);
    this.#rootsOf(owner).add(rootOf(written));
  }

  #write({ root, path }: ReferenceValue): string {
    return `$${[root === "input" ? "input" : (this.nodes.get(root) ?? "?"), ...path].join(".")}`;
  }

  /** A text with references is a separate node, which may have several uses. */
  #compareText(value: Value, json: Json | undefined, path: string, owner: string): void {
    const expected = mergeText(textParts(value) ?? []).map((part) =>
      typeof part === "string" ? part : this.#write(part as ReferenceValue),
    );
    const [, id = "", output = ""] = /^\$(\w+)\.(results|text)$/.exec(String(json)) ?? [];
    const node = this.#graph[id];
    if (!isObject(node) || !isObject(node.input) || !textEndpoints.has(String(node.app))) {
      return this.#problem(path, "the source has a string with references in it here");
    }
    this.#rootsOf(owner).add(id);
    this.#claimed.add(id);
    const { text1, text2, texts, separator } = node.input;
    const isPair = node.app === "fal-ai/text-concat" && output === "results";
    const isList =
      node.app === "fal-ai/workflow-utilities/merge-text" && output === "text" && separator === "";
    const given = isPair ? [text1, text2] : isList && Array.isArray(texts) ? texts : [];
    if (!isSame(given, expected)) {
      this.#problem(`${id}.input`, `the source joins ${JSON.stringify(expected)} here`);
    }
    for (const place of isPair
      ? ["text1", "text2"]
      : ["separator", ...given.map((_, index) => `texts.${index}`)]) {
      this.#claimed.add(`${id}.input.${place}`);
    }
    for (const part of textParts(value) ?? []) {
      if (typeof part === "string") continue;
      this.#rootsOf(id).add(rootOf(this.#write(part)));
      this.#note(part, `${id}.input`);
    }
  }

  #rootsOf(id: string): Set<string> {
    const roots = this.#roots.get(id) ?? new Set();
    this.#roots.set(id, roots);
    return roots;
  }

  #claim(path: string, json: Json | undefined): void {
    for (const leaf of leavesOf(json, path)) this.#claimed.add(leaf);
  }

  #note(value: Value, path: string): void {
    const places = this.found.get(value) ?? new Set();
    this.found.set(value, places.add(path));
  }

  /** `value`: the key's value, if nothing else will record it. */
  #noteKey(owner: Value, key: string, value: Value | undefined, path: string): void {
    const keys = this.keys.get(owner) ?? new Map<string, Set<string>>();
    this.keys.set(owner, keys);
    keys.set(key, (keys.get(key) ?? new Set()).add(path));
    if (value !== undefined) this.#note(value, path);
  }

  #problem(where: string, message: string): void {
    this.problems.push({ where, message });
  }
}

/** Whether a field on the way is neither required nor filled in. What is in a union or a list is not looked into. */
function mayBeMissing(schema: Schema, path: readonly (string | number)[]): boolean {
  let inner: Schema | undefined = schema;
  for (const step of path) {
    const { properties = {}, required = [] }: Schema = inner ?? {};
    const field: Schema | undefined = Object.hasOwn(properties, step) ? properties[step] : undefined;
    if (field === undefined) return false;
    if (!required.includes(String(step)) && field.default === undefined) return true;
    inner = field;
  }
  return false;
}

function callsOf(value: Value): readonly Call[] {
  if (value.kind === "pending") return value.calls;
  return value.kind === "reference" && value.root !== "input" ? [value.root] : [];
}

/** `$photo.images.0` → `photo` */
function rootOf(reference: string): string {
  return /^\$([^.]*)/.exec(reference)?.[1] ?? "";
}

/** The paths of all leaves; an empty list or object is one. */
function leavesOf(json: Json | undefined, path: string): readonly string[] {
  if (json === undefined) return [];
  if (typeof json !== "object" || json === null) return [path];
  const entries = Object.entries(json);
  return entries.length === 0
    ? [path]
    : entries.flatMap(([key, value]) => leavesOf(value as Json, `${path}.${key}`));
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
