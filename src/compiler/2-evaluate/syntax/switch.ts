/** `switch` over known values. */
import { answered, completionOf, type Flow, type StatementFlow, valueOf } from "../machine/flow.ts";
import { type Completion, type Machine, normal, type Place } from "../machine/machine.ts";
import { innerPlace } from "../machine/scope.ts";
import { truthiness } from "../values/truth.ts";
import { ts, type TS } from "../../typescript.ts";
import { identityOf } from "../values/identity.ts";
import { describe } from "../values/describe.ts";
import type { Poison, Value } from "../values/values.ts";
import { bindingsOfClauses } from "../../bindings.ts";
import { hoist } from "./hoist.ts";

export const switchStatement: StatementFlow<TS.SwitchStatement> = function* (node, place, machine) {
  const { clauses } = node.caseBlock;
  const subject = yield* valueOf(node.expression, place);
  // One scope for all clauses: a name declared in one is visible, though not initialized, in the others.
  const scope = innerPlace(place);
  hoist(bindingsOfClauses(node.caseBlock), scope);
  const start = yield* findClause(node, subject, scope, machine);
  if (typeof start !== "number") {
    for (const { statements } of clauses) {
      machine.explore(() => answered(run(statements, scope), machine));
    }
    return normal;
  }
  for (const { statements } of clauses.slice(start)) {
    const completion = yield* run(statements, scope);
    if (completion.kind === "break" && completion.label === undefined) return normal;
    if (completion.kind !== "normal") return completion;
  }
  return normal;
};

/** The clause that is entered; the number of clauses if there is none. */
function* findClause(
  node: TS.SwitchStatement,
  subject: Value,
  place: Place,
  machine: Machine,
): Flow<number | Poison> {
  const compared = (value: Value, expression: TS.Expression): { readonly of: unknown } | Poison => {
    if (value.kind === "poison") return value;
    const identity = value.kind === "pending" ? undefined : identityOf(value);
    if (identity !== undefined) return identity;
    const truth = truthiness(value, expression, place, machine);
    if (typeof truth !== "boolean") return truth;
    const text = machine.textOf(expression, place);
    return machine.refuse("comparison-unsupported", expression, place, {
      operator: "switch",
      what: describe(value),
      text,
    });
  };
  const switched = compared(subject, node.expression);
  if ("kind" in switched) return switched;
  const { clauses } = node.caseBlock;
  for (const [index, clause] of clauses.entries()) {
    if (!ts.isCaseClause(clause)) continue;
    const candidate = compared(yield* valueOf(clause.expression, place), clause.expression);
    if ("kind" in candidate) return candidate;
    if (candidate.of === switched.of) return index;
  }
  const fallback = clauses.findIndex(ts.isDefaultClause);
  return fallback < 0 ? clauses.length : fallback;
}

/** Statements whose names are already hoisted. */
function* run(statements: readonly TS.Statement[], place: Place): Flow<Completion> {
  for (const statement of statements) {
    const completion = yield* completionOf(statement, place);
    if (completion.kind !== "normal") return completion;
  }
  return normal;
}
