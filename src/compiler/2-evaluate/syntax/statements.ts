/** Statements except loops: blocks, conditions, returns, jumps. Conditions are known, or the statement is refused. */
import { normal, type StatementRule } from "../machine.ts";
import { innerPlace } from "../scope.ts";
import { truthiness } from "../truth.ts";
import type { TS } from "../../typescript.ts";
import { undefinedValue } from "../values.ts";

export const block: StatementRule<TS.Block> = (node, place, machine) =>
  machine.executeAll(node.statements, innerPlace(place));

export const expressionStatement: StatementRule<TS.ExpressionStatement> = (node, place, machine) => {
  machine.evaluate(node.expression, place);
  return normal;
};

export const nothing: StatementRule<TS.Statement> = () => normal;

export const returnStatement: StatementRule<TS.ReturnStatement> = (node, place, machine) => ({
  kind: "return",
  value: node.expression === undefined ? undefinedValue : machine.evaluate(node.expression, place),
  node,
});

export const ifStatement: StatementRule<TS.IfStatement> = (node, place, machine) => {
  const value = machine.evaluate(node.expression, place);
  const truth = truthiness(value, node.expression, place, machine);
  if (typeof truth !== "boolean") {
    // Evaluates both branches, to find further problems in them; how they end is unknown.
    const { thenStatement, elseStatement } = node;
    machine.explore(() => machine.execute(thenStatement, place));
    if (elseStatement !== undefined) machine.explore(() => machine.execute(elseStatement, place));
    return normal;
  }
  const taken = truth ? node.thenStatement : node.elseStatement;
  return taken === undefined ? normal : machine.execute(taken, place);
};

export const breakStatement: StatementRule<TS.BreakStatement> = (node) => ({
  kind: "break",
  label: node.label?.text,
});

export const continueStatement: StatementRule<TS.ContinueStatement> = (node) => ({
  kind: "continue",
  label: node.label?.text,
});

export const labeledStatement: StatementRule<TS.LabeledStatement> = (node, place, machine) => {
  const completion = machine.execute(node.statement, place);
  const here = completion.kind === "break" && completion.label === node.label.text;
  return here ? normal : completion;
};
