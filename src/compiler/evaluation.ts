/**
 * What the second stage gives and all later ones work on: the calls of a workflow, with what they send, and what it
 * returns. Calls and references to their results refer to each other, so their types are in one file.
 */
import type { Endpoint } from "../endpoints/catalog.ts";
import type { Schema } from "../schema/schema.ts";
import type { Span } from "../diagnostics/span.ts";
import type { Located, Module } from "./1-parse/module.ts";
import type { Task } from "./2-evaluate/machine/task.ts";
import type { TS } from "./typescript.ts";

/** What a workflow does, independent of how it was written. */
export interface EvaluatedWorkflow {
  readonly name: string;
  readonly title: string | undefined;
  readonly description: string | undefined;
  /** For the input object. */
  readonly inputSchema: Schema;
  /** Where each of its fields is declared. */
  readonly inputFields: ReadonlyMap<string, Span>;
  /** The name of the workflow's parameter; `undefined` if it is destructured. */
  readonly inputName: string | undefined;
  /** In evaluation order, which is source order. */
  readonly calls: readonly Call[];
  /** Endpoints that the workflow declares itself. */
  readonly declared: readonly Endpoint[];
  readonly output: RecordData;
}

export interface Evaluation {
  /** All calls that were evaluated, even if something else was refused: see `Call.trust`. */
  readonly calls: readonly Call[];
  /** Every file the workflow reaches, by path. */
  readonly modules: ReadonlyMap<string, Module>;
  /** The schema of the workflow's input object as declared; `undefined` if it could not be read. */
  readonly inputSchema: Schema | undefined;
  /** The function that is the workflow; `undefined` if the default export is none. */
  readonly fn: Located<TS.SignatureDeclaration> | undefined;
  /** The type or the zod expression that declares its input; `undefined` if there is none. */
  readonly inputDeclaration: Located | undefined;
  /** Ids used for models that neither the catalogue nor the workflow knows, sorted. */
  readonly unknownEndpoints: readonly string[];
  /** Endpoints that the workflow declares itself, by id. */
  readonly declared: ReadonlyMap<string, Endpoint>;
  /** Whether the default export is known to be something other than a function that returns a promise. */
  readonly isOther: boolean;
  /** How much was evaluated: with other decisions, it would be another number. */
  readonly steps: number;
  /** `undefined` after an error was reported. */
  readonly workflow: EvaluatedWorkflow | undefined;
}

/** A model call, which becomes a node. */
export interface Call {
  /** Counts from 0 in the order of evaluation, which is the order of the nodes. */
  readonly index: number;
  readonly endpoint: string;
  /** As declared by the model that is called. */
  readonly known: Endpoint | undefined;
  readonly node: TS.Node;
  /** The node's. */
  readonly span: Span;
  /** The calls of helpers that led here, outermost first. */
  readonly trail: readonly Span[];
  readonly input: RecordData;
  readonly trust: Trust;
  /** Calls that have to finish first although no data flows from them. */
  readonly after: readonly Call[];
  /** From `{ id }`. */
  readonly id: string | undefined;
  /** From `{ reuse }`: whether an answer of an earlier run may stand for its own. */
  readonly reuse: boolean;
  /** The callee's own name, with the helpers' prefixes: the name if no variable holds the result. */
  readonly callee: BoundName;
  /** The first variable that held the whole result. */
  name: BoundName | undefined;
  /** The first variable that held the promise: the name if no variable holds the result. */
  promiseName: BoundName | undefined;
  awaited: boolean;
  /** The code that awaited it first. */
  awaitedBy: Task | undefined;
  /** The earlier calls that create something on the server, and were awaited when this one was made. */
  readonly finishedBefore: readonly Call[];
  /** Whether any node or the output refers to it, or waits for it. */
  used: boolean;
}

/** A variable's name, with the variables that the enclosing helpers' results are bound to: `hero_photo`. */
export interface BoundName {
  readonly segments: readonly string[];
  /** Whether it was bound inside a loop or a callback, so that there may be several. */
  readonly repeated: boolean;
}

/**
 * How far a call's input is what would be sent, after errors: all of it; what is present, while a refused statement
 * may have added more; none, if it was refused or depends on a guess. Without errors, all of it.
 */
export type Trust = "all" | "present" | "none";

/** A value that exists only at run time. */
export interface ReferenceValue {
  readonly kind: "reference";
  readonly root: "input" | Call;
  readonly path: readonly (string | number)[];
  /** What is known about the value; `undefined` if nothing is. */
  readonly schema: Schema | undefined;
  /** Whether its owner may lack it: an optional field, an item of a list. */
  readonly mayBeMissing: boolean;
  /**
   * An optional field of a model's answer, as written by the author, `made.thumbnail`, until a `!` asserts that it
   * exists.
   */
  readonly unsure?: string | undefined;
  /**
   * Where an optional input field was read for which the interface has a default. A run fills it in and a direct call
   * does not, so a default in the code has to be the same: see `compare-defaults.ts`.
   */
  readonly filledAt?: TS.Node | undefined;
}

/** A string that contains references. Adjacent strings are merged and none is empty. */
export interface TextValue {
  readonly kind: "text";
  readonly parts: readonly (string | ReferenceValue)[];
  /** The first variable that held it. */
  name: BoundName | undefined;
}

/**
 * A value at the moment it was passed to a call or returned: a copy, so that later changes to the author's arrays and
 * objects do not affect it. Plain JSON with references and texts at the leaves. Its nodes are the expressions
 * where lists and objects are written out; otherwise, the enclosing expression.
 */
export type Data = LiteralData | ReferenceData | TextData | ListData | RecordData;

/** Where a value is written. */
export interface Written {
  /** The expression without parentheses and type assertions, or `...photo` and `photo` in an object. */
  readonly node: TS.Node;
  /** The node's. */
  readonly span: Span;
}

export interface LiteralData extends Written {
  readonly kind: "literal";
  readonly value: string | number | boolean | null;
  /** The literal of the source that it is, which may be far from where it is sent; `undefined` if it was computed. */
  readonly written?: TS.Expression | undefined;
}

export interface ReferenceData extends Written {
  readonly kind: "reference";
  readonly reference: ReferenceValue;
}

export interface TextData extends Written {
  readonly kind: "text";
  readonly text: TextValue;
}

export interface ListData extends Written {
  readonly kind: "list";
  readonly items: readonly Data[];
}

export interface RecordData extends Written {
  readonly kind: "record";
  readonly fields: ReadonlyMap<string, Data>;
  /** The span of each field's name; the whole expression if the object is not written out. */
  readonly keys: ReadonlyMap<string, Span>;
  /** Fields whose values were refused, which are among the keys, but not among the fields. */
  readonly refused?: ReadonlyMap<string, Written>;
}
