/** The evaluator's state for one workflow, and the entry points to its rules. */
import type { Catalog, Endpoint } from "../../../endpoints/catalog.ts";
import { suggest } from "../../../guess/suggest.ts";
import type { Schema } from "../../../schema/schema.ts";
import { catalogue } from "../../../diagnostics/codes.ts";
import type { DiagnosticCode, DiagnosticFacts } from "../../../diagnostics/diagnostic.ts";
import type { Span } from "../../../diagnostics/span.ts";
import { type Located, type Module, type ParsedWorkflow, spanOf } from "../../1-parse/module.ts";
import type { Call, ReferenceValue, Trust } from "../../evaluation.ts";
import { ts, type TS } from "../../typescript.ts";
import { engineError } from "../builtins/errors.ts";
import { callModel } from "../calls/model-calls.ts";
import { InputDefaults } from "../interface/input-defaults.ts";
import { construct } from "../members/instances.ts";
import { readProperty } from "../members/read-property.ts";
import { ModuleState } from "../modules/module-state.ts";
import { ModuleInstances } from "../modules/modules.ts";
import { bindName } from "../syntax/declarations.ts";
import { statementList } from "../syntax/statements.ts";
import { assertPresent } from "../values/presence.ts";
import { describe } from "../values/describe.ts";
import {
  type ArrayValue,
  type CallSite,
  type ErrorName,
  type FunctionValue,
  type Poison,
  type Receiver,
  type RegisteringCall,
  type Resumption,
  type Thrown,
  type UnavailableValue,
  undefinedValue,
  type Value,
} from "../values/values.ts";
import { settle } from "./await-value.ts";
import { CallStack } from "./call-stack.ts";
import { answered } from "./flow.ts";
import { FunctionCalls, isAsync, type Returned } from "./function-calls.ts";
import { Guesses } from "./guesses.ts";
import {
  type Activation,
  type Completion,
  type DeclareKind,
  EvaluationEnded,
  type EvaluationReport,
  type GeneratorFrame,
  type Machine,
  normal,
  type Place,
} from "./machine.ts";
import { Order } from "./order.ts";
import { expressionRow, refuseSyntax, statementRow } from "./rules.ts";
import { Scope, type Variable } from "./scope.ts";
import { Task, type TouchLog } from "./task.ts";
import { Throws } from "./throws.ts";

/** Enough for any real workflow; an endless loop reaches it within two seconds. */
const maxSteps = 1_500_000;

/** Each may be compared with thousands of candidates; a report of more than that is not read to its end. */
const maxNearest = 300;

/** Returned only after a report. The brand exists only in the type. */
const poison = { kind: "poison" } as Poison;

export class Interpreter implements Machine {
  readonly catalog: Catalog;
  readonly calls: Call[] = [];
  readonly registering: RegisteringCall[] = [];
  readonly templateStrings = new Map<TS.Node, ArrayValue>();
  inputSchema: Schema | undefined;
  readonly inputDefaults = new InputDefaults();
  readonly declared = new Map<string, Endpoint>();
  readonly unknownEndpoints = new Set<string>();
  readonly workflowName: string;
  readonly modules: ReadonlyMap<string, Module>;
  /** The workflow function, and what declares its input: set once they are known. */
  fn: FunctionValue | undefined;
  inputDeclaration: Located | undefined;
  boundTo: string | undefined;
  running = false;
  /** Whether anything was refused. */
  failed = false;
  /** Whether the default export is known to be something other than a function that returns a promise. */
  isOther = false;

  readonly #report: EvaluationReport;
  readonly #instances: ModuleInstances;
  readonly #root: Activation = { task: new Task(), prefix: [], repeats: 0, depth: 0, level: 0 };
  readonly #stack = new CallStack();
  readonly #guesses = new Guesses(this, this.#stack);
  readonly #throws: Throws;
  readonly #functionCalls: FunctionCalls;
  readonly #order = new Order(this);
  readonly #refused = new WeakMap<UnavailableValue, Poison>();
  owner: Value | undefined;
  runTimeUses = 0;
  #changes = 0;
  #steps = 0;
  #marks = 0;
  /** How many words were looked up by `nearest`. */
  #unknown = 0;

  readonly #workflow: ParsedWorkflow;
  /** A separate evaluation for values that only types need; `undefined` until then, and in that evaluation itself. */
  #typesOnly: Interpreter | undefined;
  readonly #forTypes: boolean;

  constructor(workflow: ParsedWorkflow, catalog: Catalog, report: EvaluationReport, forTypes = false) {
    this.#workflow = workflow;
    this.#forTypes = forTypes;
    this.#report = report;
    this.catalog = catalog;
    this.workflowName = workflow.name;
    this.modules = workflow.modules;
    this.#throws = new Throws(workflow.modules);
    this.#functionCalls = new FunctionCalls(this, this.#stack, this.#guesses, this.#throws);
    const place = (module: Module, scope: Scope<Value>): Place => ({
      module,
      scope,
      activation: this.#root,
    });
    this.#instances = new ModuleInstances(workflow.modules, this, place, forTypes);
  }

  readonly report: EvaluationReport = (code, span, facts, trail, evidence = { kind: "evaluated" }) => {
    if (this.#guesses.suppresses(code)) return;
    if (catalogue[code].kind !== "warning") this.failed = true;
    this.#report(code, span, facts, trail, evidence);
  };

  /** The names of a file after its top level ran, preceded by the files it imports. */
  instantiate(module: Module): Scope<Value> {
    return this.#instances.instantiate(module);
  }

  placeOf(module: Module): Place {
    return { module, scope: this.instantiate(module), activation: this.#root };
  }

  /** A file's export as its importers see it; `undefined` if there is none, or only a type. */
  exported(module: Module, name: string): Variable<Value> | undefined {
    return this.#instances.exported(module, name);
  }

  /** Runs the workflow function with a reference to the whole input; without a schema, to find further problems. */
  runWorkflow(fn: FunctionValue, inputSchema: Schema | undefined): Returned {
    const reference: ReferenceValue = {
      kind: "reference",
      root: "input",
      path: [],
      schema: inputSchema,
      mayBeMissing: false,
    };
    // A refused interface was reported; the rest of the function is evaluated anyway.
    const input = inputSchema === undefined ? this.alreadyReported : reference;
    this.inputSchema = inputSchema;
    this.inputDefaults.schema = inputSchema;
    this.#order.moduleState = new ModuleState(this.#instances.scopes());
    this.running = true;
    const { value, node } = this.#functionCalls.run(
      {
        fn,
        args: fn.node.parameters.length === 0 ? [] : [input],
        site: { node: fn.node, module: fn.module },
        self: undefinedValue,
      },
      this.#root,
    );
    const isPromise = isAsync(fn.node) || value.kind === "pending";
    if (!isPromise && value.kind !== "poison") {
      this.isOther = true;
      const name = fn.node.name ?? fn.node;
      return { value: this.refuse("workflow-not-async", name, fn, { what: describe(value) }), node };
    }
    const settled = settle(value, node ?? fn.node, { ...fn, activation: this.#root }, this);
    this.#throws.reportUnhandled();
    return { value: settled, node };
  }

  /** How much was evaluated. */
  get steps(): number {
    return this.#steps;
  }

  get effects(): number {
    return this.#changes + this.calls.length;
  }

  valueOf(name: string, module: Module): Value | undefined {
    const variable = this.instantiate(module).find(name);
    return variable === undefined || variable.value !== undefined || this.#forTypes
      ? variable?.value
      : this.#valueForTypes(name, module);
  }

  /** For a file that does not run, because only types are imported: the value it would have, without effects. */
  #valueForTypes(name: string, module: Module): Value | undefined {
    const silent = () => undefined;
    this.#typesOnly ??= new Interpreter(this.#workflow, this.catalog, silent, true);
    try {
      return this.#typesOnly.valueOf(name, module);
    } catch (error) {
      if (error instanceof EvaluationEnded) return undefined;
      throw error;
    }
  }

  evaluate(node: TS.Expression, place: Place): Value {
    return this.use(this.#evaluate(node, place), node, place);
  }

  evaluateOptional(node: TS.Expression, place: Place): Value {
    const value = this.#evaluate(node, place);
    return value.kind === "optional" ? value : this.use(value, node, place);
  }

  #evaluate(node: TS.Expression, place: Place): Value {
    this.step(node, place);
    const part = place.activation.parts?.get(node);
    if (part !== undefined) {
      place.activation.parts?.delete(node);
      this.owner = part.owner;
      return part.value;
    }
    const row = expressionRow(node);
    if (row === undefined) return refuseSyntax(node, place, this);
    const { boundTo } = this;
    if (row.passesName === undefined) this.boundTo = undefined;
    const value = row.evaluate(node as never, place, this);
    this.boundTo = boundTo;
    return value;
  }

  use(value: Value, node: TS.Node, { module }: { readonly module: Module }): Value {
    if (value.kind === "optional") return value.refuse();
    return value.kind === "unavailable" ? this.refuseUse(value, node, module) : value;
  }

  /** The problem is the value itself, not its use: reported at its first use. */
  refuseUse(value: UnavailableValue, node: TS.Node, module: Module): Poison {
    const refused = this.#refused.get(value) ?? value.refuse(node, module);
    this.#refused.set(value, refused);
    return refused;
  }

  evaluateLink(node: TS.Expression, place: Place): Value | undefined {
    let link = node;
    // `a?.b!.c`: the `!` is between two links.
    while (ts.isNonNullExpression(link) && ts.isOptionalChain(link)) link = link.expression;
    const follow = ts.isOptionalChain(link) ? expressionRow(link)?.link : undefined;
    if (follow === undefined) return this.evaluate(link, place);
    this.step(link, place);
    const value = follow(link as never, place, this);
    return link === node || value === undefined ? value : assertPresent(value);
  }

  execute(node: TS.Statement, place: Place): Completion {
    this.step(node, place);
    const row = statementRow(node);
    if (row !== undefined) return row.execute(node as never, place, this);
    refuseSyntax(node, place, this);
    this.forget();
    return normal;
  }

  executeAll(nodes: readonly TS.Statement[], place: Place): Completion {
    return answered(statementList(nodes, place, this), this);
  }

  bind(name: TS.BindingName, value: Value, source: TS.Node, place: Place, kind: DeclareKind): void {
    bindName(name, value, source, place, this, kind);
  }

  read(owner: Value, key: string, node: TS.Node, place: Place): Value {
    return readProperty(owner, { key, node, ownerNode: node, place, machine: this });
  }

  apply(callee: Value, args: readonly Value[], site: CallSite, place: Place, self?: Value): Value {
    switch (callee.kind) {
      case "function":
        return this.#functionCalls.invoke(
          { fn: callee, args, site, self: self ?? undefinedValue },
          place.activation,
        );
      case "class": {
        // Built-in errors can be created without `new`, too.
        if (callee.own === undefined) return construct(callee, args, site, place, this);
        const text = `Class constructor ${callee.name} cannot be invoked without 'new'`;
        return this.throws("TypeError", "program-throws", site.node, place, { text });
      }
      case "builtin":
        return callee.apply(args, site, place);
      case "model":
        return callModel(callee, args, site, place, this);
      case "poison":
        return callee;
      default: {
        const node = ts.isCallExpression(site.node) ? site.node.expression : site.node;
        const text = this.textOf(node, site);
        if (callee.kind === "pending") return this.refuse("await-missing", node, site, { text });
        const isNullish = callee.kind === "known" && callee.value === undefined;
        return this.throws("TypeError", "call-unknown", node, site, {
          text,
          what: isNullish ? undefined : describe(callee),
        });
      }
    }
  }

  run(fn: FunctionValue, args: readonly Value[], site: CallSite, place: Place, self: Receiver): Value {
    return this.#functionCalls.invoke({ fn, args, site, self }, place.activation);
  }

  runInParallel(node: TS.Node, place: Place, run: (inner: Place) => Value): Value {
    return this.#functionCalls.runInParallel(node, place, run);
  }

  resume<Result>(
    frame: GeneratorFrame,
    _sent: Resumption,
    site: CallSite,
    place: Place,
    run: () => Result,
  ): Result {
    return this.#functionCalls.resume(frame, site, place.activation, run);
  }

  throws<Code extends DiagnosticCode>(
    error: ErrorName,
    code: Code,
    node: TS.Node,
    place: { readonly module: Module },
    facts: DiagnosticFacts<Code>,
  ): Poison {
    const report = () => this.refuse(code, node, place, facts);
    return this.#throws.throwOrReport(() => ({ value: engineError(error, this), report }), report);
  }

  raise(thrown: Thrown): never {
    return this.#throws.raise(thrown);
  }

  beginTry(): void {
    this.#throws.beginTry();
  }

  endTry(): void {
    this.#throws.endTry();
  }

  handle(thrown: Thrown): void {
    this.#throws.handle(thrown);
  }

  returnTo({ activation }: Place): void {
    this.#stack.unwindTo(activation.level);
    this.boundTo = undefined;
  }

  noteStart(_node: TS.Statement, _place: Place): void {}

  noteCompletion(_node: TS.Statement, _completion: Completion): void {}

  noteLeft(_node: TS.Statement): void {}

  notePause(_node: TS.YieldExpression): void {}

  get isExploring(): boolean {
    return this.#guesses.isExploring;
  }

  mark(): number {
    return (this.#marks += 1);
  }

  noteRunTime(): void {
    this.runTimeUses += 1;
  }

  noteAwait(): void {
    this.#throws.noteAwait();
    this.noteRunTime();
  }

  refuse<Code extends DiagnosticCode>(
    code: Code,
    node: TS.Node,
    place: { readonly module: Module },
    facts: DiagnosticFacts<Code>,
    value?: Value,
  ): Poison {
    if (catalogue[code].kind === "warning") throw new Error(`falc: ${code} does not refuse anything`);
    this.#reportAt(code, node, place, facts, value);
    return poison;
  }

  get alreadyReported(): Poison {
    this.failed = true;
    return poison;
  }

  warn<Code extends DiagnosticCode>(
    code: Code,
    node: TS.Node,
    place: { readonly module: Module },
    facts: DiagnosticFacts<Code>,
    value?: Value,
  ): void {
    this.#reportAt(code, node, place, facts, value);
  }

  #reportAt<Code extends DiagnosticCode>(
    code: Code,
    node: TS.Node,
    { module }: { readonly module: Module },
    facts: DiagnosticFacts<Code>,
    value: Value | undefined,
  ): void {
    this.report(code, spanOf(module, node), facts, this.trail(), {
      kind: "evaluated",
      node,
      value,
      caller: this.#stack.caller,
    });
  }

  explore(run: () => Completion | Value | void): void {
    this.#guesses.explore(run);
  }

  get exploredJumps(): number {
    return this.#guesses.jumps;
  }

  forget(): void {
    this.#guesses.forget();
  }

  get trust(): Trust {
    return this.#guesses.trust(this.failed);
  }

  trail(): readonly Span[] {
    return this.#stack.trail;
  }

  textOf(node: TS.Node, place: { readonly module: Module }): string {
    return node.getText(place.module.tree).replace(/\s+/g, " ");
  }

  nearest(word: string, candidates: Iterable<string>): string | undefined {
    this.#unknown += 1;
    return this.#unknown > maxNearest ? undefined : suggest(word, candidates);
  }

  step(node: TS.Node, place: { readonly module: Module }, count = 1): void {
    this.#steps += count;
    if (this.#steps < maxSteps) return;
    this.refuse("evaluation-limit", node, place, { limit: "1.5 million steps" });
    throw new EvaluationEnded();
  }

  get touches(): TouchLog {
    return this.#order.touches;
  }

  touch(cell: object, write: boolean, node: TS.Node, place: Place, key?: string | number): void {
    if (write) {
      this.#changes += 1;
      this.#guesses.noteChange(cell);
    }
    this.#order.touch(cell, write, node, place, key);
  }

  enumerate(owner: object, node: TS.Node, place: Place): void {
    this.touch(owner, false, node, place);
    this.#order.enumerate(owner, node, place);
  }
}
