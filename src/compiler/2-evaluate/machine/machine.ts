/**
 * What every rule of the evaluator receives: access to the evaluator, the report, and the state of the run. Rules are
 * in one file per kind of syntax and never import each other; they meet in `rules.ts`.
 */
import type { Catalog, Endpoint } from "../../../endpoints/catalog.ts";
import type { Schema } from "../../../schema/schema.ts";
import type { Report } from "../../../diagnostics/collector.ts";
import type { DiagnosticCode, DiagnosticFacts } from "../../../diagnostics/diagnostic.ts";
import type { Span } from "../../../diagnostics/span.ts";
import type { Module } from "../../1-parse/module.ts";
import type { TS } from "../../typescript.ts";
import type { InputDefaults } from "../interface/input-defaults.ts";
import type { TouchLog } from "./task.ts";
import type { Call, Trust } from "../../evaluation.ts";
import type {
  Activation,
  ArrayValue,
  CallSite,
  FunctionNode,
  Resumption,
  FunctionValue,
  Place,
  Poison,
  Thrown,
  Value,
  ErrorName,
  Receiver,
  RegisteringCall,
} from "../values/values.ts";

/** What a suggestion can start from. */
export interface Evaluated {
  readonly kind: "evaluated";
  /** `undefined` for a problem that needs no suggestion. */
  readonly node?: TS.Node;
  /** The call of the helper that the node is in. */
  readonly caller?: CallSite | undefined;
  /** The value that the problem is about. */
  readonly value?: Value | undefined;
}

export type EvaluationReport = Report<Evaluated>;

/** How a statement ended. */
export type Completion =
  | { readonly kind: "normal" }
  /** By a `return`, or at a `yield` if the consumer calls `return`. */
  | { readonly kind: "return"; readonly value: Value; readonly node: TS.Node }
  | {
      readonly kind: "break" | "continue";
      readonly label: string | undefined;
    };

export const normal: Completion = { kind: "normal" };

export type { Activation, Place } from "../values/values.ts";

export type ExpressionRule<Node extends TS.Expression = never> = (
  node: Node,
  place: Place,
  machine: Machine,
) => Value;

/** For parts of a `?.` chain; `undefined` if the chain ended. */
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

/** The state of a paused generator. */
export interface GeneratorFrame {
  readonly node: FunctionNode;
  readonly activation: Activation;
  /** The number of `try`s around the `yield` where it stopped. */
  tries: number;
  /** The number of model calls and uses of run-time values before it stopped. */
  needed: number;
}

export interface Machine {
  readonly report: EvaluationReport;
  readonly catalog: Catalog;
  readonly touches: TouchLog;
  /** In evaluation order. */
  readonly calls: Call[];
  /** The first of them that create something on the server. */
  readonly registering: RegisteringCall[];
  /** For each tagged template that was evaluated, the list of strings that its tag receives every time. */
  readonly templateStrings: Map<TS.Node, ArrayValue>;
  /** The schema of the workflow's input object, while its function runs. */
  readonly inputSchema: Schema | undefined;
  /** Defaults of the interface that are in the workflow's code. */
  readonly inputDefaults: InputDefaults;
  /** Endpoints that the workflow itself declares, by id. */
  readonly declared: Map<string, Endpoint>;
  /** Ids that neither the catalogue nor the workflow knows. */
  readonly unknownEndpoints: Set<string>;
  readonly workflowName: string;
  /** The number of changes and model calls so far. */
  readonly effects: number;
  /** Whether the workflow function itself is running, rather than a file's top level. */
  readonly running: boolean;
  /** Every file the workflow reaches, by path. */
  readonly modules: ReadonlyMap<string, Module>;

  /** The current value of a file's own or imported name; `undefined` before its definition, and if there is none. */
  valueOf(name: string, module: Module): Value | undefined;
  evaluate(node: TS.Expression, place: Place): Value;
  /** Like `evaluate`, where an optional field of the input may be passed on without being used. */
  evaluateOptional(node: TS.Expression, place: Place): Value;
  /** The value for a use of it: an unusable one is refused. */
  use(value: Value, node: TS.Node, place: { readonly module: Module }): Value;
  /**
   * Like `evaluate`, for the part of a `?.` chain left of a link: `undefined` if the chain ended in it. `a?.b.c` is
   * undefined as a whole if `a` is, while `(a?.b).c` throws, so a link asks for the previous link instead of its
   * value.
   */
  evaluateLink(node: TS.Expression, place: Place): Value | undefined;
  execute(node: TS.Statement, place: Place): Completion;
  /** Runs statements that share one scope; declarations are hoisted first. */
  executeAll(nodes: readonly TS.Statement[], place: Place): Completion;
  /** The property of a value that the code at the node reads without naming it: `next` of an iterator. */
  read(owner: Value, key: string, node: TS.Node, place: Place): Value;
  /** Calls any callable value. */
  apply(callee: Value, args: readonly Value[], site: CallSite, place: Place, self?: Value): Value;
  /** Runs a constructor's code. */
  run(fn: FunctionValue, args: readonly Value[], site: CallSite, place: Place, receiver: Receiver): Value;
  /** A unique number. */
  mark(): number;
  /** The value before the last dot that was read: `this` for a call of what was read. */
  owner: Value | undefined;
  /** Binds a name or a pattern of declarations. `source` is the expression that gave the value. */
  bind(name: TS.BindingName, value: Value, source: TS.Node, place: Place, declare: DeclareKind): void;

  /**
   * Reports an error at a node of the place's file, with the trail of calls. The only source of poison. `value`: see
   * `Evaluated`.
   */
  refuse<Code extends DiagnosticCode>(
    code: Code,
    node: TS.Node,
    place: { readonly module: Module },
    facts: DiagnosticFacts<Code>,
    value?: Value,
  ): Poison;
  /** Like `refuse`, for an error that JavaScript itself throws: an enclosing `catch` catches it. */
  throws<Code extends DiagnosticCode>(
    error: ErrorName,
    code: Code,
    node: TS.Node,
    place: { readonly module: Module },
    facts: DiagnosticFacts<Code>,
  ): Poison;
  /** Throws an error to the next `catch`; reports it if there is none. */
  raise(thrown: Thrown): never;
  /** From here to `endTry`, what is thrown will be caught. */
  beginTry(): void;
  endTry(): void;
  /** After something thrown was caught in this function: ends the calls that it unwound. */
  returnTo(place: Place): void;
  /** Continues a generator's code, as part of the task that asked for the next value. */
  resume<Result>(
    frame: GeneratorFrame,
    sent: Resumption,
    site: CallSite,
    place: Place,
    run: () => Result,
  ): Result;
  /** Records that a statement starts that does not go through `execute`, because a generator can stop inside it. */
  noteStart(node: TS.Statement, place: Place): void;
  /** Records how a statement ended that did not go through `execute`, because a generator stopped inside it. */
  noteCompletion(node: TS.Statement, completion: Completion): void;
  /** Records that such a statement was left by a throw. */
  noteLeft(node: TS.Statement): void;
  /** Records that a generator stops here. */
  notePause(node: TS.YieldExpression): void;
  /** Whether a run may never reach the code being evaluated: see `explore`. */
  readonly isExploring: boolean;
  /** Records a use of a run-time value that may fail: a graph has no `catch` for it. */
  noteRunTime(): void;
  /** Records that a model's answer is awaited. */
  noteAwait(): void;
  /** The number of uses recorded by `noteRunTime`. */
  readonly runTimeUses: number;
  /** Runs code like an async function's, in parallel with the code around it; returns the promise of its result. */
  runInParallel(node: TS.Node, place: Place, run: (inner: Place) => Value): Value;
  /** Records that a rejected promise is awaited. */
  handle(thrown: Thrown): void;
  /** For what an earlier report covered: a file that could not be read, an input whose type was refused. */
  readonly alreadyReported: Poison;
  /** Like `refuse`, for code that still compiles. */
  warn<Code extends DiagnosticCode>(
    code: Code,
    node: TS.Node,
    place: { readonly module: Module },
    facts: DiagnosticFacts<Code>,
    value?: Value,
  ): void;
  /**
   * Evaluates code that may or may not run, after a report that this is unknown, only to find further problems. Known
   * values are guesses from then on, so errors that depend on them are suppressed. One branch at a time: a throw ends
   * it.
   */
  explore(run: () => Completion | Value | void): void;
  /** How often explored code left its surroundings: by `break`, `return` or a throw. */
  readonly exploredJumps: number;
  /** Like `explore`, if the code cannot be evaluated: what it would have changed is unknown. */
  forget(): void;
  /** The trust in the values known now. */
  readonly trust: Trust;
  /** The calls of helpers that led to the running code, outermost first. */
  trail(): readonly Span[];
  /** The author's text of a node, on one line. */
  textOf(node: TS.Node, place: { readonly module: Module }): string;
  /** The candidate closest to an unknown word: see `suggest`. `undefined` after the first few hundred words. */
  nearest(word: string, candidates: Iterable<string>): string | undefined;
  /** Counts work, in elements or in hundreds of characters; reports and ends the evaluation at the limit. */
  step(node: TS.Node, place: { readonly module: Module }, count?: number): void;
  /** Records that code read or changed a cell; refuses if timing decides the order. */
  touch(cell: object, write: boolean, node: TS.Node, place: Place, key?: string | number): void;
  /** Like a `touch` that reads, where the order of an object's keys is visible: refused if timing decides it. */
  enumerate(owner: object, node: TS.Node, place: Place): void;
  /** The variable that the expression being evaluated is bound to, for naming helpers' calls. */
  boundTo: string | undefined;
}

export type DeclareKind = "const" | "let" | "var" | "parameter";

/** Ends the evaluation of a workflow after a report that nothing sensible can follow. */
export class EvaluationEnded extends Error {}

/** Unwinds to the next `catch`. */
export class ThrownToCatch extends EvaluationEnded {
  readonly thrown: Thrown;

  constructor(thrown: Thrown) {
    super();
    this.thrown = thrown;
  }
}

/** The author's own `throw`, reached. */
export class AuthorThrow extends EvaluationEnded {}
