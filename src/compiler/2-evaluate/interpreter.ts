/** The evaluator's state for one workflow, and the ways into its rules. */
import type { Catalog, Schema } from "../../catalog/schema.ts";
import { catalogue } from "../../diagnostics/catalogue.ts";
import type { Report } from "../../diagnostics/collector.ts";
import type { DiagnosticCode, DiagnosticFacts } from "../../diagnostics/diagnostic.ts";
import type { Span } from "../../diagnostics/span.ts";
import { type Module, type ParsedWorkflow, spanOf } from "../1-parse/module.ts";
import { ts, type TS } from "../typescript.ts";
import type { Call } from "./values.ts";
import {
  type Activation,
  type Completion,
  type DeclareKind,
  EvaluationEnded,
  type Machine,
  normal,
  type Place,
} from "./machine.ts";
import { callModel } from "./models.ts";
import { ModuleInstances } from "./modules.ts";
import { expressionRules, passesName, refusals, statementRules } from "./rules.ts";
import { Scope } from "./scope.ts";
import { bindName, hoist } from "./syntax/declarations.ts";
import { Task, TouchLog } from "./task.ts";
import {
  array,
  type CallSite,
  type FunctionValue,
  poison,
  type ReferenceValue,
  undefinedValue,
  type Value,
} from "./values.ts";

/** Enough for any real workflow; a loop without end reaches it within a second. */
const mostSteps = 2_000_000;
/** Calls inside calls. Below what Node's default stack bears; deeper recursion is reported, not a crash. */
const deepest = 200;

export class Interpreter implements Machine {
  readonly catalog: Catalog;
  readonly touches = new TouchLog();
  readonly calls: Call[] = [];
  readonly workflowName: string;
  readonly modules: ReadonlyMap<string, Module>;
  boundTo: string | undefined;
  awaitedCall: TS.Node | undefined;
  running = false;

  readonly #report: Report;
  readonly #workflow: ParsedWorkflow;
  readonly #instances: ModuleInstances;
  readonly #trail: Span[] = [];
  readonly #root: Activation = { task: new Task(), prefix: [], repeats: 0, depth: 0 };
  #steps = 0;
  #failed = false;

  constructor(workflow: ParsedWorkflow, catalog: Catalog, report: Report) {
    this.#report = report;
    this.catalog = catalog;
    this.workflowName = workflow.name;
    this.modules = workflow.modules;
    this.#workflow = workflow;
    this.#instances = new ModuleInstances(workflow.modules, this, (module, scope) => ({
      module,
      scope,
      activation: this.#root,
    }));
  }

  readonly report: Report = (code, span, facts, trail) => {
    if (catalogue[code].kind !== "warning") this.#failed = true;
    this.#report(code, span, facts, trail);
  };

  /** The names of a file after its top level ran, and before it those of the files it imports. */
  instantiate(module: Module): Scope<Value> {
    return this.#instances.instantiate(module);
  }

  placeOf(module: Module): Place {
    return { module, scope: this.instantiate(module), activation: this.#root };
  }

  /** Runs the workflow function with a reference to the whole input. */
  runWorkflow(inputSchema: Schema): { readonly value: Value; readonly node: TS.Node | undefined } {
    const { entry, body, name } = this.#workflow;
    const scope = this.instantiate(entry);
    const fn: FunctionValue = { kind: "function", node: body, scope, module: entry, name };
    const input: ReferenceValue = { kind: "reference", root: "input", path: [], schema: inputSchema };
    this.running = true;
    return this.#run(fn, body.parameters.length === 0 ? [] : [input], this.#root);
  }

  evaluate(node: TS.Expression, place: Place): Value {
    this.step(node, place);
    const rule = expressionRules.get(node.kind);
    if (rule === undefined) return this.#refuseSyntax(node, place);
    const { boundTo } = this;
    if (!passesName.has(node.kind)) this.boundTo = undefined;
    const value = rule(node as never, place, this);
    this.boundTo = boundTo;
    if (value.kind !== "foreign") return value;
    const { name, specifier } = value;
    return this.refuse("import-package", node, place, { name, specifier });
  }

  execute(node: TS.Statement, place: Place): Completion {
    this.step(node, place);
    const rule = statementRules.get(node.kind);
    if (rule !== undefined) return rule(node as never, place, this);
    this.#refuseSyntax(node, place);
    return normal;
  }

  executeAll(nodes: readonly TS.Statement[], place: Place): Completion {
    hoist(nodes, place, this);
    for (const node of nodes) {
      const completion = this.execute(node, place);
      if (completion.kind !== "normal") return completion;
    }
    return normal;
  }

  bind(name: TS.BindingName, value: Value, place: Place, kind: DeclareKind): void {
    bindName(name, value, place, this, kind);
  }

  apply(callee: Value, args: readonly Value[], site: CallSite, place: Place): Value {
    switch (callee.kind) {
      case "function":
        return this.#invoke(callee, args, site, place);
      case "builtin":
        return callee.apply(args, site);
      case "model":
        return callModel(callee, args, site, place, this);
      case "poison":
        return poison;
      default: {
        const node = ts.isCallExpression(site.node) ? site.node.expression : site.node;
        const text = this.textOf(node, site);
        if (callee.kind === "reference" || callee.kind === "text") {
          return this.refuse("method-on-reference", node, site, { method: "a call", text });
        }
        if (callee.kind === "pending") return this.refuse("await-missing", node, site, { text });
        return this.refuse("call-unknown", node, site, { text });
      }
    }
  }

  #invoke(fn: FunctionValue, args: readonly Value[], site: CallSite, place: Place): Value {
    const caller = place.activation;
    if (caller.depth >= deepest) {
      this.refuse("evaluation-limit", site.node, site, { limit: `${deepest} calls inside calls` });
      throw new EvaluationEnded();
    }
    const isAsync = fn.node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword) ?? false;
    // Awaited on the spot, nothing of the caller's runs beside it; else it may go on while the caller does.
    const beside = isAsync && this.awaitedCall !== site.node;
    this.awaitedCall = undefined;
    const task = beside ? new Task(caller.task) : caller.task;
    const { boundTo } = this;
    this.boundTo = undefined;
    const activation: Activation = {
      task,
      prefix: boundTo === undefined ? caller.prefix : [...caller.prefix, boundTo],
      repeats: caller.repeats,
      depth: caller.depth + 1,
    };
    this.#trail.push(spanOf(site.module, site.node));
    const { value } = this.#run(fn, args, activation);
    this.#trail.pop();
    this.boundTo = boundTo;
    if (!isAsync) return value;
    // An async function that returns a promise waits for it.
    const inner = value.kind === "pending" ? value : { value, calls: [], tasks: [] };
    if (value.kind === "pending") {
      task.resumed = true;
      for (const other of inner.tasks) other.join(task);
    }
    return { kind: "pending", value: inner.value, calls: inner.calls, tasks: beside ? [task] : [] };
  }

  #run(
    fn: FunctionValue,
    args: readonly Value[],
    activation: Activation,
  ): { readonly value: Value; readonly node: TS.Node | undefined } {
    const { node, module } = fn;
    const place: Place = { scope: new Scope(fn.scope), module, activation };
    this.#bindParameters(node.parameters, args, place);
    const { body } = node;
    if (body === undefined) return { value: poison, node: undefined };
    if (!ts.isBlock(body)) return { value: this.evaluate(body, place), node: body };
    const completion = this.executeAll(body.statements, { ...place, scope: new Scope(place.scope) });
    return completion.kind === "return"
      ? { value: completion.value, node: completion.node }
      : { value: undefinedValue, node: undefined };
  }

  #bindParameters(
    parameters: readonly TS.ParameterDeclaration[],
    args: readonly Value[],
    place: Place,
  ): void {
    for (const [index, parameter] of parameters.entries()) {
      if (parameter.dotDotDotToken !== undefined) {
        this.bind(parameter.name, array(args.slice(index)), place, "parameter");
        continue;
      }
      const given = args[index] ?? undefinedValue;
      const missing = given.kind === "known" && given.value === undefined;
      const value = missing && parameter.initializer ? this.evaluate(parameter.initializer, place) : given;
      this.bind(parameter.name, value, place, "parameter");
    }
  }

  refuse<Code extends DiagnosticCode>(
    code: Code,
    node: TS.Node,
    place: { readonly module: Module },
    facts: DiagnosticFacts<Code>,
  ): Value {
    this.report(code, spanOf(place.module, node), facts, this.trail());
    return poison;
  }

  #refuseSyntax(node: TS.Node, place: Place): Value {
    const known = refusals.get(node.kind);
    const construct = known?.construct ?? `this kind of syntax (${ts.SyntaxKind[node.kind]})`;
    return this.refuse("syntax-unsupported", node, place, {
      construct,
      ...(known !== undefined && { rewrite: known.rewrite }),
    });
  }

  drop(node: TS.Node, place: { readonly module: Module }): Value {
    // Fails closed: a call may be missing from the graph only when the graph is not written.
    if (!this.#failed) this.refuse("syntax-unsupported", node, place, { construct: "this call" });
    return poison;
  }

  trail(): readonly Span[] {
    return [...this.#trail];
  }

  textOf(node: TS.Node, place: { readonly module: Module }): string {
    return node.getText(place.module.tree).replace(/\s+/g, " ");
  }

  step(node: TS.Node, place: { readonly module: Module }): void {
    this.#steps += 1;
    if (this.#steps < mostSteps) return;
    this.refuse("evaluation-limit", node, place, { limit: "2 million steps" });
    throw new EvaluationEnded();
  }

  touch(cell: object, write: boolean, node: TS.Node, place: Place): void {
    if (this.touches.touch(cell, place.activation.task, write)) return;
    this.refuse("order-unknown", node, place, { name: this.textOf(node, place).replace(/[.([].*$/, "") });
  }
}
