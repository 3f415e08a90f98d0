/** What was observed while a workflow was evaluated: per node of the syntax trees, and per call. */
import type { Schema } from "../../schema/schema.ts";
import { ts, type TS } from "../typescript.ts";
import type { Completion, GeneratorFrame } from "../2-evaluate/machine/machine.ts";
import type { Call } from "../evaluation.ts";
import type { CallSite, FunctionNode, Value } from "../2-evaluate/values/values.ts";
import type { InputDefault } from "../2-evaluate/interface/input-defaults.ts";
import type { Sent } from "./sent.ts";
import type { SwitchCases } from "./switch-cases.ts";

/** Properties of a value at the moment it was observed, because lists and objects change. */
export interface Seen {
  truthy: boolean;
  falsy: boolean;
  /** null or undefined. */
  nothing: boolean;
  something: boolean;
  /** Had elements to iterate over; unknown in advance for an iterator. */
  elements: boolean;
}

export interface SentCall {
  readonly node: CallSite["node"];
  readonly callee: Value;
  readonly input: Sent;
  readonly options: Sent | undefined;
  readonly call: Call;
}

/** A rule whose result does not match its children's values. */
export interface Gap {
  readonly node: TS.Node;
  readonly message: string;
}

export class Recording {
  readonly values = new Map<TS.Node, Set<Value>>();
  readonly seen = new Map<TS.Node, Seen>();
  readonly switches = new Map<TS.SwitchStatement, SwitchCases>();
  readonly completions = new Map<TS.Node, Set<Completion["kind"]>>();
  /** Left by a throw, at least once. */
  readonly threw = new Set<TS.Node>();
  /** Classes of which an object was observed. */
  readonly made = new Set<TS.Node>();
  /** Functions whose code ran. */
  readonly invoked = new Set<FunctionNode>();
  /** Generator functions whose code has run at least in part. */
  readonly begun = new Set<FunctionNode>();
  /** Where generators are paused now. */
  readonly pauses = new Map<GeneratorFrame, TS.YieldExpression>();
  /** The `yield`s at which a generator was left paused, and the code around them. */
  readonly left = new Set<TS.Node>();
  /** Parameters and elements of patterns for which there was no value, so that their default was needed. */
  readonly missing = new Set<TS.Node>();
  /** Value → the values it was made from. Results are new values, so the graph has no cycles. */
  readonly sources = new Map<Value, Set<Value>>();
  /** List or object → its initial parts: relevant if something is made from the whole. */
  readonly parts = new Map<Value, Set<Value>>();
  readonly calls: SentCall[] = [];
  readonly gaps: Gap[] = [];
  /** Defaults of optional input fields in the body. */
  inputDefaults: readonly InputDefault[] = [];
  /** The exports that were read from the workflow file. */
  readonly exports = new Map<string, Value>();
  /** The workflow's own function. */
  workflow: FunctionNode | undefined;
  /** The input's interface, without defaults from the body. */
  input: Schema | undefined;
  output: Sent | undefined;

  addLeft(node: TS.YieldExpression): void {
    let each: TS.Node = node;
    for (; !ts.isFunctionLike(each); each = each.parent) this.left.add(each);
  }

  addValue(node: TS.Node, value: Value): void {
    const values = this.values.get(node);
    if (values === undefined) this.values.set(node, new Set([value]));
    else values.add(value);
    if (value.kind === "object") {
      for (let each = value.class; each !== undefined; each = each.base)
        if (each.own) this.made.add(each.own.node);
    }
    const seen = this.seen.get(node) ?? nothingObserved();
    this.seen.set(node, seen);
    noteObserved(value, seen);
  }

  addSources(value: Value, operands: readonly Value[]): void {
    add(this.sources, value, operands);
  }

  addParts(value: Value, parts: readonly Value[]): void {
    add(this.parts, value, parts);
  }

  addCompletion(node: TS.Node, kind: Completion["kind"]): void {
    const kinds = this.completions.get(node);
    if (kinds === undefined) this.completions.set(node, new Set([kind]));
    else kinds.add(kind);
  }
}

function add(sets: Map<Value, Set<Value>>, value: Value, members: readonly Value[]): void {
  // A single value represents undefined everywhere: its locations mean nothing.
  if (value.kind === "known" && value.value === undefined) return;
  for (const member of members) {
    if (member === value) continue;
    const set = sets.get(value);
    if (set === undefined) sets.set(value, new Set([member]));
    else set.add(member);
  }
}

function nothingObserved(): Seen {
  return { truthy: false, falsy: false, nothing: false, something: false, elements: false };
}

function noteObserved(value: Value, seen: Seen): void {
  if (value.kind === "known") {
    if (value.value) seen.truthy = true;
    else seen.falsy = true;
    if (value.value === null || value.value === undefined) seen.nothing = true;
    else seen.something = true;
  } else {
    seen.truthy = true;
    seen.something = true;
  }
  if (hasElements(value)) seen.elements = true;
}

function hasElements(value: Value): boolean {
  switch (value.kind) {
    case "known":
      return typeof value.value === "string" && value.value !== "";
    case "array":
      return value.elements.length > 0;
    case "object":
      return Object.keys(value.fields).length > 0;
    case "map":
    case "set":
      return value.entries.size > 0;
    default:
      return false;
  }
}
