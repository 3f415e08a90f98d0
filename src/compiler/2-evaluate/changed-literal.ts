/**
 * An evaluation in which one literal has another value. Compared with the first, it shows everything that depends on the
 * literal, so that a suggestion can change it where it is written.
 */
import type { Catalog } from "../../endpoints/catalog.ts";
import type { ParsedWorkflow } from "../1-parse/module.ts";
import type { TS } from "../typescript.ts";
import { Interpreter } from "./machine/interpreter.ts";
import { EvaluationEnded, type EvaluationReport, type Place } from "./machine/machine.ts";
import { type Known, literal, type Value } from "./values/values.ts";

/** The other value of a literal. */
export interface ChangedLiteral {
  readonly node: TS.Expression;
  readonly value: Known["value"];
}

/** Steps that are left for all such evaluations of a workflow. */
export interface Budget {
  steps: number;
}

export class ChangedInterpreter extends Interpreter {
  readonly #changed: ChangedLiteral;
  readonly #budget: Budget;

  /** An evaluation that exceeds the budget ends, as at any limit. */
  constructor(
    changed: ChangedLiteral,
    budget: Budget,
    ...[workflow, catalog, report]: [ParsedWorkflow, Catalog, EvaluationReport]
  ) {
    super(workflow, catalog, report);
    this.#changed = changed;
    this.#budget = budget;
  }

  override evaluate(node: TS.Expression, place: Place): Value {
    return this.#changedAt(node, super.evaluate(node, place));
  }

  override evaluateOptional(node: TS.Expression, place: Place): Value {
    return this.#changedAt(node, super.evaluateOptional(node, place));
  }

  override step(node: TS.Node, place: { readonly module: Place["module"] }, count = 1): void {
    this.#budget.steps -= count;
    if (this.#budget.steps < 0) throw new EvaluationEnded();
    super.step(node, place, count);
  }

  #changedAt(node: TS.Expression, value: Value): Value {
    return node === this.#changed.node ? literal(this.#changed.value, node) : value;
  }
}
