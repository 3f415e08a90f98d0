/** `switch` over known values. */
import { type Completion, type Machine, normal, type Place, type StatementRule } from "../machine.ts";
import { innerPlace } from "../scope.ts";
import { truthiness } from "../truth.ts";
import { ts, type TS } from "../../typescript.ts";
import { describe, type Known, type Poison, type Value } from "../values.ts";
import { hoist } from "./declarations.ts";

export const switchStatement: StatementRule<TS.SwitchStatement> = (node, place, machine) => {
  const { clauses } = node.caseBlock;
  const subject = machine.evaluate(node.expression, place);
  // One scope for all clauses: a name declared in one is known, though not defined, in the others.
  const scope = innerPlace(place);
  hoist(
    clauses.flatMap((clause) => [...clause.statements]),
    scope,
    machine,
  );
  const start = findClause(node, subject, scope, machine);
  if (typeof start !== "number") {
    for (const { statements } of clauses) machine.explore(() => run(statements, scope, machine));
    return normal;
  }
  for (const { statements } of clauses.slice(start)) {
    const completion = run(statements, scope, machine);
    if (completion.kind === "break" && completion.label === undefined) return normal;
    if (completion.kind !== "normal") return completion;
  }
  return normal;
};

/** The clause that is entered, the number of clauses when there is none. */
function findClause(
  node: TS.SwitchStatement,
  subject: Value,
  place: Place,
  machine: Machine,
): number | Poison {
  const compared = (value: Value, expression: TS.Expression): Known | Poison => {
    if (value.kind === "known" || value.kind === "poison") return value;
    const truth = truthiness(value, expression, place, machine);
    if (typeof truth !== "boolean") return truth;
    return machine.refuse("syntax-unsupported", expression, place, {
      construct: `a switch that compares ${describe(value)}`,
      rewrite: `if (${machine.textOf(node.expression, place)} === …) { … }`,
    });
  };
  const wanted = compared(subject, node.expression);
  if (wanted.kind === "poison") return wanted;
  const { clauses } = node.caseBlock;
  for (const [index, clause] of clauses.entries()) {
    if (!ts.isCaseClause(clause)) continue;
    const candidate = compared(machine.evaluate(clause.expression, place), clause.expression);
    if (candidate.kind === "poison") return candidate;
    if (candidate.value === wanted.value) return index;
  }
  const fallback = clauses.findIndex(ts.isDefaultClause);
  return fallback < 0 ? clauses.length : fallback;
}

/** Statements whose names are hoisted already. */
function run(statements: readonly TS.Statement[], place: Place, machine: Machine): Completion {
  for (const statement of statements) {
    const completion = machine.execute(statement, place);
    if (completion.kind !== "normal") return completion;
  }
  return normal;
}
