/**
 * A second evaluation that counts how often each location gave a value and how often it was refused. A line in a helper
 * or a loop runs for every caller and every iteration, and a change that is right for one may be wrong for another:
 *
 *     const run = (id: string) => model(id)({ prompt });  // run("fal-ai/flux/dev"); run("fal-ai/flux/dv");
 *
 * Only asked for if there is such a change; so the first evaluation counts nothing.
 */
import type { Catalog } from "../../endpoints/catalog.ts";
import type { DiagnosticCode } from "../../diagnostics/diagnostic.ts";
import type { ParsedWorkflow } from "../1-parse/module.ts";
import { ts, type TS } from "../typescript.ts";
import { evaluate } from "./evaluate.ts";
import { Interpreter } from "./machine/interpreter.ts";
import type { Completion, DeclareKind, Place } from "./machine/machine.ts";
import type { CallSite, Value } from "./values/values.ts";

/** `others`: see `Survey`. */
export type Counted = Pick<Survey, "others">;

export function countEvaluations(workflow: ParsedWorkflow, catalog: Catalog): Counted {
  const survey = new Survey(workflow, catalog, () => undefined);
  evaluate(workflow, catalog, survey.report, survey);
  return survey;
}

interface Count {
  /** Evaluations that gave a value, and those that were refused or depend on a refused one. */
  good: number;
  bad: number;
  /** Of the good ones, those that are falsy although given: `""`, 0, false, null. */
  falsy: number;
}

class Survey extends Interpreter {
  readonly #values = new Map<TS.Node, Count>();
  readonly #runs = new Map<TS.Node, number>();

  override evaluate(node: TS.Expression, place: Place): Value {
    const value = super.evaluate(node, place);
    this.#add(node, value);
    return value;
  }

  override evaluateLink(node: TS.Expression, place: Place): Value | undefined {
    const value = super.evaluateLink(node, place);
    if (ts.isOptionalChain(node)) this.#add(node, value);
    return value;
  }

  override bind(name: TS.BindingName, value: Value, source: TS.Node, place: Place, kind: DeclareKind): void {
    super.bind(name, value, source, place, kind);
    this.#add(name, value);
    const { parent } = name;
    if (ts.isBindingElement(parent) && parent.propertyName !== undefined)
      this.#add(parent.propertyName, value);
  }

  override execute(node: TS.Statement, place: Place): Completion {
    this.#run(node);
    return super.execute(node, place);
  }

  override apply(callee: Value, args: readonly Value[], site: CallSite, place: Place): Value {
    if (callee.kind === "function") this.#run(callee.node);
    return super.apply(callee, args, site, place);
  }

  #add(node: TS.Node, value: Value | undefined): void {
    const count = this.#values.get(node) ?? { good: 0, bad: 0, falsy: 0 };
    this.#values.set(node, count);
    if (value?.kind === "poison") count.bad++;
    else count.good++;
    if (value?.kind === "known" && value.value !== undefined && !value.value) count.falsy++;
  }

  #run(node: TS.Node): void {
    this.#runs.set(node, (this.#runs.get(node) ?? 0) + 1);
  }

  /**
   * How many evaluations of the location were good, if it was reported this often; uses the smallest enclosing code
   * that was counted.
   */
  others(node: TS.Node, reported: number, code: DiagnosticCode): number {
    for (let around: TS.Node | undefined = node; around !== undefined; around = around.parent) {
      const count = this.#values.get(around);
      // A report about a value may or may not have made it poison; values that depend on another problem do not
      // count. A test for undefined decides like a test for truthiness, except for these.
      if (count !== undefined && code === "condition-unknown") return count.falsy;
      if (count !== undefined) return count.bad >= reported ? count.good : count.good - reported;
      const runs = this.#runs.get(around);
      if (runs !== undefined) return runs - reported;
    }
    return 0;
  }
}
