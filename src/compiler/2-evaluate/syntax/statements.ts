/** Statements except loops: blocks, conditions, returns, jumps. Conditions are known, or the statement is refused. */
import { completionOf, type Flow, type StatementFlow, valueOf } from "../machine/flow.ts";
import { type Completion, type Machine, normal, type Place, type StatementRule } from "../machine/machine.ts";
import { innerPlace } from "../machine/scope.ts";
import { truthiness } from "../values/truth.ts";
import type { TS } from "../../typescript.ts";
import { undefinedValue } from "../values/values.ts";
import { bindingsOf } from "../../bindings.ts";
import { hoist } from "./hoist.ts";

export const block: StatementFlow<TS.Block> = (node, place, machine) =>
  statementList(node.statements, innerPlace(place), machine);

/** Statements that share one scope; declarations are hoisted first. */
export function* statementList(
  nodes: readonly TS.Statement[],
  place: Place,
  machine: Machine,
): Flow<Completion> {
  hoist(bindingsOf(nodes), place);
  for (const node of nodes) {
    const completion = yield* completionOf(node, place);
    if (completion.kind !== "normal") return completion;
  }
  return normal;
}

export const expressionStatement: StatementFlow<TS.ExpressionStatement> = function* (node, place) {
  yield* valueOf(node.expression, place);
  return normal;
};

export const nothing: StatementRule<TS.Statement> = () => normal;

export const returnStatement: StatementFlow<TS.ReturnStatement> = function* (node, place) {
  const value = node.expression === undefined ? undefinedValue : yield* valueOf(node.expression, place);
  return { kind: "return", value, node };
};

export const ifStatement: StatementFlow<TS.IfStatement> = function* (node, place, machine) {
  const value = yield* valueOf(node.expression, place);
  const truth = truthiness(value, node.expression, place, machine);
  if (typeof truth !== "boolean") {
    // Evaluates both branches, to find further problems in them; how they end is unknown.
    const { thenStatement, elseStatement } = node;
    machine.explore(() => machine.execute(thenStatement, place));
    if (elseStatement !== undefined) machine.explore(() => machine.execute(elseStatement, place));
    return normal;
  }
  const branch = truth ? node.thenStatement : node.elseStatement;
  return branch === undefined ? normal : yield* completionOf(branch, place);
};

export const breakStatement: StatementRule<TS.BreakStatement> = (node) => ({
  kind: "break",
  label: node.label?.text,
});

export const continueStatement: StatementRule<TS.ContinueStatement> = (node) => ({
  kind: "continue",
  label: node.label?.text,
});

export const labeledStatement: StatementFlow<TS.LabeledStatement> = function* (node, place) {
  const completion = yield* completionOf(node.statement, place);
  const here = completion.kind === "break" && completion.label === node.label.text;
  return here ? normal : completion;
};
