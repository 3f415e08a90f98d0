/** The evaluator's state for one workflow, and the entry points to its rules. */
import type { Catalog, Endpoint } from "../../../endpoints/catalog.ts";
import type { Schema } from "../../../schema/schema.ts";
import { readProperty } from "../members/read-property.ts";
import { catalogue } from "../../../diagnostics/codes.ts";
import type { DiagnosticCode, DiagnosticFacts } from "../../../diagnostics/diagnostic.ts";
import type { Span } from "../../../diagnostics/span.ts";
import { type Located, type Module, type ParsedWorkflow, spanOf } from "../../1-parse/module.ts";
import { hasModifier } from "../../syntax.ts";
import { ts, type TS } from "../../typescript.ts";
import {
  type Activation,
  AuthorThrow,
  type EvaluationReport,
  type Completion,
  ThrownToCatch,
  type DeclareKind,
  EvaluationEnded,
  type GeneratorFrame,
  type Machine,
  normal,
  type Place,
} from "./machine.ts";
import { engineError } from "../builtins/errors.ts";
import { construct, takeParameters } from "../members/instances.ts";
import { settle } from "./await-value.ts";
import { answered } from "./flow.ts";
import { isGenerator, makeGenerator } from "../generators/generator.ts";
import { InputDefaults } from "../interface/input-defaults.ts";
import { callModel } from "../calls/model-calls.ts";
import { ModuleState } from "../modules/module-state.ts";
import { ModuleInstances } from "../modules/modules.ts";
import { assertPresent } from "../values/presence.ts";
import { expressionRow, rules, statementRow } from "./rules.ts";
import { Scope, type Variable } from "./scope.ts";
import { bindName } from "../syntax/declarations.ts";
import { declareNames, hoistVars } from "../syntax/hoist.ts";
import { withDefault } from "../syntax/patterns.ts";
import { statementList } from "../syntax/statements.ts";
import { Task, TouchLog } from "./task.ts";
import { touchedNode } from "./touched-node.ts";
import type { Call, ReferenceValue, Trust } from "../../evaluation.ts";
import {
  array,
  type ArrayValue,
  type CallSite,
  describe,
  type FunctionValue,
  type ErrorName,
  type PendingValue,
  type Poison,
  type Receiver,
  type Resumption,
  type Thrown,
  type UnavailableValue,
  undefinedValue,
  type Value,
  type RegisteringCall,
} from "../values/values.ts";

/** Enough for any real workflow; an endless loop reaches it within two seconds. */
const maxSteps = 1_500_000;
/**
 * The maximum depth of calls: a fraction of what the compiling thread's stack can hold
 * (`workspace/compile/compiler-thread.ts`).
 */
const maxDepth = 2_000;

/** Their messages are true only if the known values are not guesses; see `explore`. */
const restsOnKnown: ReadonlySet<DiagnosticCode> = new Set<DiagnosticCode>([
  "after-missing", "call-unknown", "evaluation-limit", "name-before-definition", "no-model-call", "program-throws",
  "promise-not-awaited", "property-of-nothing", "result-unused", "return-missing", "return-not-object", "thrown",
]); // prettier-ignore

/** Of these, the problems that occur in every run that reaches the location, whichever way a condition is decided. */
const isWrongWhereReached: ReadonlySet<DiagnosticCode> = new Set<DiagnosticCode>([
  "call-unknown",
  "name-before-definition",
  "property-of-nothing",
]);

/**
 * The maximum recursion depth while known values are guesses: a recursion that ends by an unknown value would not end
 * if both of its branches are explored.
 */
const maxGuessDepth = 6;

/** Returned only after a report. The brand exists only in the type. */
const poison = { kind: "poison" } as Poison;

export class Interpreter implements Machine {
  readonly catalog: Catalog;
  readonly touches = new TouchLog();
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
  /** For each call in progress, the calls so far without duplicates: cached, because every model call needs them. */
  readonly #trails: (readonly Span[])[] = [];
  readonly #root: Activation = { task: new Task(), prefix: [], repeats: 0, depth: 0, level: 0 };
  /** State that outlives a call of the workflow function; `undefined` until it starts. */
  #moduleState: ModuleState | undefined;
  /** Already refused as unordered: reported only once. */
  readonly #unordered = new WeakSet<object>();
  #changes = 0;
  /** Already reported as outliving the call. */
  readonly #outliving = new WeakSet<object>();
  readonly #refused = new WeakMap<UnavailableValue, Poison>();
  #steps = 0;
  #guessing = false;
  /** The number of nested explorations. */
  #exploring = 0;
  /** What the current exploration has changed. */
  #written: Set<object> | undefined;
  exploredJumps = 0;
  owner: Value | undefined;
  runTimeUses = 0;
  /** The number of `try`s being executed. */
  #catching = 0;
  #marks = 0;
  #hasTry: boolean | undefined;
  /** The number of awaited model answers. */
  #awaits = 0;
  /** Errors of async functions that are not awaited yet, with the value of `#awaits` at that time. */
  readonly #rejections = new Map<Thrown, number>();
  /** Whether a variable may have another value in a run. */
  #forgot = false;
  /** The functions being executed, outermost first; as many as there are trails. */
  readonly #running: TS.Node[] = [];

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
    const place = (module: Module, scope: Scope<Value>): Place => ({
      module,
      scope,
      activation: this.#root,
    });
    this.#instances = new ModuleInstances(workflow.modules, this, place, forTypes);
  }

  readonly report: EvaluationReport = (code, span, facts, trail, evidence = { kind: "evaluated" }) => {
    // The report that made known values a guess has been made; this one may not be true.
    if (this.#guessing && restsOnKnown.has(code) && (this.#forgot || !isWrongWhereReached.has(code))) return;
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
  runWorkflow(
    fn: FunctionValue,
    inputSchema: Schema | undefined,
  ): {
    readonly value: Value;
    readonly node: TS.Node | undefined;
  } {
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
    this.#moduleState = new ModuleState(this.#instances.scopes());
    this.running = true;
    const { value, node } = this.#run(
      fn,
      fn.node.parameters.length === 0 ? [] : [input],
      fn.node,
      this.#root,
      undefinedValue,
    );
    const isAsync = hasModifier(fn.node, ts.SyntaxKind.AsyncKeyword) && !isGenerator(fn.node);
    const isPromise = isAsync || value.kind === "pending";
    if (!isPromise && value.kind !== "poison") {
      this.isOther = true;
      const name = fn.node.name ?? fn.node;
      return { value: this.refuse("workflow-not-async", name, fn, { what: describe(value) }), node };
    }
    const settled = settle(value, node ?? fn.node, { ...fn, activation: this.#root }, this);
    for (const thrown of this.#rejections.keys()) thrown.report();
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
    if (row === undefined) return this.#refuseSyntax(node, place);
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
    this.#refuseSyntax(node, place);
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
        return this.#invoke(callee, args, site, place, self ?? undefinedValue);
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

  run(fn: FunctionValue, args: readonly Value[], site: CallSite, place: Place, receiver: Receiver): Value {
    return this.#invoke(fn, args, site, place, receiver);
  }

  #invoke(
    fn: FunctionValue,
    args: readonly Value[],
    site: CallSite,
    place: Place,
    self: Value | Receiver,
  ): Value {
    const caller = place.activation;
    if (caller.depth >= maxDepth) this.#endAtDepth(site);
    if (this.#guessing && this.#running.filter((node) => node === fn.node).length >= maxGuessDepth) {
      // `report` suppresses it: something was refused before.
      return this.refuse("evaluation-limit", site.node, site, { limit: "a guess" });
    }
    const isAsync = hasModifier(fn.node, ts.SyntaxKind.AsyncKeyword) && !isGenerator(fn.node);
    // Everything after its first await runs in parallel with the caller, until the caller awaits it.
    const task = isAsync ? new Task(caller.task) : caller.task;
    const { boundTo } = this;
    this.boundTo = undefined;
    const activation: Activation = {
      task,
      prefix: boundTo === undefined ? caller.prefix : [...caller.prefix, boundTo],
      repeats: caller.repeats,
      depth: caller.depth + 1,
      level: this.#trails.length + 1,
    };
    const depth = this.#trails.length;
    this.#trails.push(withSpan(this.trail(), spanOf(site.module, site.node)));
    this.#running.push(fn.node);
    let value: Value;
    let settled: Value;
    const catches = isAsync && this.#mayCatch();
    if (catches) this.#catching += 1;
    try {
      const ended = this.#runGuessed(fn, args, site.node, activation, self);
      ({ value } = ended);
      const place: Place = { scope: fn.scope, module: fn.module, activation };
      settled = isAsync ? settle(value, ended.node ?? fn.node, place, this) : value;
    } catch (error) {
      if (!isAsync || !(error instanceof ThrownToCatch)) throw error;
      this.#trails.length = this.#running.length = depth;
      this.boundTo = boundTo;
      return this.#rejected(error.thrown, task);
    } finally {
      if (catches) this.#catching -= 1;
    }
    this.#trails.pop();
    this.#running.pop();
    this.boundTo = boundTo;
    if (!isAsync) return value;
    const calls = value.kind === "pending" ? value.calls : [];
    return { kind: "pending", value: settled, calls, tasks: [task] };
  }

  #endAtDepth(site: CallSite): never {
    this.refuse("evaluation-limit", site.node, site, { limit: "2,000 nested calls" });
    throw new EvaluationEnded();
  }

  /**
   * Whether any file has a `try`. Without one, an async function's error is never caught, and the code after it can
   * be evaluated.
   */
  #mayCatch(): boolean {
    this.#hasTry ??= [...this.modules.values()].some(({ source }) => /\btry\b/.test(source.text));
    return this.#hasTry;
  }

  runInParallel(node: TS.Node, place: Place, run: (inner: Place) => Value): Value {
    const task = new Task(place.activation.task);
    const inner: Place = { ...place, activation: { ...place.activation, task } };
    const depth = this.#trails.length;
    const { boundTo } = this;
    const catches = this.#mayCatch();
    if (catches) this.#catching += 1;
    try {
      const value = run(inner);
      const calls = value.kind === "pending" ? value.calls : [];
      return { kind: "pending", value: settle(value, node, inner, this), calls, tasks: [task] };
    } catch (error) {
      if (!(error instanceof ThrownToCatch)) throw error;
      this.#trails.length = this.#running.length = depth;
      this.boundTo = boundTo;
      return this.#rejected(error.thrown, task);
    } finally {
      if (catches) this.#catching -= 1;
    }
  }

  /** An async function throws when it is awaited. */
  #rejected(thrown: Thrown, task: Task): PendingValue {
    this.#rejections.set(thrown, this.#awaits);
    return { kind: "pending", value: undefinedValue, calls: [], tasks: [task], rejected: thrown };
  }

  handle(thrown: Thrown): void {
    const awaits = this.#rejections.get(thrown);
    if (awaits === undefined) return;
    this.#rejections.delete(thrown);
    // Node ends a program whose rejected promise is not awaited while a model runs.
    if (awaits !== this.#awaits) thrown.report();
  }

  throws<Code extends DiagnosticCode>(
    error: ErrorName,
    code: Code,
    node: TS.Node,
    place: { readonly module: Module },
    facts: DiagnosticFacts<Code>,
  ): Poison {
    const report = () => this.refuse(code, node, place, facts);
    if (this.#catching === 0) return report();
    throw new ThrownToCatch({ value: engineError(error, this), report });
  }

  raise(thrown: Thrown): never {
    if (this.#catching > 0) throw new ThrownToCatch(thrown);
    thrown.report();
    throw new AuthorThrow();
  }

  beginTry(): void {
    this.#catching += 1;
  }

  endTry(): void {
    this.#catching -= 1;
  }

  returnTo({ activation }: Place): void {
    this.#trails.length = this.#running.length = activation.level;
    this.boundTo = undefined;
  }

  resume<Result>(
    frame: GeneratorFrame,
    _sent: Resumption,
    site: CallSite,
    place: Place,
    run: () => Result,
  ): Result {
    const { depth, task } = place.activation;
    if (depth >= maxDepth) this.#endAtDepth(site);
    const level = this.#trails.length;
    const catching = this.#catching;
    const { boundTo } = this;
    this.boundTo = undefined;
    this.#trails.push(withSpan(this.trail(), spanOf(site.module, site.node)));
    this.#running.push(frame.node);
    const needed = () => this.runTimeUses + this.calls.length;
    const elsewhere = (frame.activation.elsewhere ?? 0) + needed() - frame.needed;
    Object.assign(frame.activation, { task, depth: depth + 1, level: level + 1, elsewhere });
    this.#catching += frame.tries;
    try {
      return run();
    } finally {
      // While it is paused, its `try`s do not catch what other code throws.
      frame.tries = this.#catching - catching;
      frame.needed = needed();
      this.#catching = catching;
      this.#trails.length = this.#running.length = level;
      this.boundTo = boundTo;
    }
  }

  noteStart(_node: TS.Statement, _place: Place): void {}

  noteCompletion(_node: TS.Statement, _completion: Completion): void {}

  noteLeft(_node: TS.Statement): void {}

  notePause(_node: TS.YieldExpression): void {}

  get isExploring(): boolean {
    return this.#exploring > 0;
  }

  mark(): number {
    return (this.#marks += 1);
  }

  noteRunTime(): void {
    this.runTimeUses += 1;
  }

  noteAwait(): void {
    this.#awaits += 1;
    this.noteRunTime();
  }

  /** If the deciding value is only a guess, a throw ends just the function that throws. */
  #runGuessed(
    fn: FunctionValue,
    args: readonly Value[],
    source: TS.Node,
    activation: Activation,
    self: Value | Receiver,
  ): { readonly value: Value; readonly node: TS.Node | undefined } {
    const depth = this.#trails.length;
    try {
      return this.#run(fn, args, source, activation, self);
    } catch (error) {
      if (!(error instanceof AuthorThrow) || !this.#guessing) throw error;
      this.#trails.length = this.#running.length = depth;
      return { value: this.alreadyReported, node: undefined };
    }
  }

  #run(
    fn: FunctionValue,
    args: readonly Value[],
    source: TS.Node,
    activation: Activation,
    self: Value | Receiver,
  ): { readonly value: Value; readonly node: TS.Node | undefined } {
    const { node, module } = fn;
    const place: Place = { scope: new Scope(fn.scope), module, activation };
    if ("self" in self) {
      place.scope.adopt(self.self);
      place.scope.declare("new.target", true, self.newTarget);
    } else if (!ts.isArrowFunction(node)) place.scope.declare("this", true, self);
    this.#bindParameters(node.parameters, args, source, place);
    if ("self" in self && self.self.value?.kind === "object") takeParameters(fn, self.self.value, place);
    const { body } = node;
    if (body === undefined) return { value: this.#refuseSyntax(node, place), node: undefined };
    if (!ts.isBlock(body)) return { value: this.evaluate(body, place), node: body };
    if (isGenerator(node)) return { value: makeGenerator(node, body, place, this), node: undefined };
    const scope = new Scope(place.scope);
    hoistVars(body, scope, place.scope);
    const completion = this.executeAll(body.statements, { ...place, scope });
    if (completion.kind === "return") return { value: completion.value, node: completion.node };
    // No other jump leaves a function, as the parse stage guarantees.
    return { value: undefinedValue, node: undefined };
  }

  #bindParameters(
    written: readonly TS.ParameterDeclaration[],
    args: readonly Value[],
    source: TS.Node,
    place: Place,
  ): void {
    // `function f(this: Scene, prompt: string)`: a type, not a parameter.
    const parameters = written.filter(({ name }) => !ts.isIdentifier(name) || name.text !== "this");
    // A default sees earlier parameters, and must not see an outer name in place of later ones.
    for (const { name } of parameters) declareNames(name, false, place.scope);
    for (const [index, parameter] of parameters.entries()) {
      if (parameter.dotDotDotToken !== undefined) {
        const rest = args.slice(index).map((value) => this.use(value, source, place));
        this.bind(parameter.name, array(rest), parameter, place, "parameter");
        continue;
      }
      const argument = args[index] ?? undefinedValue;
      const value = withDefault(argument, parameter.initializer, parameter.name, place, this);
      const sources = ts.isCallExpression(source) ? source.arguments : [];
      const from = parameter.initializer ?? sources[index] ?? parameter.name;
      this.bind(parameter.name, value, ts.isFunctionLike(from) ? parameter.name : from, place, "parameter");
    }
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
    this.report(code, spanOf(module, node), facts, this.trail(), { kind: "evaluated", node, value });
  }

  explore(run: () => Completion | Value | void): void {
    this.#guessing = true;
    this.#exploring += 1;
    const { boundTo } = this;
    const depth = this.#trails.length;
    const outer = this.#written;
    const written = (this.#written = new Set());
    try {
      const ended = run();
      if (ended?.kind === "break" || ended?.kind === "return") this.exploredJumps += 1;
    } catch (error) {
      // A throw, or an endless loop, that may never be reached.
      if (!(error instanceof EvaluationEnded)) throw error;
      this.exploredJumps += 1;
      this.#trails.length = this.#running.length = depth;
      this.boundTo = boundTo;
      if (!(error instanceof AuthorThrow)) this.#forgot = true;
    }
    this.#exploring -= 1;
    this.#written = outer;
    for (const cell of written) {
      outer?.add(cell);
      // A variable may have either of two values from now on; anything else that changed is unknown.
      if (isVariable(cell)) cell.value = this.alreadyReported;
      else this.#forgot = true;
    }
  }

  forget(): void {
    this.#guessing = true;
    this.#forgot = true;
  }

  get trust(): Trust {
    if (!this.failed) return "all";
    return this.#forgot ? "none" : "present";
  }

  #refuseSyntax(node: TS.Node, place: Place): Poison {
    const row = rules.get(node.kind);
    if (row?.is === "refused") return row.refuse(node as never, place, this);
    return this.refuse("syntax-unsupported", node, place, { construct: "this syntax" });
  }

  /** Recursive calls are listed once. */
  trail(): readonly Span[] {
    return this.#trails.at(-1) ?? [];
  }

  textOf(node: TS.Node, place: { readonly module: Module }): string {
    return node.getText(place.module.tree).replace(/\s+/g, " ");
  }

  step(node: TS.Node, place: { readonly module: Module }, count = 1): void {
    this.#steps += count;
    if (this.#steps < maxSteps) return;
    this.refuse("evaluation-limit", node, place, { limit: "1.5 million steps" });
    throw new EvaluationEnded();
  }

  touch(cell: object, write: boolean, node: TS.Node, place: Place, key?: string | number): void {
    if (!this.touches.touch(cell, place.activation.task, write, key)) this.#refuseOrder(cell, node, place);
    if (write) {
      this.#changes += 1;
      this.#written?.add(cell);
    }
    if (write && this.#moduleState?.has(cell) === true && !this.#outliving.has(cell)) {
      this.#outliving.add(cell);
      this.warn("state-outlives-call", node, place, { name: this.#touchedName(node, place) });
    }
  }

  enumerate(owner: object, node: TS.Node, place: Place): void {
    this.touch(owner, false, node, place);
    if (this.touches.isOrderless(owner)) this.#refuseOrder(owner, node, place);
  }

  #refuseOrder(cell: object, node: TS.Node, place: Place): void {
    if (this.#unordered.has(cell)) return;
    this.#unordered.add(cell);
    this.refuse("order-unknown", node, place, { name: this.#touchedName(node, place) });
  }

  #touchedName(node: TS.Node, place: Place): string {
    return ownerName(this.textOf(touchedNode(node, place), place));
  }
}

function isVariable(cell: object): cell is Variable<Value> {
  return "constant" in cell && "name" in cell;
}

/** `seen` in `seen.push(…)`, `seen[0]`, `seen++`. */
function ownerName(text: string): string {
  return (
    /[\p{ID_Start}$_][\p{ID_Continue}$]*/u.exec(text.replace(/^(delete|typeof|void|await)\s+/, ""))?.[0] ??
    text
  );
}

/** Recursive calls are listed once. */
function withSpan(trail: readonly Span[], span: Span): readonly Span[] {
  const isKnown = trail.some(
    ({ start, end, source }) => start === span.start && end === span.end && source === span.source,
  );
  return isKnown ? trail : [...trail, span];
}
