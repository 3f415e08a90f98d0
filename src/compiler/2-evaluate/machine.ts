/**
 * What every rule of the evaluator is given: the way back into the evaluator, the report, and the state of the run.
 * Rules live in one file per kind of syntax and never import each other; they meet in `rules.ts`.
 */
import type { Catalog, Endpoint, Schema } from "../../catalog/schema.ts";
import type { Report } from "../../diagnostics/collector.ts";
import type { DiagnosticCode, DiagnosticFacts } from "../../diagnostics/diagnostic.ts";
import type { Span } from "../../diagnostics/span.ts";
import type { Module } from "../1-parse/module.ts";
import type { TS } from "../typescript.ts";
import type { InputDefaults } from "./input-defaults.ts";
import type { TouchLog } from "./task.ts";
import type {
  Activation,
  ArrayValue,
  Call,
  CallSite,
  FunctionNode,
  Resumption,
  FunctionValue,
  Place,
  Poison,
  Thrown,
  Trust,
  Value,
  ErrorName,
  Receiver,
} from "./values.ts";

/** How a statement ended. */
export type Completion =
  | { readonly kind: "normal" }
  /** By a `return`, or at a `yield`, where the consumer asks for it. */
  | { readonly kind: "return"; readonly value: Value; readonly node: TS.Node }
  | {
      readonly kind: "break" | "continue";
      readonly label: string | undefined;
    };

export const normal: Completion = { kind: "normal" };

export type { Activation, Place } from "./values.ts";

export type ExpressionRule<Node extends TS.Expression = never> = (
  node: Node,
  place: Place,
  machine: Machine,
) => Value;

/** Of what can stand in a `?.` chain; `undefined` when the chain ended. */
export type LinkRule<Node extends TS.Expression = never> = (
  node: Node,
  place: Place,
  machine: Machine,
) => Value | undefined;

export type StatementRule<Node extends TS.Statement = never> = (
  node: Node,
  place: Place,
  machine: Machine,
) => Completion;

/** A generator's code between two times that it runs. */
export interface GeneratorFrame {
  readonly node: FunctionNode;
  readonly activation: Activation;
  /** How many `try`s it stopped in. */
  tries: number;
  /** How many model calls and uses of what only the run knows there had been when it stopped. */
  needed: number;
}

export interface Machine {
  readonly report: Report;
  readonly catalog: Catalog;
  readonly touches: TouchLog;
  /** In evaluation order. */
  readonly calls: Call[];
  /** Of these, the ones that make something on the server. */
  readonly makers: Call[];
  /** Of each tagged template that was reached, the list of strings that its tag is given every time. */
  readonly templateStrings: Map<TS.Node, ArrayValue>;
  /** Of the workflow's input object, while its function runs. */
  readonly inputSchema: Schema | undefined;
  /** Of the interface, as the workflow's own code says them. */
  readonly inputDefaults: InputDefaults;
  /** Endpoints that the workflow declares itself, by id. */
  readonly declared: Map<string, Endpoint>;
  /** Ids that neither the catalogue nor the workflow knows. */
  readonly unknownEndpoints: Set<string>;
  readonly workflowName: string;
  /** How often something was changed, or a model called, so far. */
  readonly effects: number;
  /** Whether the workflow function itself is running, not a file's top level. */
  readonly running: boolean;
  /** Every file the workflow reaches, by path. */
  readonly modules: ReadonlyMap<string, Module>;

  /** What a file's own or imported name holds now; `undefined` before its definition, and where there is no such name. */
  valueOf(name: string, module: Module): Value | undefined;
  evaluate(node: TS.Expression, place: Place): Value;
  /** As `evaluate`, where an optional field of the input may be handed on, and need not be used. */
  evaluateHeld(node: TS.Expression, place: Place): Value;
  /** The value for a use of it: what cannot be used is refused. */
  use(value: Value, node: TS.Node, place: { readonly module: Module }): Value;
  /**
   * As `evaluate`, for the part of a `?.` chain left of a link: `undefined` when the chain ended in it. `a?.b.c` is
   * undefined as a whole when `a` is, while `(a?.b).c` throws, so a link asks the link before it, and not its value.
   */
  evaluateLink(node: TS.Expression, place: Place): Value | undefined;
  execute(node: TS.Statement, place: Place): Completion;
  /** Runs statements that share one scope; declarations are hoisted first. */
  executeAll(nodes: readonly TS.Statement[], place: Place): Completion;
  /** Calls any callable value. */
  apply(callee: Value, args: readonly Value[], site: CallSite, place: Place, self?: Value): Value;
  /** Runs a constructor's code. */
  run(fn: FunctionValue, args: readonly Value[], site: CallSite, place: Place, receiver: Receiver): Value;
  /** A number that was not given out before. */
  mark(): number;
  /** What stood before the last dot that was read: the `this` of a call of what was read. */
  owner: Value | undefined;
  /** Binds a name or a pattern of declarations. `source` is the expression that gave the value. */
  bind(name: TS.BindingName, value: Value, source: TS.Node, place: Place, declare: DeclareKind): void;

  /** Reports an error at a node of the place's file, with the trail of calls. The only maker of poison. */
  refuse<Code extends DiagnosticCode>(
    code: Code,
    node: TS.Node,
    place: { readonly module: Module },
    facts: DiagnosticFacts<Code>,
  ): Poison;
  /** As `refuse`, for what JavaScript throws by itself: where a `catch` stands around it, it is caught. */
  throws<Code extends DiagnosticCode>(
    error: ErrorName,
    code: Code,
    node: TS.Node,
    place: { readonly module: Module },
    facts: DiagnosticFacts<Code>,
  ): Poison;
  /** Throws what was thrown, to the next `catch`; reports it where there is none. */
  raise(thrown: Thrown): never;
  /** From here to `endTry` there is somebody who catches what is thrown. */
  beginTry(): void;
  endTry(): void;
  /** After something was thrown to code of this function: the calls that it left are over. */
  returnTo(place: Place): void;
  /** Runs a generator's code on, in the turn of whoever asks it for a value. */
  resume<Result>(
    frame: GeneratorFrame,
    sent: Resumption,
    site: CallSite,
    place: Place,
    run: () => Result,
  ): Result;
  /** How a statement ended that did not go through `execute`, since its generator stopped in it. */
  noteCompletion(node: TS.Statement, completion: Completion): void;
  /** That it was left by a throw. */
  noteLeft(node: TS.Statement): void;
  /** A generator stops here. */
  notePause(node: TS.YieldExpression): void;
  /** Whether the code that runs may never run. */
  readonly isExploring: boolean;
  /** Remembers that what only the run knows may fail here: no `catch` of the graph's could tell. */
  noteRunTime(): void;
  /** Remembers that a model's answer is awaited. */
  noteAwait(): void;
  /** How often that was. */
  readonly runTimeUses: number;
  /** Runs code as an async function's, beside the code around it; the promise of what it gives. */
  beside(node: TS.Node, place: Place, run: (inner: Place) => Value): Value;
  /** A promise that was rejected is awaited. */
  handle(thrown: Thrown): void;
  /** For what an earlier report was about: a file that could not be read, an input whose type was refused. */
  readonly alreadyReported: Poison;
  /** As `refuse`, for what compiles all the same. */
  warn<Code extends DiagnosticCode>(
    code: Code,
    node: TS.Node,
    place: { readonly module: Module },
    facts: DiagnosticFacts<Code>,
  ): void;
  /**
   * Evaluates code that may or may not run, after a report that nobody can know: only to find what else is wrong. What
   * is known is only guessed from then on, so errors that rest on known values are kept back. One branch at a time: a
   * throw ends it.
   */
  explore(run: () => Completion | Value | void): void;
  /** How often code that was explored left what is around it: by `break`, `return` or a throw. */
  readonly exploredJumps: number;
  /** As `explore`, where the code cannot be evaluated: what it would have changed is not known. */
  forget(): void;
  /** Of what is known now. */
  readonly trust: Trust;
  /** The calls of helpers that led to the code being run, outermost first. */
  trail(): readonly Span[];
  /** The author's text of a node, on one line. */
  textOf(node: TS.Node, place: { readonly module: Module }): string;
  /** Counts work, in elements or in hundreds of characters; reports and ends the evaluation when it is too much. */
  step(node: TS.Node, place: { readonly module: Module }, count?: number): void;
  /** Remembers that code read or changed a cell; refuses when the order is decided by timing. */
  touch(cell: object, write: boolean, node: TS.Node, place: Place, key?: string | number): void;
  /** As a `touch` that reads, where the order of an object's keys shows: refused when timing decides it. */
  enumerate(owner: object, node: TS.Node, place: Place): void;
  /** The variable that the expression being evaluated is bound to, for naming helpers' calls. */
  boundTo: string | undefined;
}

export type DeclareKind = "const" | "let" | "var" | "parameter";

/** Ends the evaluation of a workflow after something was reported that nothing sensible can follow. */
export class EvaluationEnded extends Error {}

/** On its way to a `catch`. */
export class ThrownToCatch extends EvaluationEnded {
  readonly thrown: Thrown;

  constructor(thrown: Thrown) {
    super();
    this.thrown = thrown;
  }
}

/** The author's own `throw`, reached. */
export class AuthorThrow extends EvaluationEnded {}
